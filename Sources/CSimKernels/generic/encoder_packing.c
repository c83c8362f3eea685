// Packed weights: where they lie, and how they get there.
#include <math.h>
#include <string.h>

#include "sim_encoder.h"

#define LANES SIM_ENCODER_LANES
// The largest magnitude of an int8 weight: two products with activations of 255 fit 16 bits.
#define LARGEST_LEVEL 64
// Weights under this are quantised to zero: the inverse of their step could be infinite.
#define SMALLEST_WEIGHT 0x1p-120f

static size_t group_count(size_t inputs) {
  return (inputs + SIM_ENCODER_GROUP - 1) / SIM_ENCODER_GROUP;
}

static size_t whole_lines(size_t bytes) { return (bytes + 63) / 64 * 64; }

static size_t element_size(int format) {
  return format == SIM_WEIGHTS_INT8 ? 1 : format == SIM_WEIGHTS_BF16 ? 2 : 4;
}

size_t sim_linear_byte_count(int format, size_t inputs, size_t outputs) {
  size_t count = whole_lines(inputs * outputs * element_size(format)) + whole_lines(outputs * 4);
  if (format != SIM_WEIGHTS_INT8) return count;
  return count + whole_lines(outputs * 4) + whole_lines(group_count(inputs) * outputs * 4);
}

sim_linear sim_linear_at(void *memory, int format, size_t inputs, size_t outputs) {
  char *at = memory;
  float *bias = (float *)(at + whole_lines(inputs * outputs * element_size(format)));
  float *scales = (float *)((char *)bias + whole_lines(outputs * 4));
  int32_t *sums = (int32_t *)((char *)scales + whole_lines(outputs * 4));
  if (format != SIM_WEIGHTS_INT8) scales = bias, sums = (int32_t *)bias;
  return (sim_linear){format, inputs, outputs, memory, bias, scales, sums};
}

size_t sim_encoder_scratch_floats(size_t rows, size_t longest, size_t widest, size_t head_stride) {
  // Prepared activations, inner block and its prepared activations; or keys and a tile's scores.
  size_t groups = group_count(widest);
  size_t products = rows * (widest + 2 * groups + 2 * SIM_ENCODER_GROUP + 2);
  size_t padded = (longest + LANES - 1) / LANES * LANES;
  size_t largest_tile = 16;
  size_t attention = padded * (head_stride + largest_tile);
  return products > attention ? products : attention;
}

static inline uint32_t bf16_bits(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000;
}

// Puts `count` weights of one output at inputs `column` and on of a panel.
static void put_f32(float *panel, size_t column, const float *weight, size_t count, float scale) {
  for (size_t k = 0; k < count; k++) panel[(column + k) * LANES] = weight[k] * scale;
}

static void put_rounded(float *panel, size_t column, const float *weight, size_t count,
                        float scale) {
  for (size_t k = 0; k < count; k++) {
    uint32_t bits = bf16_bits(weight[k] * scale);
    memcpy(panel + (column + k) * LANES, &bits, sizeof bits);
  }
}

static void put_bf16(uint16_t *panel, size_t column, const float *weight, size_t count,
                     float scale) {
  for (size_t k = 0; k < count; k++) {
    size_t at = column + k;
    panel[at / 2 * 2 * LANES + at % 2] = (uint16_t)(bf16_bits(weight[k] * scale) >> 16);
  }
}

static void put_int8(int8_t *panel, size_t column, const float *weight, size_t count,
                     float inverse, int32_t *sums, size_t outputs) {
  for (size_t k = 0; k < count; k++) {
    size_t at = column + k;
    // 1.5 * 2^23 leaves the nearest integer, ties to even.
    // The product is rounded by itself: CPUs whose compilers fuse it with the sum get the same levels.
    float scaled = weight[k] * inverse;
    int32_t level = (int32_t)(scaled + 12582912.0f - 12582912.0f);
    panel[at / 4 * 4 * LANES + at % 4] = (int8_t)level;
    sums[at / SIM_ENCODER_GROUP * outputs] += level;
  }
}

// The bits of infinities and of what is no number are, without the sign, at least those of infinity.
static int all_finite(const float *values, size_t count) {
  int32_t largest = 0;
  for (size_t k = 0; k < count; k++) {
    int32_t bits;
    memcpy(&bits, values + k, sizeof bits);
    bits &= 0x7FFFFFFF;
    largest = bits > largest ? bits : largest;
  }
  return largest < 0x7F800000;
}

static float largest_magnitude(const float *weight, size_t count) {
  float lanes[8] = {0};
  size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    for (size_t lane = 0; lane < 8; lane++) {
      float magnitude = fabsf(weight[k + lane]);
      lanes[lane] = magnitude > lanes[lane] ? magnitude : lanes[lane];
    }
  }
  for (; k < count; k++) lanes[0] = fmaxf(lanes[0], fabsf(weight[k]));
  for (size_t lane = 1; lane < 8; lane++) lanes[0] = fmaxf(lanes[0], lanes[lane]);
  return lanes[0];
}

int sim_linear_pack(const sim_linear *linear, const sim_linear_source *source,
                    size_t first_output) {
  if (!all_finite(source->bias, source->rows)) return 0;
  for (size_t row = 0; row < source->rows; row++) {
    size_t output = first_output + row / source->row_group * source->row_stride +
                    row % source->row_group;
    const float *weight = source->weight + row * source->columns;
    if (!all_finite(weight, source->columns)) return 0;
    linear->bias[output] = source->bias[row] * source->scale;
    float inverse = 0;
    if (linear->format == SIM_WEIGHTS_INT8) {
      float largest = largest_magnitude(weight, source->columns);
      inverse = largest >= SMALLEST_WEIGHT ? LARGEST_LEVEL / largest : 0;
      linear->scales[output] = largest / LARGEST_LEVEL * source->scale;
    }
    size_t panel = output / LANES * LANES * linear->inputs, lane = output % LANES;
    for (size_t first = 0; first < source->columns; first += source->column_group) {
      size_t column = first / source->column_group * source->column_stride;
      size_t left = source->columns - first;
      size_t count = left < source->column_group ? left : source->column_group;
      switch (linear->format) {
      case SIM_WEIGHTS_F32:
        put_f32((float *)linear->panels + panel + lane, column, weight + first, count,
                source->scale);
        break;
      case SIM_WEIGHTS_ROUNDED:
        put_rounded((float *)linear->panels + panel + lane, column, weight + first, count,
                    source->scale);
        break;
      case SIM_WEIGHTS_BF16:
        put_bf16((uint16_t *)linear->panels + panel + lane * 2, column, weight + first, count,
                 source->scale);
        break;
      default:
        put_int8((int8_t *)linear->panels + panel + lane * 4, column, weight + first, count,
                 inverse, linear->sums + output, linear->outputs);
      }
    }
  }
  return 1;
}

void sim_encoder_widen(const void *halves, size_t count, int is_bf16, float *output) {
  const uint16_t *half = halves;
  for (size_t i = 0; i < count; i++) {
    uint32_t bits = is_bf16 ? (uint32_t)half[i] << 16 : (uint32_t)(half[i] & 0x7FFF) << 13;
    float value;
    memcpy(&value, &bits, sizeof value);
    if (!is_bf16) {
      // The exponent's bias of 15 becomes 127; this brings subnormal values right, too.
      value *= 0x1p112f;
      if ((half[i] & 0x7C00) == 0x7C00) value = half[i] & 0x3FF ? NAN : INFINITY;
      if (half[i] & 0x8000) value = -value;
    }
    output[i] = value;
  }
}
