#if defined(__x86_64__)
#include "../dispatch/similarity.h"

#include <immintrin.h>

__attribute__((target("avx512f,avx512vl,avx512dq"))) double
sim_similarity_avx512(const float *a, const float *b, size_t count) {
  __m512d sum = _mm512_setzero_pd();
  size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    sum = _mm512_fmadd_pd(_mm512_cvtps_pd(_mm256_loadu_ps(a + k)),
                          _mm512_cvtps_pd(_mm256_loadu_ps(b + k)), sum);
  }
  if (k < count) {
    // Lanes past the end keep their sum: the mask leaves them out of the multiply-add.
    __mmask8 tail = (__mmask8)((1u << (count - k)) - 1);
    sum = _mm512_mask3_fmadd_pd(_mm512_cvtps_pd(_mm256_maskz_loadu_ps(tail, a + k)),
                                _mm512_cvtps_pd(_mm256_maskz_loadu_ps(tail, b + k)), sum, tail);
  }
  double s[8];
  _mm512_storeu_pd(s, sum);
  return sim_sum_lanes(s);
}
#endif
