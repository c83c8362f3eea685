// Puts the bounds of one panel row among the best of each lane, four lanes at a time.
#ifndef SIM_SCREEN_REDUCE_H
#define SIM_SCREEN_REDUCE_H

#include "../dispatch/screen.h"

#include <arm_neon.h>

// Four lanes of the bounds at `best`; the row goes into the low bits.
static inline __attribute__((always_inline)) void sim_keep_best_neon(float32x4_t bound, size_t row,
                                                                     float *best) {
  const uint32x4_t mask = vdupq_n_u32(~(uint32_t)(SIM_SCREEN_HEIGHT - 1));
  const uint32x4_t tag = vdupq_n_u32((uint32_t)row);
  float32x4_t x =
      vreinterpretq_f32_u32(vorrq_u32(vandq_u32(vreinterpretq_u32_f32(bound), mask), tag));
  float32x4_t a = vld1q_f32(best), b = vld1q_f32(best + SIM_SCREEN_LANES);
  float32x4_t c = vld1q_f32(best + 2 * SIM_SCREEN_LANES), low = vminq_f32(a, x);
  vst1q_f32(best, vmaxq_f32(a, x));
  vst1q_f32(best + SIM_SCREEN_LANES, vmaxq_f32(b, low));
  vst1q_f32(best + 2 * SIM_SCREEN_LANES, vmaxq_f32(c, vminq_f32(b, low)));
}

// The bounds of integer products.
static inline __attribute__((always_inline)) void sim_screen_reduce(
    const float *terms, const float *factors, const int32x4_t total[4], size_t number,
    float *bounds) {
  for (int quarter = 0; quarter < 4; quarter++) {
    const float *at = terms + 4 * quarter;
    float32x4_t bound = vmulq_n_f32(vld1q_f32(at + 32), factors[1]);
    bound = vfmaq_n_f32(bound, vld1q_f32(at + 16), factors[0]);
    bound = vfmaq_f32(bound, vcvtq_f32_s32(total[quarter]), vld1q_f32(at));
    sim_keep_best_neon(bound, number, bounds + 4 * quarter);
  }
}

#endif
