#if defined(__aarch64__)
#include "../dispatch/rate.h"

#include <arm_neon.h>

enum { chains = 16 };

double sim_rate_neon(size_t rounds) {
  int32x4_t sum[chains];
  int8x8_t codes = vdup_n_s8(1);
  for (int chain = 0; chain < chains; chain++) sum[chain] = vdupq_n_s32(0);
  for (size_t round = 0; round < rounds; round++) {
    for (int chain = 0; chain < chains; chain++) {
      __asm__ volatile("" : "+w"(codes));
      sum[chain] = vpadalq_s16(sum[chain], vmull_s8(codes, codes));
      __asm__ volatile("" : "+w"(sum[chain]));
    }
  }
  return (double)rounds * chains * 8;
}

__attribute__((target("arch=armv8.2-a+dotprod"))) double sim_rate_dotprod(size_t rounds) {
  int32x4_t sum[chains];
  int8x16_t codes = vdupq_n_s8(1);
  for (int chain = 0; chain < chains; chain++) sum[chain] = vdupq_n_s32(0);
  for (size_t round = 0; round < rounds; round++) {
    for (int chain = 0; chain < chains; chain++) {
      sum[chain] = vdotq_s32(sum[chain], codes, codes);
      __asm__ volatile("" : "+w"(sum[chain]));
    }
  }
  return (double)rounds * chains * 16;
}
#endif
