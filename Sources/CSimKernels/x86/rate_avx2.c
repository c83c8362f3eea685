#if defined(__x86_64__)
#include "../dispatch/rate.h"

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,fma")))
// Chains that hide the latency of an instruction on every CPU so far.
enum { chains = 10 };

AVX2 double sim_rate_fma(size_t rounds) {
  __m256 sum[chains], factor = _mm256_set1_ps(0.5f);
  for (int chain = 0; chain < chains; chain++) sum[chain] = factor;
  for (size_t round = 0; round < rounds; round++) {
    for (int chain = 0; chain < chains; chain++) {
      sum[chain] = _mm256_fmadd_ps(sum[chain], factor, factor);
      __asm__ volatile("" : "+x"(sum[chain]));
    }
  }
  return (double)rounds * chains * 8;
}

// A product of 32 pairs of bytes, and its addition to 16-bit sums.
AVX2 double sim_rate_maddubs(size_t rounds) {
  __m256i sum[chains], codes = _mm256_set1_epi8(1), word = _mm256_set1_epi8(1);
  for (int chain = 0; chain < chains; chain++) sum[chain] = codes;
  for (size_t round = 0; round < rounds; round++) {
    for (int chain = 0; chain < chains; chain++) {
      __asm__ volatile("" : "+x"(word));
      sum[chain] = _mm256_add_epi16(sum[chain], _mm256_maddubs_epi16(codes, word));
      __asm__ volatile("" : "+x"(sum[chain]));
    }
  }
  return (double)rounds * chains * 32;
}
#endif
