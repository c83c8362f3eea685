#if defined(__x86_64__)
#include "screen_best.h"

#define AVX2 __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline))

#define MOST 5  // sentences whose sums, low and high halves, fit the registers

// Integer dot products of `steps` steps of a panel row with `count` sentences, added to `total`.
// VPMADDUBSW cannot saturate (two products of 0...127 and -127...127 are under 2^15); the 16-bit
// sums wrap, and come out right because a block's true sum fits (see sim_screen_quantise).
INLINE AVX2 void block_products(const uint8_t *codes, const sim_screen_query *query,
                                const int32_t *words, const int32_t *starts, const int count,
                                const int fetches, const size_t steps, __m256i total[MOST][2]) {
  const size_t row_bytes = sim_screen_row_bytes(4 * query->steps);
  const int32_t *later_words = words + 3 * query->steps;
  __m256i sum[MOST][2];
  for (int s = 0; s < count; s++) {
    sum[s][0] = sum[s][1] = _mm256_set1_epi32(starts[s * query->blocks]);
  }
  for (size_t step = 0; step < steps; step++) {
    if (fetches) _mm_prefetch((const char *)codes + step * 64 + row_bytes, _MM_HINT_T0);
    __m256i low = _mm256_load_si256((const __m256i *)(codes + step * 64));
    __m256i high = _mm256_load_si256((const __m256i *)(codes + step * 64 + 32));
    for (int s = 0; s < count; s++) {
      const int32_t *of_sentence =
          s < 3 ? words + s * query->steps : later_words + (s - 3) * query->steps;
      __m256i word = _mm256_set1_epi32(of_sentence[step]);
      __m256i a = _mm256_maddubs_epi16(low, word), b = _mm256_maddubs_epi16(high, word);
      // Both products before both sums: the order that keeps the multipliers busiest.
      __asm__("" : "+x"(a), "+x"(b));
      sum[s][0] = _mm256_add_epi16(sum[s][0], a);
      sum[s][1] = _mm256_add_epi16(sum[s][1], b);
    }
  }
  const __m256i ones = _mm256_set1_epi16(1);
  for (int s = 0; s < count; s++) {
    for (int h = 0; h < 2; h++) {
      total[s][h] = _mm256_add_epi32(total[s][h], _mm256_madd_epi16(sum[s][h], ones));
    }
  }
}

// The products of a whole row, in blocks of `length` steps, a constant where it is inlined.
INLINE AVX2 void row_products(const uint8_t *codes, const sim_screen_query *query, size_t first,
                              const int count, const int fetches, const size_t length,
                              __m256i total[MOST][2]) {
  const size_t steps = query->steps;
  const int32_t *words = query->words + first * steps;
  const int32_t *starts = query->starts + first * query->blocks;
  for (int s = 0; s < count; s++) total[s][0] = total[s][1] = _mm256_setzero_si256();
  size_t step = 0;
  for (; step + length <= steps; step += length, starts++) {
    block_products(codes + step * 64, query, words + step, starts, count, fetches, length, total);
  }
  if (step < steps) {
    block_products(codes + step * 64, query, words + step, starts, count, fetches, steps - step,
                   total);
  }
}

// Puts the row's bounds among the best three of each lane.
INLINE AVX2 void reduce(const float *terms, const sim_screen_query *query, size_t first,
                        const int count, __m256i total[MOST][2], size_t row, float *bounds) {
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
      sim_keep_best_avx2(bound, row, at);
    }
  }
}

INLINE AVX2 void row(const uint8_t *codes, const sim_screen_query *query, size_t first,
                     const int count, const int fetches, size_t number, float *bounds) {
  __m256i total[MOST][2];
  if (query->block_steps == SIM_SCREEN_BLOCK) {
    row_products(codes, query, first, count, fetches, SIM_SCREEN_BLOCK, total);
  } else {
    row_products(codes, query, first, count, fetches, 2 * SIM_SCREEN_BLOCK, total);
  }
  reduce((const float *)(codes + query->steps * 64), query, first, count, total, number, bounds);
}

AVX2 void sim_screen_rows_avx2(const sim_screen_query *query, size_t first, size_t count,
                               const uint8_t *codes, size_t number, float *bounds) {
  SIM_ROWS(row, MOST, query, first, count, codes, number, bounds)
}
#endif
