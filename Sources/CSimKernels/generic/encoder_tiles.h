// The f32 tile of every instruction set, and the int8 tile of those without integer dot products.
#ifndef SIM_ENCODER_TILES_H
#define SIM_ENCODER_TILES_H

#include "encoder_vector.h"

// What an instruction set takes from activations before it multiplies them.
#if !defined(SIM_ACTIVATION_OFFSET)
#define SIM_ACTIVATION_OFFSET 0
#endif

// What turns integer sums into values: value = step * scale * (sum - zero * weight sum).
typedef struct {
  // Of the first row, and the distance to the next row's.
  const float *steps;
  const int32_t *zeros;
  size_t stride;
  // Of the outputs.
  const float *scales;
  const int32_t *sums;
} dequantisation;

// What a sum starts from: the bias, and what the output holds.
SIM_INLINE f32x16 initial_sum(const float *bias, int accumulate, const float *c) {
  f32x16 sum = bias ? load16(bias) : (f32x16)0.0f;
  return accumulate ? sum + load16(c) : sum;
}

SIM_INLINE f32x16 dequantise(i32x16 sum, const dequantisation *scales, size_t row, size_t column,
                             f32x16 initial) {
  int32_t zero = scales->zeros[row * scales->stride] - SIM_ACTIVATION_OFFSET;
  i32x16 centred = sum - *(const i32x16_unaligned *)(scales->sums + column) * zero;
  f32x16 factor = load16(scales->scales + column) * scales->steps[row * scales->stride];
  return multiply_add(__builtin_convertvector(centred, f32x16), factor, initial);
}

// Weights that are asked for while a tile is computed: in each of its panels `step` bytes on at
// every step of 64 bytes from `start` on; NULL asks for none.
typedef struct {
  const char *start;
  size_t step, panel_stride;
} weight_prefetch;

SIM_INLINE void prefetch_weights(const weight_prefetch *ahead, size_t panels, size_t position) {
  if (!ahead->start) return;
#pragma clang loop unroll(full)
  for (size_t panel = 0; panel < panels; panel++) {
    __builtin_prefetch(ahead->start + panel * ahead->panel_stride + position * ahead->step);
  }
}

// c[rows x 16 panels] = a[rows x inner] * b + initial. `b` has `b_stride` floats an inner step and
// `panel_stride` a panel. Constant `rows` and `panels` keep all sums in registers.
SIM_INLINE void tile_f32_fixed(const size_t rows, const size_t panels, const float *a,
                               size_t a_stride, const float *b, size_t b_stride,
                               size_t panel_stride, size_t inner, const float *bias,
                               int accumulate, const weight_prefetch ahead, float *c,
                               size_t c_stride) {
  f32x16 sums[SIM_TILE_ROWS][SIM_TILE_PANELS];
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) {
      sums[row][panel] = initial_sum(bias ? bias + panel * 16 : NULL, accumulate,
                                     c + row * c_stride + panel * 16);
    }
  }
  for (size_t k = 0; k < inner; k++) {
    f32x16 weights[SIM_TILE_PANELS];
    prefetch_weights(&ahead, panels, k);
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) {
      weights[panel] = load16(b + k * b_stride + panel * panel_stride);
    }
#pragma clang loop unroll(full)
    for (size_t row = 0; row < rows; row++) {
      f32x16 value = (f32x16)a[row * a_stride + k];
#pragma clang loop unroll(full)
      for (size_t panel = 0; panel < panels; panel++) {
        sums[row][panel] = multiply_add(value, weights[panel], sums[row][panel]);
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
    for (size_t panel = 0; panel < panels; panel++) {
      store16(c + row * c_stride + panel * 16, sums[row][panel]);
    }
  }
}

// Calls `body` with the number of rows as a constant.
#define SIM_ROW_CASE(count, body) \
  case count:                     \
    body(count);                  \
    break;
#if SIM_TILE_ROWS == 14
#define SIM_ROW_CASES(body)                                                                \
  SIM_ROW_CASE(1, body) SIM_ROW_CASE(2, body) SIM_ROW_CASE(3, body) SIM_ROW_CASE(4, body)  \
  SIM_ROW_CASE(5, body) SIM_ROW_CASE(6, body) SIM_ROW_CASE(7, body) SIM_ROW_CASE(8, body)  \
  SIM_ROW_CASE(9, body) SIM_ROW_CASE(10, body) SIM_ROW_CASE(11, body)                      \
  SIM_ROW_CASE(12, body) SIM_ROW_CASE(13, body) SIM_ROW_CASE(14, body)
#elif SIM_TILE_ROWS == 6
#define SIM_ROW_CASES(body)                                                               \
  SIM_ROW_CASE(1, body) SIM_ROW_CASE(2, body) SIM_ROW_CASE(3, body) SIM_ROW_CASE(4, body) \
  SIM_ROW_CASE(5, body) SIM_ROW_CASE(6, body)
#else
#define SIM_ROW_CASES(body) \
  SIM_ROW_CASE(1, body) SIM_ROW_CASE(2, body) SIM_ROW_CASE(3, body)
#endif

static __attribute__((noinline)) void tile_f32(size_t rows, size_t panels, const float *a,
                                               size_t a_stride, const float *b, size_t b_stride,
                                               size_t panel_stride, size_t inner,
                                               const float *bias, int accumulate,
                                               weight_prefetch ahead, float *c, size_t c_stride) {
  const weight_prefetch none = {NULL, 0, 0};
#define SIM_TILE(count, stride, prefetch)                                                         \
  tile_f32_fixed(count, SIM_PANELS, a, a_stride, b, stride, panel_stride, inner, bias, accumulate, \
                 prefetch, c, c_stride)
#define SIM_BODY(count)                              \
  if (b_stride != SIM_ENCODER_LANES) {               \
    SIM_TILE(count, b_stride, none);                 \
  } else if (ahead.start) {                          \
    SIM_TILE(count, SIM_ENCODER_LANES, ahead);       \
  } else {                                           \
    SIM_TILE(count, SIM_ENCODER_LANES, none);        \
  }
#if SIM_TILE_PANELS > 1
  if (panels == SIM_TILE_PANELS) {
#define SIM_PANELS SIM_TILE_PANELS
    switch (rows) { SIM_ROW_CASES(SIM_BODY) }
#undef SIM_PANELS
    return;
  }
#else
  (void)panels;
#endif
#define SIM_PANELS 1
  switch (rows) { SIM_ROW_CASES(SIM_BODY) }
#undef SIM_PANELS
#undef SIM_BODY
#undef SIM_TILE
}

#endif
