#if defined(__x86_64__)
#include "screen_best.h"

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))
#define MOST 10

// One panel row and `count` sentences: a multiply-add a component, and the bounds in registers.
AVX512 static inline __attribute__((always_inline)) void row(
    const uint8_t *codes, const sim_screen_query *query, size_t first, const int count,
    const int fetches, size_t number, float *bounds) {
  const size_t dimension = query->dimension;
  const float *components = (const float *)codes, *vectors = query->vectors + first * dimension;
  __m512 sum[MOST];
  for (int s = 0; s < count; s++) sum[s] = _mm512_setzero_ps();
  for (size_t k = 0; k < dimension; k++) {
    const float *at = components + k * SIM_SCREEN_LANES;
    if (fetches) {
      _mm_prefetch((const char *)at + sim_screen_float_row_bytes(dimension), _MM_HINT_T0);
    }
    __m512 lanes = _mm512_load_ps(at);
    for (int s = 0; s < count; s++) {
      sum[s] = _mm512_fmadd_ps(lanes, _mm512_set1_ps(vectors[s * dimension + k]), sum[s]);
    }
  }
  __m512 norms = _mm512_load_ps(components + dimension * SIM_SCREEN_LANES);
  for (int s = 0; s < count; s++) {
    __m512 bound = _mm512_fmadd_ps(_mm512_set1_ps(query->terms[first + s]), norms, sum[s]);
    sim_keep_best_avx512(bound, number,
                         bounds + (first + s) * SIM_SCREEN_BEST * SIM_SCREEN_LANES);
  }
}

AVX512 void sim_screen_float_rows_avx512(const sim_screen_query *query, size_t first, size_t count,
                                         const uint8_t *codes, size_t number, float *bounds) {
  SIM_ROWS(row, MOST, query, first, count, codes, number, bounds)
}
#endif
