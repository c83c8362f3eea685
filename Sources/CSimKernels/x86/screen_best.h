// Puts bounds among the best three of each lane: what the x86 screens end with.
#ifndef SIM_SCREEN_BEST_H
#define SIM_SCREEN_BEST_H

#include <immintrin.h>

#include "../dispatch/screen.h"

// Eight lanes of the bounds at `at`; the row goes into the low bits.
__attribute__((target("avx2,fma"), always_inline)) static inline void sim_keep_best_avx2(
    __m256 bound, size_t row, float *at) {
  const __m256i mask = _mm256_set1_epi32(~(SIM_SCREEN_HEIGHT - 1));
  const __m256i tag = _mm256_set1_epi32((int)row);
  __m256 x = _mm256_castsi256_ps(
      _mm256_or_si256(_mm256_and_si256(_mm256_castps_si256(bound), mask), tag));
  __m256 a = _mm256_load_ps(at), b = _mm256_load_ps(at + SIM_SCREEN_LANES);
  __m256 c = _mm256_load_ps(at + 2 * SIM_SCREEN_LANES), low = _mm256_min_ps(a, x);
  _mm256_store_ps(at, _mm256_max_ps(a, x));
  _mm256_store_ps(at + SIM_SCREEN_LANES, _mm256_max_ps(b, low));
  _mm256_store_ps(at + 2 * SIM_SCREEN_LANES, _mm256_max_ps(c, _mm256_min_ps(b, low)));
}

// All sixteen lanes.
__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"), always_inline)) static inline void
sim_keep_best_avx512(__m512 bound, size_t row, float *at) {
  const __m512i mask = _mm512_set1_epi32(~(SIM_SCREEN_HEIGHT - 1));
  const __m512i tag = _mm512_set1_epi32((int)row);
  __m512 x = _mm512_castsi512_ps(
      _mm512_or_si512(_mm512_and_si512(_mm512_castps_si512(bound), mask), tag));
  __m512 a = _mm512_load_ps(at), b = _mm512_load_ps(at + SIM_SCREEN_LANES);
  __m512 c = _mm512_load_ps(at + 2 * SIM_SCREEN_LANES), low = _mm512_min_ps(a, x);
  _mm512_store_ps(at, _mm512_max_ps(a, x));
  _mm512_store_ps(at + SIM_SCREEN_LANES, _mm512_max_ps(b, low));
  _mm512_store_ps(at + 2 * SIM_SCREEN_LANES, _mm512_max_ps(c, _mm512_min_ps(b, low)));
}

#endif
