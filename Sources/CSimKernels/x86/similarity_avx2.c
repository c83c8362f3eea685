#if defined(__x86_64__)
#include "../dispatch/similarity.h"

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,fma")))

AVX2 static inline __attribute__((always_inline)) void similarities(
    const size_t pairs, const float *const *a, const float *const *b, size_t count,
    double *values) {
  __m256d low[SIM_SIMILARITY_PAIRS], high[SIM_SIMILARITY_PAIRS];
  for (size_t pair = 0; pair < pairs; pair++) low[pair] = high[pair] = _mm256_setzero_pd();
  size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    for (size_t pair = 0; pair < pairs; pair++) {
      const float *left = a[pair] + k, *right = b[pair] + k;
      low[pair] = _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(left)),
                                  _mm256_cvtps_pd(_mm_loadu_ps(right)), low[pair]);
      high[pair] = _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(left + 4)),
                                   _mm256_cvtps_pd(_mm_loadu_ps(right + 4)), high[pair]);
    }
  }
  for (size_t pair = 0; pair < pairs; pair++) {
    double s[8];
    _mm256_storeu_pd(s, low[pair]);
    _mm256_storeu_pd(s + 4, high[pair]);
    sim_add_tail(a[pair], b[pair], k, count, s);
    values[pair] = sim_sum_lanes(s);
  }
}

AVX2 void sim_similarities_avx2(size_t pairs, const float *const *a, const float *const *b,
                                size_t count, double *values) {
  SIM_FOR_PAIRS(similarities, pairs, a, b, count, values)
}

AVX2 static inline __attribute__((always_inline)) void products(
    const size_t pairs, const float *const *a, const float *const *b, size_t count,
    float *values) {
  __m256 low[SIM_SIMILARITY_PAIRS], high[SIM_SIMILARITY_PAIRS];
  for (size_t pair = 0; pair < pairs; pair++) low[pair] = high[pair] = _mm256_setzero_ps();
  size_t k = 0;
  for (; k + 16 <= count; k += 16) {
    for (size_t pair = 0; pair < pairs; pair++) {
      const float *left = a[pair] + k, *right = b[pair] + k;
      low[pair] = _mm256_fmadd_ps(_mm256_loadu_ps(left), _mm256_loadu_ps(right), low[pair]);
      high[pair] =
          _mm256_fmadd_ps(_mm256_loadu_ps(left + 8), _mm256_loadu_ps(right + 8), high[pair]);
    }
  }
  for (size_t pair = 0; pair < pairs; pair++) {
    __m256 sum = _mm256_add_ps(low[pair], high[pair]);
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(sum), _mm256_extractf128_ps(sum, 1));
    four = _mm_add_ps(four, _mm_movehl_ps(four, four));
    float value = _mm_cvtss_f32(_mm_add_ss(four, _mm_movehdup_ps(four)));
    for (size_t at = k; at < count; at++) value = __builtin_fmaf(a[pair][at], b[pair][at], value);
    values[pair] = value;
  }
}

AVX2 void sim_products_avx2(size_t pairs, const float *const *a, const float *const *b,
                            size_t count, float *values) {
  SIM_FOR_PAIRS(products, pairs, a, b, count, values)
}
#endif
