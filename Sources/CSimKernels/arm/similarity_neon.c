#if defined(__aarch64__)
#include "../dispatch/similarity.h"

#include <arm_neon.h>

double sim_similarity_neon(const float *a, const float *b, size_t count) {
  float64x2_t sum[4] = {vdupq_n_f64(0), vdupq_n_f64(0), vdupq_n_f64(0), vdupq_n_f64(0)};
  size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    for (int pair = 0; pair < 4; pair++) {
      sum[pair] = vfmaq_f64(sum[pair], vcvt_f64_f32(vld1_f32(a + k + 2 * pair)),
                            vcvt_f64_f32(vld1_f32(b + k + 2 * pair)));
    }
  }
  double s[8];
  for (int pair = 0; pair < 4; pair++) vst1q_f64(s + 2 * pair, sum[pair]);
  for (size_t l = 0; k + l < count; l++) {
    s[l] = __builtin_fma((double)a[k + l], (double)b[k + l], s[l]);
  }
  return sim_sum_lanes(s);
}
#endif
