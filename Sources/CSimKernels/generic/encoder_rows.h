// Passes over single rows: LayerNorm, GELU, and activations in the precision of a product.
#ifndef SIM_ENCODER_ROWS_H
#define SIM_ENCODER_ROWS_H

#include <math.h>

#include "encoder_vector.h"

SIM_INLINE size_t whole_blocks(size_t columns) {
  return (columns + SIM_ENCODER_LANES - 1) / SIM_ENCODER_LANES * SIM_ENCODER_LANES;
}

static void layer_norm(float *values, size_t rows, size_t columns, const float *weight,
                       const float *shift, float epsilon) {
  size_t width = whole_blocks(columns);
  for (size_t row = 0; row < rows; row++) {
    float *at = values + row * width;
    f32x16 sums = (f32x16)0.0f;
    for (size_t k = 0; k < width; k += 16) sums += load16(at + k);
    f32x16 mean = (f32x16)(lane_sum(sums) / (float)columns);
    f32x16 squares = (f32x16)0.0f;
    size_t k = 0;
    for (; k + 16 <= columns; k += 16) {
      f32x16 distance = load16(at + k) - mean;
      squares = multiply_add(distance, distance, squares);
    }
    if (k < columns) {
      f32x16 distance =
          select16(first_lanes(columns - k), load16(at + k) - mean, (f32x16)0.0f);
      squares = multiply_add(distance, distance, squares);
    }
    f32x16 factor = (f32x16)(1.0f / sqrtf(lane_sum(squares) / (float)columns + epsilon));
    for (k = 0; k < width; k += 16) {
      f32x16 normal = (load16(at + k) - mean) * factor;
      store16(at + k, multiply_add(normal, load16(weight + k), load16(shift + k)));
    }
  }
}

static void gelu_block(float *values, size_t rows, size_t columns, size_t stride, int is_coarse) {
  for (size_t row = 0; row < rows; row++) {
    float *at = values + row * stride;
    for (size_t k = 0; k < columns; k += 16) {
      f32x16 value = load16(at + k);
      store16(at + k, is_coarse ? gelu16_coarse(value) : gelu16(value));
    }
  }
}

// The nearest bf16 (ties to even), as the upper half of an f32. Finite values alone.
SIM_INLINE i32x16 bf16_bits(f32x16 value) {
  i32x16 bits = (i32x16)value;
  return (bits + 0x7FFF + ((bits >> 16) & 1)) & (i32x16)(int32_t)0xFFFF0000;
}

static void round_row(const float *row, size_t count, float *output) {
  for (size_t k = 0; k < count; k += 16) {
    store16(output + k, (f32x16)bf16_bits(load16(row + k)));
  }
}

static void bf16_row(const float *row, size_t count, uint16_t *output) {
  for (size_t k = 0; k < count; k += 16) {
    i32x16 upper = (bf16_bits(load16(row + k)) >> 16) & 0xFFFF;
    typedef uint16_t u16x16 __attribute__((ext_vector_type(16), aligned(2)));
    *(u16x16 *)(output + k) = __builtin_convertvector(upper, u16x16);
  }
}

// Asymmetric quantisation of a row to 0...255, so that x = step * (q - zero); 0 is exact. A row of
// zeros has step 0. Returns the step.
static float quantise_row(const float *row, size_t count, uint8_t *output, int32_t *zero) {
  f32x16 least = (f32x16)0.0f, most = (f32x16)0.0f;
  for (size_t k = 0; k < count; k += 16) {
    f32x16 value = load16(row + k);
    least = __builtin_elementwise_min(least, value);
    most = __builtin_elementwise_max(most, value);
  }
  float low = -lane_max(-least), high = lane_max(most);
  float step = (high - low) / 255.0f;
  float inverse = high > low ? 255.0f / (high - low) : 0.0f;
  // Apart, so that no compiler makes one rounding of two.
  float scaled = -low * inverse;
  float offset = scaled + SIM_ROUNDER;
  offset = offset - SIM_ROUNDER;
  // A row that is not finite has no zero; its values mean nothing.
  *zero = offset >= 0.0f && offset <= 255.0f ? (int32_t)offset : 0;
  for (size_t k = 0; k < count; k += 16) {
    f32x16 q = multiply_add(load16(row + k), (f32x16)inverse, (f32x16)(SIM_ROUNDER + offset));
    i32x16 level = (i32x16)q - (i32x16)(f32x16)SIM_ROUNDER;
    level = __builtin_elementwise_min(__builtin_elementwise_max(level, (i32x16)0), (i32x16)255);
    *(u8x16_unaligned *)(output + k) = __builtin_convertvector(level, u8x16);
  }
  return step;
}

#endif
