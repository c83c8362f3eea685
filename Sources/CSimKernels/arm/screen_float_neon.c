#if defined(__aarch64__)
#include "screen_reduce.h"

#define MOST 4

// One panel row and `count` sentences: a multiply-add a component, and the bounds in registers.
static inline __attribute__((always_inline)) void row(
    const uint8_t *codes, const sim_screen_query *query, size_t first, const int count,
    const int fetches, size_t number, float *bounds) {
  const size_t dimension = query->dimension;
  const float *components = (const float *)codes, *vectors = query->vectors + first * dimension;
  float32x4_t sum[MOST][4];
  for (int s = 0; s < count; s++) {
    for (int quarter = 0; quarter < 4; quarter++) sum[s][quarter] = vdupq_n_f32(0);
  }
  for (size_t k = 0; k < dimension; k++) {
    const float *at = components + k * SIM_SCREEN_LANES;
    if (fetches) __builtin_prefetch((const char *)at + sim_screen_float_row_bytes(dimension));
    for (int s = 0; s < count; s++) {
      float factor = vectors[s * dimension + k];
      for (int quarter = 0; quarter < 4; quarter++) {
        sum[s][quarter] = vfmaq_n_f32(sum[s][quarter], vld1q_f32(at + 4 * quarter), factor);
      }
    }
  }
  const float *norms = components + dimension * SIM_SCREEN_LANES;
  for (int s = 0; s < count; s++) {
    float *at = bounds + (first + s) * SIM_SCREEN_BEST * SIM_SCREEN_LANES;
    for (int quarter = 0; quarter < 4; quarter++) {
      float32x4_t bound = vfmaq_n_f32(sum[s][quarter], vld1q_f32(norms + 4 * quarter),
                                      query->terms[first + s]);
      sim_keep_best_neon(bound, number, at + 4 * quarter);
    }
  }
}

void sim_screen_float_rows_neon(const sim_screen_query *query, size_t first, size_t count,
                                const uint8_t *codes, size_t number, float *bounds) {
  SIM_ROWS(row, MOST, query, first, count, codes, number, bounds)
}
#endif
