#if defined(__aarch64__)
#include "../dispatch/similarity.h"

#include <arm_neon.h>

static inline __attribute__((always_inline)) void similarities(
    const size_t pairs, const float *const *a, const float *const *b, size_t count,
    double *values) {
  float64x2_t sum[SIM_SIMILARITY_PAIRS][4];
  for (size_t pair = 0; pair < pairs; pair++) {
    for (int two = 0; two < 4; two++) sum[pair][two] = vdupq_n_f64(0);
  }
  size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    for (size_t pair = 0; pair < pairs; pair++) {
      for (int two = 0; two < 4; two++) {
        sum[pair][two] = vfmaq_f64(sum[pair][two], vcvt_f64_f32(vld1_f32(a[pair] + k + 2 * two)),
                                   vcvt_f64_f32(vld1_f32(b[pair] + k + 2 * two)));
      }
    }
  }
  for (size_t pair = 0; pair < pairs; pair++) {
    double s[8];
    for (int two = 0; two < 4; two++) vst1q_f64(s + 2 * two, sum[pair][two]);
    sim_add_tail(a[pair], b[pair], k, count, s);
    values[pair] = sim_sum_lanes(s);
  }
}

void sim_similarities_neon(size_t pairs, const float *const *a, const float *const *b,
                           size_t count, double *values) {
  SIM_FOR_PAIRS(similarities, pairs, a, b, count, values)
}

static inline __attribute__((always_inline)) void products(
    const size_t pairs, const float *const *a, const float *const *b, size_t count,
    float *values) {
  float32x4_t low[SIM_SIMILARITY_PAIRS], high[SIM_SIMILARITY_PAIRS];
  for (size_t pair = 0; pair < pairs; pair++) low[pair] = high[pair] = vdupq_n_f32(0);
  size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    for (size_t pair = 0; pair < pairs; pair++) {
      const float *left = a[pair] + k, *right = b[pair] + k;
      low[pair] = vfmaq_f32(low[pair], vld1q_f32(left), vld1q_f32(right));
      high[pair] = vfmaq_f32(high[pair], vld1q_f32(left + 4), vld1q_f32(right + 4));
    }
  }
  for (size_t pair = 0; pair < pairs; pair++) {
    float value = vaddvq_f32(vaddq_f32(low[pair], high[pair]));
    for (size_t at = k; at < count; at++) value = __builtin_fmaf(a[pair][at], b[pair][at], value);
    values[pair] = value;
  }
}

void sim_products_neon(size_t pairs, const float *const *a, const float *const *b, size_t count,
                       float *values) {
  SIM_FOR_PAIRS(products, pairs, a, b, count, values)
}
#endif
