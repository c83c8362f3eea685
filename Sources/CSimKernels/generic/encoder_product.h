// Products with packed weights: tiles of rows times panels of 16 outputs.
//
// The including file sets SIM_TILE_ROWS (rows of a tile) and SIM_TILE_PANELS (panels of a tile: as
// many sums as the instruction set has registers for), and gives tile_int8 (and tile_bf16 with
// SIM_HAS_BF16). Every output's sum is one chain over the inner index, whatever the tile.
//
// Sets with matrix instructions for int8 and bf16 give SIM_MATRIX_ROWS, the rows of those tiles, which are
// filled one after the other, and SIM_END_PRODUCTS(), what is done after a product.
#ifndef SIM_ENCODER_PRODUCT_H
#define SIM_ENCODER_PRODUCT_H

#include "encoder_rows.h"
#include "encoder_tiles.h"

#if !defined(SIM_END_PRODUCTS)
#define SIM_END_PRODUCTS()
#endif

// Activations as a product reads them.
typedef struct {
  const void *values;
  // Elements from row to row.
  size_t stride;
  // int8: step and zero of each row's groups, `groups` a row.
  const float *steps;
  const int32_t *zeros;
  size_t groups;
} activations;

SIM_INLINE size_t group_count(size_t inputs) {
  return (inputs + SIM_ENCODER_GROUP - 1) / SIM_ENCODER_GROUP;
}

SIM_INLINE size_t group_size(size_t inputs, size_t group) {
  size_t left = inputs - group * SIM_ENCODER_GROUP;
  return left < SIM_ENCODER_GROUP ? left : SIM_ENCODER_GROUP;
}

// Activations in the precision that a format multiplies with; f32 stay where they are. `memory` has
// room for rows * (inputs + 2 * groups) floats.
static activations prepare(int format, const float *input, size_t rows, size_t inputs,
                           size_t stride, float *memory) {
  activations result = {input, stride, NULL, NULL, group_count(inputs)};
  if (format == SIM_WEIGHTS_F32) return result;
  float *steps = memory;
  int32_t *zeros = (int32_t *)(steps + rows * result.groups);
  void *values = zeros + rows * result.groups;
  result = (activations){values, inputs, steps, zeros, result.groups};
  for (size_t row = 0; row < rows; row++) {
    const float *at = input + row * stride;
    if (format == SIM_WEIGHTS_ROUNDED) round_row(at, inputs, (float *)values + row * inputs);
    if (format == SIM_WEIGHTS_BF16) bf16_row(at, inputs, (uint16_t *)values + row * inputs);
    if (format != SIM_WEIGHTS_INT8) continue;
    for (size_t group = 0; group < result.groups; group++) {
      size_t first = group * SIM_ENCODER_GROUP, at_group = row * result.groups + group;
      steps[at_group] = quantise_row(at + first, group_size(inputs, group),
                                     (uint8_t *)values + row * inputs + first, zeros + at_group);
    }
  }
  return result;
}

// One group of inputs times one tile's outputs.
SIM_INLINE void multiply_tile(size_t rows, size_t panels, const sim_linear *linear,
                              const activations *input, size_t row, size_t input_group,
                              size_t group, size_t output, const float *bias, int accumulate,
                              weight_prefetch ahead, float *c, size_t c_stride) {
  size_t size = group_size(linear->inputs, group), first = group * SIM_ENCODER_GROUP;
  size_t a_offset = row * input->stride + input_group * SIM_ENCODER_GROUP;
  size_t b_offset = output * linear->inputs + first * SIM_ENCODER_LANES;
  size_t panel_stride = linear->inputs * SIM_ENCODER_LANES;
  switch (linear->format) {
  case SIM_WEIGHTS_INT8: {
    size_t at = row * input->groups + input_group;
    dequantisation scales = {input->steps + at, input->zeros + at, input->groups,
                             linear->scales + output,
                             linear->sums + group * linear->outputs + output};
    tile_int8(rows, panels, (const uint8_t *)input->values + a_offset, input->stride,
              (const int8_t *)linear->panels + b_offset, panel_stride, size, &scales, bias,
              accumulate, ahead, c, c_stride);
    return;
  }
#if SIM_HAS_BF16
  case SIM_WEIGHTS_BF16:
    tile_bf16(rows, panels, (const uint16_t *)input->values + a_offset, input->stride,
              (const uint16_t *)linear->panels + b_offset, panel_stride, size, bias, accumulate,
              ahead, c, c_stride);
    return;
#endif
  default:
    tile_f32(rows, panels, (const float *)input->values + a_offset, input->stride,
             (const float *)linear->panels + b_offset, SIM_ENCODER_LANES, panel_stride, size, bias,
             accumulate, ahead, c, c_stride);
  }
}

// Tiles that share asking for the next panels' weights; few rows pass by faster than the memory
// brings weights that nobody asked for.
#define SIM_PREFETCHING_TILES 4

SIM_INLINE size_t weight_size(int format) {
  return format == SIM_WEIGHTS_INT8 ? 1 : format == SIM_WEIGHTS_BF16 ? 2 : 4;
}

SIM_INLINE weight_prefetch next_weights(const sim_linear *linear, size_t output, size_t group,
                                        size_t tile, size_t tiles) {
  size_t sharing = tiles < SIM_PREFETCHING_TILES ? tiles : SIM_PREFETCHING_TILES;
  if (tile >= sharing) return (weight_prefetch){NULL, 0, 0};
  size_t element = weight_size(linear->format), row = SIM_ENCODER_LANES * element;
  const char *start = (const char *)linear->panels + output * linear->inputs * element +
                      group * SIM_ENCODER_GROUP * row;
  size_t bytes = group_size(linear->inputs, group) * row;
  return (weight_prefetch){start + bytes * tile / sharing, 64 / sharing, linear->inputs * row};
}

typedef struct {
  const sim_linear *linear;
  size_t first_output, outputs;
  // Groups of the layer's inputs, and the group of the activations that the first one meets.
  size_t first_group, groups, input_group;
  int adds_bias, accumulates, applies_gelu;
} product_part;

// The rows before tile number `tile` of `tiles`.
SIM_INLINE size_t first_row(int format, size_t rows, size_t tile, size_t tiles) {
#if defined(SIM_MATRIX_ROWS)
  if (format != SIM_WEIGHTS_F32) {
    size_t first = tile * SIM_MATRIX_ROWS;
    return first < rows ? first : rows;
  }
#endif
  (void)format;
  return rows * tile / tiles;
}

SIM_INLINE size_t tile_count(int format, size_t rows) {
#if defined(SIM_MATRIX_ROWS)
  if (format != SIM_WEIGHTS_F32) return (rows + SIM_MATRIX_ROWS - 1) / SIM_MATRIX_ROWS;
#endif
  (void)format;
  return (rows + SIM_TILE_ROWS - 1) / SIM_TILE_ROWS;
}

// c[rows x outputs] = a part of a layer. Panels outside, rows inside: a panel stays in the first
// cache while all rows pass by. Rows are shared out evenly among the tiles.
static void multiply(const product_part *part, const activations *input, size_t rows, float *c,
                     size_t c_stride) {
  const sim_linear *linear = part->linear;
  size_t tiles = tile_count(linear->format, rows);
  for (size_t g = 0; g < part->groups; g++) {
    int accumulate = part->accumulates || g > 0;
    for (size_t done = 0, panels; done < part->outputs; done += panels * SIM_ENCODER_LANES) {
      panels = (part->outputs - done) / SIM_ENCODER_LANES;
      if (panels > SIM_TILE_PANELS) panels = SIM_TILE_PANELS;
      size_t output = part->first_output + done;
      const float *bias = part->adds_bias && g == 0 ? linear->bias + output : NULL;
      for (size_t tile = 0; tile < tiles; tile++) {
        size_t row = first_row(linear->format, rows, tile, tiles);
        size_t count = first_row(linear->format, rows, tile + 1, tiles) - row;
        float *at = c + row * c_stride + done;
        weight_prefetch ahead = next_weights(linear, output + panels * SIM_ENCODER_LANES,
                                             part->first_group + g, tile, tiles);
        multiply_tile(count, panels, linear, input, row, part->input_group + g,
                      part->first_group + g, output, bias, accumulate, ahead, at, c_stride);
        if (part->applies_gelu && g + 1 == part->groups) {
          gelu_block(at, count, panels * SIM_ENCODER_LANES, c_stride,
                     linear->format == SIM_WEIGHTS_INT8);
        }
      }
    }
  }
}

static void linear(const sim_linear *layer, const float *input, size_t rows, int accumulate,
                   float *output, float *scratch) {
  activations prepared =
      prepare(layer->format, input, rows, layer->inputs, layer->inputs, scratch);
  product_part part = {layer, 0, layer->outputs, 0, group_count(layer->inputs), 0, 1, accumulate,
                       0};
  multiply(&part, &prepared, rows, output, layer->outputs);
  SIM_END_PRODUCTS();
}

static void feed_forward(const sim_linear *up, const sim_linear *down, const float *input,
                         size_t rows, float *output, float *scratch) {
  activations prepared = prepare(up->format, input, rows, up->inputs, up->inputs, scratch);
  float *inner = scratch + rows * (up->inputs + 2 * prepared.groups);
  float *inner_memory = inner + rows * SIM_ENCODER_GROUP;
  for (size_t group = 0; group < group_count(up->outputs); group++) {
    size_t size = group_size(up->outputs, group);
    product_part up_part = {
        up, group * SIM_ENCODER_GROUP, size, 0, prepared.groups, 0, 1, 0, 1};
    multiply(&up_part, &prepared, rows, inner, size);
    activations block = prepare(down->format, inner, rows, size, size, inner_memory);
    product_part down_part = {down, 0, down->outputs, group, 1, 0, group == 0, 1, 0};
    multiply(&down_part, &block, rows, output, down->outputs);
  }
  SIM_END_PRODUCTS();
}

#endif
