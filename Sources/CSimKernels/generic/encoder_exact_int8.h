// The int8 tile of instruction sets without integer dot products.
#ifndef SIM_ENCODER_EXACT_INT8_H
#define SIM_ENCODER_EXACT_INT8_H

#include "encoder_tiles.h"

// Sums of int8 products in f32, which is exact: a group's sums stay under 2^24.
SIM_INLINE void tile_int8_fixed(const size_t rows, const uint8_t *a, size_t a_stride,
                                const int8_t *b, size_t inner, const dequantisation *scales,
                                const float *bias, int accumulate, float *c, size_t c_stride) {
  f32x16 sums[SIM_TILE_ROWS];
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) sums[row] = (f32x16)0.0f;
  for (size_t k = 0; k < inner; k += 4) {
    i32x16 word = *(const i32x16_unaligned *)(b + k * SIM_ENCODER_LANES);
#pragma clang loop unroll(full)
    for (int32_t byte = 0; byte < 4; byte++) {
      f32x16 weights = __builtin_convertvector((word << (24 - 8 * byte)) >> 24, f32x16);
#pragma clang loop unroll(full)
      for (size_t row = 0; row < rows; row++) {
        sums[row] += weights * (float)a[row * a_stride + k + (size_t)byte];
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
    i32x16 sum = __builtin_convertvector(sums[row], i32x16);
    float *at = c + row * c_stride;
    store16(at, dequantise(sum, scales, row, 0, initial_sum(bias, accumulate, at)));
  }
}

static void tile_int8(size_t rows, size_t panels, const uint8_t *a, size_t a_stride,
                      const int8_t *b, size_t panel_stride, size_t inner,
                      const dequantisation *scales, const float *bias, int accumulate,
                      weight_prefetch ahead, float *c, size_t c_stride) {
  (void)panels, (void)panel_stride, (void)ahead;
#define SIM_BODY(count) \
  tile_int8_fixed(count, a, a_stride, b, inner, scales, bias, accumulate, c, c_stride)
  switch (rows) { SIM_ROW_CASES(SIM_BODY) }
#undef SIM_BODY
}

#endif
