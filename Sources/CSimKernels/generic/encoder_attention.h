// Attention of one sentence, head by head.
#ifndef SIM_ENCODER_ATTENTION_H
#define SIM_ENCODER_ATTENTION_H

#include "encoder_limit.h"
#include "encoder_product.h"

// e^(x - largest) of a row of scores in place, zero past `count`; returns the sum.
SIM_INLINE float exponentials(float *scores, size_t count) {
  size_t width = whole_blocks(count);
  f32x16 lowest = (f32x16)(-3.402823466e+38f), largest = lowest;
  i32x16 tail = first_lanes(count - (width - 16));
  for (size_t k = 0; k + 16 < width; k += 16) {
    largest = __builtin_elementwise_max(largest, load16(scores + k));
  }
  largest = __builtin_elementwise_max(
      largest, select16(tail, load16(scores + width - 16), lowest));
  f32x16 top = (f32x16)lane_max(largest), sums = (f32x16)0.0f;
  for (size_t k = 0; k < width; k += 16) {
    f32x16 power = exp_nonpositive(load16(scores + k) - top);
    if (k + 16 == width) power = select16(tail, power, (f32x16)0.0f);
    store16(scores + k, power);
    sums += power;
  }
  return lane_sum(sums);
}

// keys[panel][component][16 tokens] of one head; tokens past the last are zero.
static void transpose_keys(const float *key, size_t stride, size_t tokens, size_t size,
                           float *keys) {
  for (size_t first = 0; first < tokens; first += 16) {
    float *panel = keys + first * size;
    size_t count = tokens - first < 16 ? tokens - first : 16;
    for (size_t component = 0; component < size; component++) {
      for (size_t token = 0; token < count; token++) {
        panel[component * 16 + token] = key[(first + token) * stride + component];
      }
      for (size_t token = count; token < 16; token++) panel[component * 16 + token] = 0;
    }
  }
}

// The product of a tile of rows with any number of panels.
static void multiply_panels(size_t rows, const float *a, size_t a_stride, const float *b,
                            size_t b_stride, size_t panel_stride, size_t inner, size_t panels,
                            float *c, size_t c_stride) {
  const weight_prefetch none = {NULL, 0, 0};
  for (size_t panel = 0, count; panel < panels; panel += count) {
    count = panels - panel < SIM_TILE_PANELS ? panels - panel : SIM_TILE_PANELS;
    tile_f32(rows, count, a, a_stride, b + panel * panel_stride, b_stride, panel_stride, inner,
             NULL, 0, none, c + panel * 16, c_stride);
  }
}

static void attention(const float *qkv, size_t tokens, size_t heads, size_t head_stride,
                      float *context, float *scratch) {
  size_t width = heads * head_stride, stride = 3 * width, padded = whole_blocks(tokens);
  float *keys = scratch, *scores = scratch + padded * head_stride;
  size_t tiles = (tokens + SIM_TILE_ROWS - 1) / SIM_TILE_ROWS;
  for (size_t head = 0; head < heads; head++) {
    const float *query = qkv + head * head_stride, *key = query + width, *value = key + width;
    transpose_keys(key, stride, tokens, head_stride, keys);
    for (size_t tile = 0; tile < tiles; tile++) {
      size_t row = tokens * tile / tiles, count = tokens * (tile + 1) / tiles - row;
      multiply_panels(count, query + row * stride, stride, keys, SIM_ENCODER_LANES,
                      head_stride * SIM_ENCODER_LANES, head_stride, padded / 16, scores, padded);
      float factors[SIM_TILE_ROWS];
      for (size_t r = 0; r < count; r++) {
        factors[r] = 1.0f / exponentials(scores + r * padded, tokens);
      }
      float *output = context + row * width + head * head_stride;
      multiply_panels(count, scores, padded, value, stride, SIM_ENCODER_LANES, tokens,
                      head_stride / 16, output, width);
      for (size_t r = 0; r < count; r++) {
        for (size_t k = 0; k < head_stride; k += 16) {
          store16(output + r * width + k, load16(output + r * width + k) * factors[r]);
        }
      }
    }
  }
}

#endif
