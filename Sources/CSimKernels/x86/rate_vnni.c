#if defined(__x86_64__)
#include "../dispatch/rate.h"

#include <immintrin.h>

enum { chains = 16 };

__attribute__((target("avx512f,avx512vnni"))) double sim_rate_vnni(size_t rounds) {
  __m512i sum[chains], codes = _mm512_set1_epi8(1);
  for (int chain = 0; chain < chains; chain++) sum[chain] = codes;
  for (size_t round = 0; round < rounds; round++) {
    for (int chain = 0; chain < chains; chain++) {
      sum[chain] = _mm512_dpbusd_epi32(sum[chain], codes, codes);
      __asm__ volatile("" : "+v"(sum[chain]));
    }
  }
  return (double)rounds * chains * 64;
}
#endif
