// The implementations of the defined similarity, one an instruction set.
#ifndef SIM_SIMILARITY_H
#define SIM_SIMILARITY_H

#include <stddef.h>

#include "sim_kernels.h"

typedef void sim_similarities_function(size_t pairs, const float *const *a, const float *const *b,
                                       size_t count, double *values);
typedef void sim_products_function(size_t pairs, const float *const *a, const float *const *b,
                                   size_t count, float *values);

sim_similarities_function sim_similarities_generic;
sim_products_function sim_products_generic;
#if defined(__x86_64__)
sim_similarities_function sim_similarities_avx2;
sim_similarities_function sim_similarities_avx512;
sim_products_function sim_products_avx2;
sim_products_function sim_products_avx512;
#elif defined(__aarch64__)
sim_similarities_function sim_similarities_neon;
sim_products_function sim_products_neon;
#endif

// The fixed order in which the eight lanes are added.
static inline double sim_sum_lanes(const double s[8]) {
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

// The components past the last eight, from `first` on, added to their lanes.
static inline __attribute__((always_inline)) void sim_add_tail(const float *a, const float *b,
                                                               size_t first, size_t count,
                                                               double s[8]) {
  for (size_t l = 0; first + l < count; l++) {
    s[l] = __builtin_fma((double)a[first + l], (double)b[first + l], s[l]);
  }
}

// Calls `function(n, ...)` with the number of pairs as a constant, so that it is compiled for each.
#define SIM_FOR_PAIRS(function, pairs, a, b, count, values)     \
  switch (pairs) {                                              \
  case 1: function(1, a, b, count, values); break;              \
  case 2: function(2, a, b, count, values); break;              \
  case 3: function(3, a, b, count, values); break;              \
  default: function(SIM_SIMILARITY_PAIRS, a, b, count, values); \
  }

#endif
