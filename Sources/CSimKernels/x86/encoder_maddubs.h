// The int8 tile of x86 without VNNI, in 256-bit registers.
#ifndef SIM_ENCODER_MADDUBS_H
#define SIM_ENCODER_MADDUBS_H

#include "../generic/encoder_tiles.h"

// VPMADDUBSW adds pairs in 16 bits: 2 * 255 * 64 fits, so weights of at most 64 never saturate.
SIM_INLINE void tile_int8_fixed(const size_t rows, const uint8_t *a, size_t a_stride,
                                const int8_t *b, size_t inner, const dequantisation *scales,
                                const float *bias, int accumulate, const weight_prefetch ahead,
                                float *c, size_t c_stride) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i low[SIM_TILE_ROWS], high[SIM_TILE_ROWS];
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) low[row] = high[row] = _mm256_setzero_si256();
  for (size_t k = 0; k < inner; k += 4) {
    prefetch_weights(&ahead, 1, k / 4);
    __m256i first = _mm256_loadu_si256((const __m256i *)(b + k * SIM_ENCODER_LANES));
    __m256i second = _mm256_loadu_si256((const __m256i *)(b + k * SIM_ENCODER_LANES + 32));
#pragma clang loop unroll(full)
    for (size_t row = 0; row < rows; row++) {
      int32_t four;
      memcpy(&four, a + row * a_stride + k, sizeof four);
      __m256i values = _mm256_set1_epi32(four);
      low[row] = _mm256_add_epi32(
          low[row], _mm256_madd_epi16(_mm256_maddubs_epi16(values, first), ones));
      high[row] = _mm256_add_epi32(
          high[row], _mm256_madd_epi16(_mm256_maddubs_epi16(values, second), ones));
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
    i32x16 sum;
    memcpy(&sum, &low[row], 32);
    memcpy((char *)&sum + 32, &high[row], 32);
    float *at = c + row * c_stride;
    store16(at, dequantise(sum, scales, row, 0, initial_sum(bias, accumulate, at)));
  }
}

static __attribute__((noinline)) void tile_int8(size_t rows, size_t panels, const uint8_t *a,
                                                size_t a_stride, const int8_t *b,
                                                size_t panel_stride, size_t inner,
                                                const dequantisation *scales, const float *bias,
                                                int accumulate, weight_prefetch ahead, float *c,
                                                size_t c_stride) {
  dequantisation at = *scales;
  for (size_t panel = 0; panel < panels; panel++) {
#define SIM_BODY(count) \
  tile_int8_fixed(count, a, a_stride, b, inner, &at, bias, accumulate, ahead, c, c_stride)
    switch (rows) { SIM_ROW_CASES(SIM_BODY) }
#undef SIM_BODY
    b += panel_stride, c += SIM_ENCODER_LANES;
    at.scales += SIM_ENCODER_LANES, at.sums += SIM_ENCODER_LANES;
    if (bias) bias += SIM_ENCODER_LANES;
    if (ahead.start) ahead.start += ahead.panel_stride;
  }
}

#endif
