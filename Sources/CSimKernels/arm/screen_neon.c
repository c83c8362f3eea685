#if defined(__aarch64__)
#include "screen_reduce.h"

// One panel row and one sentence with the instructions every aarch64 CPU has.
void sim_screen_rows_neon(const sim_screen_query *query, size_t first, size_t count,
                          const uint8_t *codes, size_t number, float *bounds) {
  const size_t steps = query->steps;
  for (size_t s = first; s < first + count; s++) {
    const int32_t *words = query->words + s * steps;
    int32x4_t low[4], high[4], total[4];
    for (int quarter = 0; quarter < 4; quarter++) low[quarter] = high[quarter] = vdupq_n_s32(0);
    for (size_t step = 0; step < steps; step++) {
      int8x8_t word = vreinterpret_s8_s32(vdup_n_s32(words[step]));
      for (int quarter = 0; quarter < 4; quarter++) {
        // Codes are 0...127, so they are the same as signed bytes.
        int8x16_t four = vld1q_s8((const int8_t *)codes + step * 64 + 16 * quarter);
        low[quarter] = vpadalq_s16(low[quarter], vmull_s8(vget_low_s8(four), word));
        high[quarter] = vpadalq_s16(high[quarter], vmull_s8(vget_high_s8(four), word));
      }
    }
    for (int quarter = 0; quarter < 4; quarter++) {
      total[quarter] =
          vaddq_s32(vpaddq_s32(low[quarter], high[quarter]), vdupq_n_s32(query->totals[s]));
    }
    sim_screen_reduce((const float *)(codes + steps * 64), query->terms + 2 * s, total, number,
                      bounds + s * SIM_SCREEN_BEST * SIM_SCREEN_LANES);
  }
}
#endif
