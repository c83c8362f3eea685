#if defined(__aarch64__)
#include "screen_reduce.h"

#include <sys/auxv.h>

#define I8MM __attribute__((target("arch=armv8.2-a+i8mm")))
#define PAIRS 2  // pairs of sentences whose sums fit the registers

int sim_screen_has_i8mm(void) {
  const unsigned long i8mm = 1ul << 13;  // HWCAP2_I8MM
  return (getauxval(AT_HWCAP2) & i8mm) != 0;
}

// The words of two sentences for two steps; zeros where there is none.
I8MM static inline __attribute__((always_inline)) int8x16_t words_of(
    const int32_t *left, const int32_t *right, size_t step, int has_second_step) {
  int32x4_t words = vdupq_n_s32(0);
  words = vsetq_lane_s32(left[step], words, 0);
  words = vsetq_lane_s32(right[step], words, 2);
  if (has_second_step) {
    words = vsetq_lane_s32(left[step + 1], words, 1);
    words = vsetq_lane_s32(right[step + 1], words, 3);
  }
  return vreinterpretq_s8_s32(words);
}

// Two steps of a panel row with `pairs` pairs of sentences: SMMLA multiplies the eight components
// of two lanes with those of two sentences and adds the four sums to 32-bit lanes.
I8MM static inline __attribute__((always_inline)) void two_steps(
    const uint8_t *codes, const sim_screen_query *query, size_t first, const int count,
    size_t step, const int has_second_step, int32x4_t total[PAIRS][8]) {
  const int32_t *words = query->words + first * query->steps;
  int8x16_t pairs[PAIRS];
  for (int s = 0; s < count; s += 2) {
    // An odd last sentence goes twice.
    int other = s + 1 < count ? s + 1 : s;
    pairs[s / 2] = words_of(words + s * query->steps, words + other * query->steps, step,
                            has_second_step);
  }
  for (int quarter = 0; quarter < 4; quarter++) {
    // Codes are 0...127, so they are the same as signed bytes.
    const int32_t *at = (const int32_t *)(codes + step * 64 + 16 * quarter);
    int32x4_t one = vld1q_s32(at), two = has_second_step ? vld1q_s32(at + 16) : vdupq_n_s32(0);
    int8x16_t low = vreinterpretq_s8_s32(vzip1q_s32(one, two));
    int8x16_t high = vreinterpretq_s8_s32(vzip2q_s32(one, two));
    for (int s = 0; s < count; s += 2) {
      int32x4_t *of_pair = total[s / 2] + 2 * quarter;
      of_pair[0] = vmmlaq_s32(of_pair[0], low, pairs[s / 2]);
      of_pair[1] = vmmlaq_s32(of_pair[1], high, pairs[s / 2]);
    }
  }
}

I8MM static inline __attribute__((always_inline)) void row(
    const uint8_t *codes, const sim_screen_query *query, size_t first, const int count,
    const int fetches, size_t number, float *bounds) {
  const size_t steps = query->steps;
  int32x4_t total[PAIRS][8];
  for (int pair = 0; pair < PAIRS; pair++) {
    for (int part = 0; part < 8; part++) total[pair][part] = vdupq_n_s32(0);
  }
  size_t step = 0;
  for (; step + 2 <= steps; step += 2) {
    if (fetches) {
      const uint8_t *next = codes + step * 64 + sim_screen_row_bytes(4 * steps);
      __builtin_prefetch(next);
      __builtin_prefetch(next + 64);
    }
    two_steps(codes, query, first, count, step, 1, total);
  }
  if (step < steps) two_steps(codes, query, first, count, step, 0, total);
  for (int s = 0; s < count; s++) {
    // A register holds lane 0 with both sentences, then lane 1.
    int32x4_t sums[4], start = vdupq_n_s32(query->totals[first + s]);
    for (int quarter = 0; quarter < 4; quarter++) {
      const int32x4_t *at = total[s / 2] + 2 * quarter;
      sums[quarter] =
          vaddq_s32(start, s % 2 ? vuzp2q_s32(at[0], at[1]) : vuzp1q_s32(at[0], at[1]));
    }
    sim_screen_reduce((const float *)(codes + steps * 64), query->terms + 2 * (first + s), sums,
                      number, bounds + (first + s) * SIM_SCREEN_BEST * SIM_SCREEN_LANES);
  }
}

I8MM void sim_screen_rows_i8mm(const sim_screen_query *query, size_t first, size_t count,
                               const uint8_t *codes, size_t number, float *bounds) {
  SIM_ROWS(row, 2 * PAIRS, query, first, count, codes, number, bounds)
}
#endif
