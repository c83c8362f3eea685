#if defined(__x86_64__)
#include "../dispatch/similarity.h"

#include <immintrin.h>
#include <math.h>

__attribute__((target("avx2,fma"))) double sim_similarity_avx2(const float *a, const float *b,
                                                               size_t count) {
  __m256d low = _mm256_setzero_pd(), high = _mm256_setzero_pd();
  size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    low = _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(a + k)),
                          _mm256_cvtps_pd(_mm_loadu_ps(b + k)), low);
    high = _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(a + k + 4)),
                           _mm256_cvtps_pd(_mm_loadu_ps(b + k + 4)), high);
  }
  double s[8];
  _mm256_storeu_pd(s, low);
  _mm256_storeu_pd(s + 4, high);
  for (size_t l = 0; k + l < count; l++) {
    s[l] = __builtin_fma((double)a[k + l], (double)b[k + l], s[l]);
  }
  return sim_sum_lanes(s);
}
#endif
