#if defined(__x86_64__)
#include "screen_best.h"

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define INLINE static inline __attribute__((always_inline))
#define MOST 10

// One panel row and `count` sentences: VPDPBUSD adds four products of an unsigned and a signed
// byte to a 32-bit lane without saturation.
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
  __m512 scale = _mm512_load_ps(terms);
  __m512 residual = _mm512_load_ps(terms + 16);
  __m512 norm = _mm512_load_ps(terms + 32);
  for (int s = 0; s < count; s++) {
    const float *factors = query->terms + 2 * (first + s);
    float *at = bounds + (first + s) * SIM_SCREEN_BEST * SIM_SCREEN_LANES;
    __m512 bound = _mm512_fmadd_ps(_mm512_set1_ps(factors[0]), residual,
                                   _mm512_mul_ps(_mm512_set1_ps(factors[1]), norm));
    bound = _mm512_fmadd_ps(_mm512_cvtepi32_ps(total[s]), scale, bound);
    sim_keep_best_avx512(bound, number, at);
  }
}

VNNI void sim_screen_rows_vnni(const sim_screen_query *query, size_t first, size_t count,
                               const uint8_t *codes, size_t number, float *bounds) {
  SIM_ROWS(row, MOST, query, first, count, codes, number, bounds)
}
#endif
