#include "sim_rate.h"

#include <string.h>

#include "rate.h"
#include "screen.h"
#include "sim_kernels.h"

double sim_rate_multiply_adds(int kernel, size_t rounds) {
#if defined(__x86_64__)
  if (kernel == SIM_KERNEL_AVX512 && !sim_screen_sums_in_16_bits(kernel)) {
    return sim_rate_vnni(rounds);
  }
  if (sim_screen_sums_in_16_bits(kernel)) return sim_rate_maddubs(rounds);
  if (sim_kernel_is_supported(SIM_KERNEL_AVX2)) return sim_rate_fma(rounds);
#elif defined(__aarch64__)
  if (kernel == SIM_KERNEL_NEON) {
    return sim_screen_has_dotprod() ? sim_rate_dotprod(rounds) : sim_rate_neon(rounds);
  }
#endif
  (void)kernel;
  return sim_rate_generic(rounds);
}

typedef long sim_long8 __attribute__((vector_size(64)));

long sim_rate_read(const void *bytes, size_t count) {
  sim_long8 sum = {0};
  for (size_t at = 0; at < count; at += sizeof sum) {
    sim_long8 part;
    memcpy(&part, (const char *)bytes + at, sizeof part);
    sum += part;
  }
  long result = 0;
  for (int lane = 0; lane < 8; lane++) result += sum[lane];
  return result;
}
