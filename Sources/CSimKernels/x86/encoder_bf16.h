// The bf16 tile of AVX-512 BF16.
#ifndef SIM_ENCODER_BF16_H
#define SIM_ENCODER_BF16_H

#include "../generic/encoder_tiles.h"

// Two inputs at a time: VDPBF16PS adds the odd product and then the even one to each f32 sum.
SIM_INLINE __m512 add_products(__m512 sum, const void *a, __m512i weights) {
  int32_t two;
  memcpy(&two, a, sizeof two);
  __m512i values = _mm512_set1_epi32(two);
  __m512bh left, right;
  memcpy(&left, &values, sizeof left);
  memcpy(&right, &weights, sizeof right);
  return _mm512_dpbf16_ps(sum, left, right);
}

SIM_INLINE void tile_bf16_fixed(const size_t rows, const size_t panels, const uint16_t *a,
                                size_t a_stride, const uint16_t *b, size_t panel_stride,
                                size_t inner, const float *bias, int accumulate,
                                const weight_prefetch ahead, float *c, size_t c_stride) {
  __m512 sums[SIM_TILE_ROWS][SIM_TILE_PANELS];
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) {
      size_t column = panel * SIM_ENCODER_LANES;
      f32x16 initial =
          initial_sum(bias ? bias + column : NULL, accumulate, c + row * c_stride + column);
      memcpy(&sums[row][panel], &initial, sizeof initial);
    }
  }
  for (size_t k = 0; k < inner; k += 2) {
    prefetch_weights(&ahead, panels, k / 2);
    __m512i weights[SIM_TILE_PANELS];
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) {
      weights[panel] = _mm512_loadu_si512(b + panel * panel_stride + k * SIM_ENCODER_LANES);
    }
#pragma clang loop unroll(full)
    for (size_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
      for (size_t panel = 0; panel < panels; panel++) {
        sums[row][panel] = add_products(sums[row][panel], a + row * a_stride + k, weights[panel]);
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) {
      _mm512_storeu_ps(c + row * c_stride + panel * SIM_ENCODER_LANES, sums[row][panel]);
    }
  }
}

static __attribute__((noinline)) void tile_bf16(size_t rows, size_t panels, const uint16_t *a,
                                                size_t a_stride, const uint16_t *b,
                                                size_t panel_stride, size_t inner,
                                                const float *bias, int accumulate,
                                                weight_prefetch ahead, float *c,
                                                size_t c_stride) {
#define SIM_BODY(count)                                                                      \
  tile_bf16_fixed(count, SIM_PANELS, a, a_stride, b, panel_stride, inner, bias, accumulate,  \
                  ahead, c, c_stride)
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
