#include "../dispatch/similarity.h"

#include <math.h>

void sim_similarities_generic(size_t pairs, const float *const *a, const float *const *b,
                              size_t count, double *values) {
  for (size_t pair = 0; pair < pairs; pair++) {
    double s[8] = {0};
    for (size_t k = 0; k < count; k++) {
      s[k % 8] = fma((double)a[pair][k], (double)b[pair][k], s[k % 8]);
    }
    values[pair] = sim_sum_lanes(s);
  }
}

void sim_products_generic(size_t pairs, const float *const *a, const float *const *b, size_t count,
                          float *values) {
  for (size_t pair = 0; pair < pairs; pair++) {
    float s[8] = {0};
    for (size_t k = 0; k < count; k++) s[k % 8] += a[pair][k] * b[pair][k];
    values[pair] = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
  }
}
