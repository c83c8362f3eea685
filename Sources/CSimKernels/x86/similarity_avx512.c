#if defined(__x86_64__)
#include "../dispatch/similarity.h"

#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512vl,avx512dq")))

AVX512 static inline __attribute__((always_inline)) void similarities(
    const size_t pairs, const float *const *a, const float *const *b, size_t count,
    double *values) {
  __m512d sum[SIM_SIMILARITY_PAIRS];
  for (size_t pair = 0; pair < pairs; pair++) sum[pair] = _mm512_setzero_pd();
  size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    for (size_t pair = 0; pair < pairs; pair++) {
      sum[pair] = _mm512_fmadd_pd(_mm512_cvtps_pd(_mm256_loadu_ps(a[pair] + k)),
                                  _mm512_cvtps_pd(_mm256_loadu_ps(b[pair] + k)), sum[pair]);
    }
  }
  // Lanes past the end keep their sum: the mask leaves them out of the multiply-add.
  __mmask8 tail = (__mmask8)((1u << (count - k)) - 1);
  for (size_t pair = 0; pair < pairs; pair++) {
    if (tail) {
      __m512d left = _mm512_cvtps_pd(_mm256_maskz_loadu_ps(tail, a[pair] + k));
      __m512d right = _mm512_cvtps_pd(_mm256_maskz_loadu_ps(tail, b[pair] + k));
      sum[pair] = _mm512_mask3_fmadd_pd(left, right, sum[pair], tail);
    }
    double s[8];
    _mm512_storeu_pd(s, sum[pair]);
    values[pair] = sim_sum_lanes(s);
  }
}

AVX512 void sim_similarities_avx512(size_t pairs, const float *const *a, const float *const *b,
                                    size_t count, double *values) {
  SIM_FOR_PAIRS(similarities, pairs, a, b, count, values)
}

AVX512 static inline __attribute__((always_inline)) void products(
    const size_t pairs, const float *const *a, const float *const *b, size_t count,
    float *values) {
  __m512 sum[SIM_SIMILARITY_PAIRS];
  for (size_t pair = 0; pair < pairs; pair++) sum[pair] = _mm512_setzero_ps();
  size_t k = 0;
  for (; k + 16 <= count; k += 16) {
    for (size_t pair = 0; pair < pairs; pair++) {
      sum[pair] = _mm512_fmadd_ps(_mm512_loadu_ps(a[pair] + k), _mm512_loadu_ps(b[pair] + k),
                                  sum[pair]);
    }
  }
  for (size_t pair = 0; pair < pairs; pair++) {
    float lanes[16], value = 0;
    _mm512_storeu_ps(lanes, sum[pair]);
    for (int lane = 0; lane < 16; lane++) value += lanes[lane];
    for (size_t at = k; at < count; at++) value = __builtin_fmaf(a[pair][at], b[pair][at], value);
    values[pair] = value;
  }
}

AVX512 void sim_products_avx512(size_t pairs, const float *const *a, const float *const *b,
                                size_t count, float *values) {
  SIM_FOR_PAIRS(products, pairs, a, b, count, values)
}
#endif
