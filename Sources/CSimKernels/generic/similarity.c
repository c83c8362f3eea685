#include "../dispatch/similarity.h"

#include <math.h>

double sim_similarity_generic(const float *a, const float *b, size_t count) {
  double s[8] = {0};
  for (size_t k = 0; k < count; k++) {
    s[k % 8] = fma((double)a[k], (double)b[k], s[k % 8]);
  }
  return sim_sum_lanes(s);
}
