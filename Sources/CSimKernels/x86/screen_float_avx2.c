#if defined(__x86_64__)
#include "screen_best.h"

#define AVX2 __attribute__((target("avx2,fma")))
#define MOST 6  // sentences whose sums, two registers each, leave room for a row's components

// One panel row and `count` sentences: a multiply-add a component, and the bounds in registers.
AVX2 static inline __attribute__((always_inline)) void row(
    const uint8_t *codes, const sim_screen_query *query, size_t first, const int count,
    const int fetches, size_t number, float *bounds) {
  const size_t dimension = query->dimension;
  const float *components = (const float *)codes, *vectors = query->vectors + first * dimension;
  __m256 sum[MOST][2];
  for (int s = 0; s < count; s++) sum[s][0] = sum[s][1] = _mm256_setzero_ps();
  for (size_t k = 0; k < dimension; k++) {
    const float *at = components + k * SIM_SCREEN_LANES;
    if (fetches) {
      _mm_prefetch((const char *)at + sim_screen_float_row_bytes(dimension), _MM_HINT_T0);
    }
    __m256 low = _mm256_load_ps(at), high = _mm256_load_ps(at + 8);
    for (int s = 0; s < count; s++) {
      __m256 factor = _mm256_broadcast_ss(vectors + s * dimension + k);
      sum[s][0] = _mm256_fmadd_ps(low, factor, sum[s][0]);
      sum[s][1] = _mm256_fmadd_ps(high, factor, sum[s][1]);
    }
  }
  const float *norms = components + dimension * SIM_SCREEN_LANES;
  for (int s = 0; s < count; s++) {
    __m256 error = _mm256_broadcast_ss(query->terms + first + s);
    float *at = bounds + (first + s) * SIM_SCREEN_BEST * SIM_SCREEN_LANES;
    for (int h = 0; h < 2; h++) {
      sim_keep_best_avx2(_mm256_fmadd_ps(error, _mm256_load_ps(norms + 8 * h), sum[s][h]), number,
                         at + 8 * h);
    }
  }
}

AVX2 void sim_screen_float_rows_avx2(const sim_screen_query *query, size_t first, size_t count,
                                     const uint8_t *codes, size_t number, float *bounds) {
  SIM_ROWS(row, MOST, query, first, count, codes, number, bounds)
}
#endif
