#if defined(__aarch64__)
#include "screen_reduce.h"

#include <sys/auxv.h>

#define DOTPROD __attribute__((target("arch=armv8.2-a+dotprod")))

int sim_screen_has_dotprod(void) {
  const unsigned long asimddp = 1ul << 20;  // HWCAP_ASIMDDP
  return (getauxval(AT_HWCAP) & asimddp) != 0;
}

// One panel row and `count` sentences: SDOT adds four products of signed bytes to a 32-bit lane.
DOTPROD static inline __attribute__((always_inline)) void row(
    const uint8_t *codes, const sim_screen_query *query, size_t first, const int count,
    const int fetches, size_t number, float *bounds) {
  const size_t steps = query->steps;
  const int32_t *words = query->words + first * steps;
  int32x4_t total[4][4];
  for (int s = 0; s < count; s++) {
    for (int quarter = 0; quarter < 4; quarter++) {
      total[s][quarter] = vdupq_n_s32(query->totals[first + s]);
    }
  }
  for (size_t step = 0; step < steps; step++) {
    if (fetches) __builtin_prefetch(codes + step * 64 + sim_screen_row_bytes(4 * steps));
    int8x16_t four[4];
    for (int quarter = 0; quarter < 4; quarter++) {
      // Codes are 0...127, so they are the same as signed bytes.
      four[quarter] = vld1q_s8((const int8_t *)codes + step * 64 + 16 * quarter);
    }
    for (int s = 0; s < count; s++) {
      int8x16_t word = vreinterpretq_s8_s32(vdupq_n_s32(words[s * steps + step]));
      for (int quarter = 0; quarter < 4; quarter++) {
        total[s][quarter] = vdotq_s32(total[s][quarter], four[quarter], word);
      }
    }
  }
  for (int s = 0; s < count; s++) {
    sim_screen_reduce((const float *)(codes + steps * 64), query->terms + 2 * (first + s),
                      total[s], number, bounds + (first + s) * SIM_SCREEN_BEST * SIM_SCREEN_LANES);
  }
}

DOTPROD void sim_screen_rows_dotprod(const sim_screen_query *query, size_t first, size_t count,
                                     const uint8_t *codes, size_t number, float *bounds) {
  SIM_ROWS(row, 4, query, first, count, codes, number, bounds)
}
#endif
