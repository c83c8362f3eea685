#if defined(__x86_64__)
#include "../dispatch/screen.h"

#include <immintrin.h>

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define INLINE static inline __attribute__((always_inline))
#define MOST 10

// One panel row and `count` sentences: VPDPBUSD adds four products of an unsigned and a signed
// byte to a 32-bit lane without saturation. The first sentences of a pass also fetch the row after
// this one: the CPU's own prefetching stops at every page.
INLINE VNNI void row(const uint8_t *codes, const sim_screen_query *query, size_t first,
                     const int count, const int fetches, size_t number, float *bounds) {
  const size_t steps = query->steps, row_bytes = sim_screen_row_bytes(4 * steps);
  const int32_t *words = query->words + first * steps;
  __m512i total[MOST];
  for (int s = 0; s < count; s++) total[s] = _mm512_set1_epi32(query->totals[first + s]);
  for (size_t step = 0; step < steps; step++) {
    if (fetches) _mm_prefetch((const char *)codes + step * 64 + row_bytes, _MM_HINT_T0);
    __m512i four = _mm512_load_si512(codes + step * 64);
    for (int s = 0; s < count; s++) {
      total[s] = _mm512_dpbusd_epi32(total[s], four, _mm512_set1_epi32(words[s * steps + step]));
    }
  }
  const float *terms = (const float *)(codes + steps * 64);
  const __m512i mask = _mm512_set1_epi32(~(SIM_SCREEN_HEIGHT - 1));
  const __m512i tag = _mm512_set1_epi32((int)number);
  __m512 scale = _mm512_load_ps(terms);
  __m512 residual = _mm512_load_ps(terms + 16);
  __m512 norm = _mm512_load_ps(terms + 32);
  for (int s = 0; s < count; s++) {
    const float *factors = query->terms + 2 * (first + s);
    float *at = bounds + (first + s) * SIM_SCREEN_BEST * SIM_SCREEN_LANES;
    __m512 bound = _mm512_fmadd_ps(_mm512_set1_ps(factors[0]), residual,
                                   _mm512_mul_ps(_mm512_set1_ps(factors[1]), norm));
    bound = _mm512_fmadd_ps(_mm512_cvtepi32_ps(total[s]), scale, bound);
    __m512 x = _mm512_castsi512_ps(
        _mm512_or_si512(_mm512_and_si512(_mm512_castps_si512(bound), mask), tag));
    __m512 a = _mm512_load_ps(at), b = _mm512_load_ps(at + 16), c = _mm512_load_ps(at + 32);
    __m512 low = _mm512_min_ps(a, x);
    _mm512_store_ps(at, _mm512_max_ps(a, x));
    _mm512_store_ps(at + 16, _mm512_max_ps(b, low));
    _mm512_store_ps(at + 32, _mm512_max_ps(c, _mm512_min_ps(b, low)));
  }
}

VNNI void sim_screen_rows_vnni(const sim_screen_query *query, size_t first, size_t count,
                               const uint8_t *codes, size_t number, float *bounds) {
  if (first == 0 && count >= MOST) {
    row(codes, query, 0, MOST, 1, number, bounds);
    first = MOST;
    count -= MOST;
  }
  for (; count >= MOST; first += MOST, count -= MOST) {
    row(codes, query, first, MOST, 0, number, bounds);
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
