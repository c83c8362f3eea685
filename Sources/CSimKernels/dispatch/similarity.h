// The implementations of the defined similarity, one an instruction set.
#ifndef SIM_SIMILARITY_H
#define SIM_SIMILARITY_H

#include <stddef.h>

// The fixed order in which the eight lanes are added.
static inline double sim_sum_lanes(const double s[8]) {
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

double sim_similarity_generic(const float *a, const float *b, size_t count);
#if defined(__x86_64__)
double sim_similarity_avx2(const float *a, const float *b, size_t count);
double sim_similarity_avx512(const float *a, const float *b, size_t count);
#elif defined(__aarch64__)
double sim_similarity_neon(const float *a, const float *b, size_t count);
#endif

#endif
