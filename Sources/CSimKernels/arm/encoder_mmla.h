// The int8 and bf16 tiles of NEON with I8MM and BF16: matrix instructions that multiply two rows by two
// outputs, USMMLA eight inputs at a time and BFMMLA four.
//
// A register of sums holds both outputs of the first row, then those of the second; a panel of 16
// outputs has eight. An odd last row goes twice. USMMLA's sums are exact. BFMMLA rounds in its own way,
// but every sum is one chain over the inner index, whatever row stands beside it.
#ifndef SIM_ENCODER_MMLA_H
#define SIM_ENCODER_MMLA_H

#include "../generic/encoder_tiles.h"

#define SIM_ROW_PAIRS ((SIM_TILE_ROWS + 1) / 2)

SIM_INLINE void tile_int8_fixed(const size_t rows, const uint8_t *a, size_t a_stride,
                                const int8_t *b, size_t inner, const dequantisation *scales,
                                const float *bias, int accumulate, const weight_prefetch ahead,
                                float *c, size_t c_stride) {
  const size_t pairs = (rows + 1) / 2;
  int32x4_t sums[SIM_ROW_PAIRS][8];
#pragma clang loop unroll(full)
  for (size_t pair = 0; pair < pairs; pair++) {
#pragma clang loop unroll(full)
    for (size_t part = 0; part < 8; part++) sums[pair][part] = vdupq_n_s32(0);
  }
  for (size_t k = 0; k < inner; k += 8) {
    prefetch_weights(&ahead, 1, k / 4);
    prefetch_weights(&ahead, 1, k / 4 + 1);
    uint8x16_t values[SIM_ROW_PAIRS];
#pragma clang loop unroll(full)
    for (size_t pair = 0; pair < pairs; pair++) {
      size_t first = 2 * pair, second = first + 1 < rows ? first + 1 : first;
      values[pair] = vcombine_u8(vld1_u8(a + first * a_stride + k),
                                 vld1_u8(a + second * a_stride + k));
    }
#pragma clang loop unroll(full)
    for (size_t quarter = 0; quarter < 4; quarter++) {
      // Four inputs of four outputs, twice, become eight inputs of two outputs, twice.
      const int8_t *at = b + k * SIM_ENCODER_LANES + quarter * 16;
      int32x4_t one = vreinterpretq_s32_s8(vld1q_s8(at));
      int32x4_t two = vreinterpretq_s32_s8(vld1q_s8(at + 4 * SIM_ENCODER_LANES));
      int8x16_t low = vreinterpretq_s8_s32(vzip1q_s32(one, two));
      int8x16_t high = vreinterpretq_s8_s32(vzip2q_s32(one, two));
#pragma clang loop unroll(full)
      for (size_t pair = 0; pair < pairs; pair++) {
        int32x4_t *of_pair = sums[pair] + 2 * quarter;
        of_pair[0] = vusmmlaq_s32(of_pair[0], values[pair], low);
        of_pair[1] = vusmmlaq_s32(of_pair[1], values[pair], high);
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
    int64x2_t quarters[4];
#pragma clang loop unroll(full)
    for (size_t quarter = 0; quarter < 4; quarter++) {
      const int32x4_t *of_pair = sums[row / 2] + 2 * quarter;
      int64x2_t low = vreinterpretq_s64_s32(of_pair[0]), high = vreinterpretq_s64_s32(of_pair[1]);
      quarters[quarter] = row % 2 ? vzip2q_s64(low, high) : vzip1q_s64(low, high);
    }
    i32x16 sum;
    memcpy(&sum, quarters, sizeof sum);
    float *at = c + row * c_stride;
    store16(at, dequantise(sum, scales, row, 0, initial_sum(bias, accumulate, at)));
  }
}

SIM_INLINE void tile_bf16_fixed(const size_t rows, const uint16_t *a, size_t a_stride,
                                const uint16_t *b, size_t inner, const float *bias,
                                int accumulate, const weight_prefetch ahead, float *c,
                                size_t c_stride) {
  const size_t pairs = (rows + 1) / 2;
  float32x4_t sums[SIM_ROW_PAIRS][8];
#pragma clang loop unroll(full)
  for (size_t pair = 0; pair < pairs; pair++) {
    size_t first = 2 * pair, second = first + 1 < rows ? first + 1 : first;
    float64x2_t of_first[4], of_second[4];
    f32x16 initial = initial_sum(bias, accumulate, c + first * c_stride);
    memcpy(of_first, &initial, sizeof initial);
    initial = initial_sum(bias, accumulate, c + second * c_stride);
    memcpy(of_second, &initial, sizeof initial);
#pragma clang loop unroll(full)
    for (size_t quarter = 0; quarter < 4; quarter++) {
      float32x4_t *of_pair = sums[pair] + 2 * quarter;
      of_pair[0] = vreinterpretq_f32_f64(vzip1q_f64(of_first[quarter], of_second[quarter]));
      of_pair[1] = vreinterpretq_f32_f64(vzip2q_f64(of_first[quarter], of_second[quarter]));
    }
  }
  for (size_t k = 0; k < inner; k += 4) {
    prefetch_weights(&ahead, 1, k / 2);
    prefetch_weights(&ahead, 1, k / 2 + 1);
    bfloat16x8_t values[SIM_ROW_PAIRS];
#pragma clang loop unroll(full)
    for (size_t pair = 0; pair < pairs; pair++) {
      size_t first = 2 * pair, second = first + 1 < rows ? first + 1 : first;
      values[pair] = vreinterpretq_bf16_u16(vcombine_u16(vld1_u16(a + first * a_stride + k),
                                                         vld1_u16(a + second * a_stride + k)));
    }
#pragma clang loop unroll(full)
    for (size_t quarter = 0; quarter < 4; quarter++) {
      // Two inputs of four outputs, twice, become four inputs of two outputs, twice.
      const uint16_t *at = b + k * SIM_ENCODER_LANES + quarter * 8;
      uint32x4_t one = vreinterpretq_u32_u16(vld1q_u16(at));
      uint32x4_t two = vreinterpretq_u32_u16(vld1q_u16(at + 2 * SIM_ENCODER_LANES));
      bfloat16x8_t low = vreinterpretq_bf16_u32(vzip1q_u32(one, two));
      bfloat16x8_t high = vreinterpretq_bf16_u32(vzip2q_u32(one, two));
#pragma clang loop unroll(full)
      for (size_t pair = 0; pair < pairs; pair++) {
        float32x4_t *of_pair = sums[pair] + 2 * quarter;
        of_pair[0] = vbfmmlaq_f32(of_pair[0], values[pair], low);
        of_pair[1] = vbfmmlaq_f32(of_pair[1], values[pair], high);
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
    float64x2_t quarters[4];
#pragma clang loop unroll(full)
    for (size_t quarter = 0; quarter < 4; quarter++) {
      const float32x4_t *of_pair = sums[row / 2] + 2 * quarter;
      float64x2_t low = vreinterpretq_f64_f32(of_pair[0]), high = vreinterpretq_f64_f32(of_pair[1]);
      quarters[quarter] = row % 2 ? vzip2q_f64(low, high) : vzip1q_f64(low, high);
    }
    memcpy(c + row * c_stride, quarters, sizeof quarters);
  }
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
