// The int8 tile of AVX-512 VNNI.
#ifndef SIM_ENCODER_VNNI_H
#define SIM_ENCODER_VNNI_H

#include "../generic/encoder_tiles.h"

// VPDPBUSD adds four products to each 32-bit sum, exactly.
SIM_INLINE void tile_int8_fixed(const size_t rows, const size_t panels, const uint8_t *a,
                                size_t a_stride, const int8_t *b, size_t panel_stride,
                                size_t inner, const dequantisation *scales, const float *bias,
                                int accumulate, const weight_prefetch ahead, float *c,
                                size_t c_stride) {
  __m512i sums[SIM_TILE_ROWS][SIM_TILE_PANELS];
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) sums[row][panel] = _mm512_setzero_si512();
  }
  for (size_t k = 0; k < inner; k += 4) {
    prefetch_weights(&ahead, panels, k / 4);
    __m512i weights[SIM_TILE_PANELS];
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) {
      weights[panel] = _mm512_loadu_si512(b + panel * panel_stride + k * SIM_ENCODER_LANES);
    }
#pragma clang loop unroll(full)
    for (size_t row = 0; row < rows; row++) {
      int32_t four;
      memcpy(&four, a + row * a_stride + k, sizeof four);
      __m512i values = _mm512_set1_epi32(four);
#pragma clang loop unroll(full)
      for (size_t panel = 0; panel < panels; panel++) {
        sums[row][panel] = _mm512_dpbusd_epi32(sums[row][panel], values, weights[panel]);
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) {
      size_t column = panel * SIM_ENCODER_LANES;
      i32x16 sum;
      memcpy(&sum, &sums[row][panel], sizeof sum);
      float *at = c + row * c_stride + column;
      f32x16 initial = initial_sum(bias ? bias + column : NULL, accumulate, at);
      store16(at, dequantise(sum, scales, row, column, initial));
    }
  }
}

static __attribute__((noinline)) void tile_int8(size_t rows, size_t panels, const uint8_t *a,
                                                size_t a_stride, const int8_t *b,
                                                size_t panel_stride, size_t inner,
                                                const dequantisation *scales, const float *bias,
                                                int accumulate, weight_prefetch ahead, float *c,
                                                size_t c_stride) {
#define SIM_BODY(count)                                                                      \
  tile_int8_fixed(count, SIM_PANELS, a, a_stride, b, panel_stride, inner, scales, bias,      \
                  accumulate, ahead, c, c_stride)
  if (panels == 2) {
#define SIM_PANELS 2
    switch (rows) { SIM_ROW_CASES(SIM_BODY) }
#undef SIM_PANELS
    return;
  }
#define SIM_PANELS 1
  switch (rows) { SIM_ROW_CASES(SIM_BODY) }
#undef SIM_PANELS
#undef SIM_BODY
}

#endif
