#include "../dispatch/rate.h"

typedef float sim_float4 __attribute__((vector_size(16)));

double sim_rate_generic(size_t rounds) {
  enum { chains = 8 };
  sim_float4 sum[chains] = {{0}}, factor = {0.5f, 0.5f, 0.5f, 0.5f};
  for (size_t round = 0; round < rounds; round++) {
    for (int chain = 0; chain < chains; chain++) {
      sum[chain] = sum[chain] * factor + factor;
      __asm__ volatile("" : "+m"(sum[chain]));
    }
  }
  return (double)rounds * chains * 4;
}
