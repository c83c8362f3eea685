#include "sim_kernels.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "similarity.h"

static const char *const names[SIM_KERNEL_COUNT] = {"blas", "avx2", "avx512", "neon"};

const char *sim_kernel_name(int kernel) {
  return kernel >= 0 && kernel < SIM_KERNEL_COUNT ? names[kernel] : NULL;
}

int sim_kernel_is_supported(int kernel) {
  switch (kernel) {
  case SIM_KERNEL_BLAS:
    return 1;
#if defined(__x86_64__)
  case SIM_KERNEL_AVX2:
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  case SIM_KERNEL_AVX512:
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
#elif defined(__aarch64__)
  case SIM_KERNEL_NEON:
    return 1;
#endif
  default:
    return 0;
  }
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int current = SIM_KERNEL_BLAS;
static char refused[32];

static void choose(void) {
  for (int kernel = 0; kernel < SIM_KERNEL_COUNT; kernel++) {
    if (sim_kernel_is_supported(kernel)) current = kernel;
  }
  const char *request = getenv("ROLEWISE_KERNEL");
  if (!request || !*request || strcmp(request, "auto") == 0) return;
  for (int kernel = 0; kernel < SIM_KERNEL_COUNT; kernel++) {
    if (strcmp(request, names[kernel]) == 0 && sim_kernel_is_supported(kernel)) {
      current = kernel;
      return;
    }
  }
  strncpy(refused, request, sizeof refused - 1);
}

int sim_kernel_current(void) {
  pthread_once(&once, choose);
  return current;
}

const char *sim_kernel_refused_request(void) {
  pthread_once(&once, choose);
  return refused[0] ? refused : NULL;
}

double sim_similarity(int kernel, const float *a, const float *b, size_t count) {
  switch (kernel) {
#if defined(__x86_64__)
  case SIM_KERNEL_AVX2:
    return sim_similarity_avx2(a, b, count);
  case SIM_KERNEL_AVX512:
    return sim_similarity_avx512(a, b, count);
#elif defined(__aarch64__)
  case SIM_KERNEL_NEON:
    return sim_similarity_neon(a, b, count);
#endif
  default:
    return sim_similarity_generic(a, b, count);
  }
}
