// The bf16 tile of NEON with BF16.
#ifndef SIM_ENCODER_BFDOT_H
#define SIM_ENCODER_BFDOT_H

#include "../generic/encoder_tiles.h"

SIM_INLINE void tile_bf16_fixed(const size_t rows, const uint16_t *a, size_t a_stride,
                                const uint16_t *b, size_t inner, const float *bias,
                                int accumulate, const weight_prefetch ahead, float *c,
                                size_t c_stride) {
  float32x4_t sums[SIM_TILE_ROWS][4];
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
    f32x16 initial = initial_sum(bias, accumulate, c + row * c_stride);
    memcpy(sums[row], &initial, sizeof initial);
  }
  for (size_t k = 0; k < inner; k += 2) {
    prefetch_weights(&ahead, 1, k / 2);
    bfloat16x8_t weights[4];
#pragma clang loop unroll(full)
    for (size_t part = 0; part < 4; part++) {
      weights[part] = vreinterpretq_bf16_u16(vld1q_u16(b + k * SIM_ENCODER_LANES + part * 8));
    }
#pragma clang loop unroll(full)
    for (size_t row = 0; row < rows; row++) {
      uint32_t two;
      memcpy(&two, a + row * a_stride + k, sizeof two);
      bfloat16x8_t values = vreinterpretq_bf16_u32(vdupq_n_u32(two));
#pragma clang loop unroll(full)
      for (size_t part = 0; part < 4; part++) {
        sums[row][part] = vbfdotq_f32(sums[row][part], values, weights[part]);
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) memcpy(c + row * c_stride, sums[row], 64);
}

static __attribute__((noinline)) void tile_bf16(size_t rows, size_t panels, const uint16_t *a,
                                                size_t a_stride, const uint16_t *b,
                                                size_t panel_stride, size_t inner,
                                                const float *bias, int accumulate,
                                                weight_prefetch ahead, float *c,
                                                size_t c_stride) {
  (void)panels, (void)panel_stride;
#define SIM_BODY(count) \
  tile_bf16_fixed(count, a, a_stride, b, inner, bias, accumulate, ahead, c, c_stride)
  switch (rows) { SIM_ROW_CASES(SIM_BODY) }
#undef SIM_BODY
}

#endif
