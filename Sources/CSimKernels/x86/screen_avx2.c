#if defined(__x86_64__)
#include "../dispatch/screen.h"

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline))

// Integer dot products of one panel row with `count` sentences. VPMADDUBSW cannot saturate (two
// products of 0...127 and -127...127 are under 2^15); the 16-bit sums wrap, and come out right
// because a block's true sum fits (see sim_screen_quantise).
//
// The first sentences of a pass also fetch the row after this one: the CPU's own prefetching stops
// at every page.
INLINE AVX2 void row_products(const uint8_t *codes, const sim_screen_query *query, size_t first,
                              const int count, const int fetches, __m256i total[5][2]) {
  const size_t steps = query->steps, blocks = query->blocks;
  const int32_t *words = query->words + first * steps;
  const int32_t *starts = query->starts + first * blocks;
  const size_t row_bytes = sim_screen_row_bytes(4 * steps);
  const __m256i ones = _mm256_set1_epi16(1);
  for (int s = 0; s < count; s++) total[s][0] = total[s][1] = _mm256_setzero_si256();
  for (size_t block = 0, step = 0; block < blocks; block++) {
    size_t end = step + query->block_steps < steps ? step + query->block_steps : steps;
    __m256i sum[5][2];
    for (int s = 0; s < count; s++) {
      sum[s][0] = sum[s][1] = _mm256_set1_epi32(starts[s * blocks + block]);
    }
    for (; step < end; step++) {
      if (fetches) _mm_prefetch((const char *)codes + step * 64 + row_bytes, _MM_HINT_T0);
      __m256i low = _mm256_load_si256((const __m256i *)(codes + step * 64));
      __m256i high = _mm256_load_si256((const __m256i *)(codes + step * 64 + 32));
      for (int s = 0; s < count; s++) {
        __m256i word = _mm256_set1_epi32(words[s * steps + step]);
        sum[s][0] = _mm256_add_epi16(sum[s][0], _mm256_maddubs_epi16(low, word));
        sum[s][1] = _mm256_add_epi16(sum[s][1], _mm256_maddubs_epi16(high, word));
      }
    }
    for (int s = 0; s < count; s++) {
      for (int h = 0; h < 2; h++) {
        total[s][h] = _mm256_add_epi32(total[s][h], _mm256_madd_epi16(sum[s][h], ones));
      }
    }
  }
}

// Puts the row's bounds among the best three of each lane.
INLINE AVX2 void reduce(const float *terms, const sim_screen_query *query, size_t first,
                        const int count, __m256i total[5][2], size_t row, float *bounds) {
  const __m256i mask = _mm256_set1_epi32(~(SIM_SCREEN_HEIGHT - 1));
  const __m256i tag = _mm256_set1_epi32((int)row);
  for (int h = 0; h < 2; h++) {
    __m256 scale = _mm256_load_ps(terms + 8 * h);
    __m256 residual = _mm256_load_ps(terms + 16 + 8 * h);
    __m256 norm = _mm256_load_ps(terms + 32 + 8 * h);
    for (int s = 0; s < count; s++) {
      const float *factors = query->terms + 2 * (first + s);
      float *at = bounds + (first + s) * SIM_SCREEN_BEST * SIM_SCREEN_LANES + 8 * h;
      __m256 bound = _mm256_fmadd_ps(_mm256_broadcast_ss(factors), residual,
                                     _mm256_mul_ps(_mm256_broadcast_ss(factors + 1), norm));
      bound = _mm256_fmadd_ps(_mm256_cvtepi32_ps(total[s][h]), scale, bound);
      __m256 x = _mm256_castsi256_ps(
          _mm256_or_si256(_mm256_and_si256(_mm256_castps_si256(bound), mask), tag));
      __m256 a = _mm256_load_ps(at), b = _mm256_load_ps(at + 16), c = _mm256_load_ps(at + 32);
      __m256 low = _mm256_min_ps(a, x);
      _mm256_store_ps(at, _mm256_max_ps(a, x));
      _mm256_store_ps(at + 16, _mm256_max_ps(b, low));
      _mm256_store_ps(at + 32, _mm256_max_ps(c, _mm256_min_ps(b, low)));
    }
  }
}

INLINE AVX2 void row(const uint8_t *codes, const sim_screen_query *query, size_t first,
                     const int count, const int fetches, size_t number, float *bounds) {
  __m256i total[5][2];
  row_products(codes, query, first, count, fetches, total);
  reduce((const float *)(codes + query->steps * 64), query, first, count, total, number, bounds);
}

AVX2 void sim_screen_rows_avx2(const sim_screen_query *query, size_t first, size_t count,
                               const uint8_t *codes, size_t number, float *bounds) {
  if (first == 0 && count >= 5) {
    row(codes, query, 0, 5, 1, number, bounds);
    first = 5;
    count -= 5;
  }
  for (; count >= 5; first += 5, count -= 5) row(codes, query, first, 5, 0, number, bounds);
  switch (count) {
  case 4: row(codes, query, first, 4, 0, number, bounds); break;
  case 3: row(codes, query, first, 3, 0, number, bounds); break;
  case 2: row(codes, query, first, 2, 0, number, bounds); break;
  case 1: row(codes, query, first, 1, 0, number, bounds); break;
  default: break;
  }
}
#endif
