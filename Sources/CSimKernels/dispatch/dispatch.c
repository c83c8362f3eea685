#include "sim_kernels.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "similarity.h"

static const char *const names[SIM_KERNEL_COUNT] = {"blas", "avx2", "avx512", "neon"};

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
static int current = SIM_KERNEL_BLAS, current_in_float = 0;
static char refused[32];

static void choose(void) {
  for (int kernel = 0; kernel < SIM_KERNEL_COUNT; kernel++) {
    if (sim_kernel_is_supported(kernel)) current = kernel;
  }
  const char *request = getenv("ROLEWISE_KERNEL");
  if (!request || !*request || strcmp(request, "auto") == 0) return;
  for (int kernel = 0; kernel < SIM_KERNEL_COUNT; kernel++) {
    size_t length = strlen(names[kernel]);
    if (strncmp(request, names[kernel], length) != 0 || !sim_kernel_is_supported(kernel)) continue;
    int in_float = kernel != SIM_KERNEL_BLAS && strcmp(request + length, "-f32") == 0;
    if (!in_float && request[length]) continue;
    current = kernel;
    current_in_float = in_float;
    return;
  }
  strncpy(refused, request, sizeof refused - 1);
}

int sim_kernel_current(int *screens_in_float) {
  pthread_once(&once, choose);
  *screens_in_float = current_in_float;
  return current;
}

const char *sim_kernel_refused_request(void) {
  pthread_once(&once, choose);
  return refused[0] ? refused : NULL;
}

void sim_similarities(int kernel, size_t pairs, const float *const *a, const float *const *b,
                      size_t count, double *values) {
  switch (kernel) {
#if defined(__x86_64__)
  case SIM_KERNEL_AVX2:
    return sim_similarities_avx2(pairs, a, b, count, values);
  case SIM_KERNEL_AVX512:
    return sim_similarities_avx512(pairs, a, b, count, values);
#elif defined(__aarch64__)
  case SIM_KERNEL_NEON:
    return sim_similarities_neon(pairs, a, b, count, values);
#endif
  default:
    return sim_similarities_generic(pairs, a, b, count, values);
  }
}

void sim_products(int kernel, size_t pairs, const float *const *a, const float *const *b,
                  size_t count, float *values) {
  switch (kernel) {
#if defined(__x86_64__)
  case SIM_KERNEL_AVX2:
    return sim_products_avx2(pairs, a, b, count, values);
  case SIM_KERNEL_AVX512:
    return sim_products_avx512(pairs, a, b, count, values);
#elif defined(__aarch64__)
  case SIM_KERNEL_NEON:
    return sim_products_neon(pairs, a, b, count, values);
#endif
  default:
    return sim_products_generic(pairs, a, b, count, values);
  }
}

double sim_similarity(int kernel, const float *a, const float *b, size_t count) {
  double value;
  sim_similarities(kernel, 1, &a, &b, count, &value);
  return value;
}
