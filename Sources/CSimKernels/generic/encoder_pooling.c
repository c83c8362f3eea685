// What stands before and after the layers: embeddings and pooling. No fused operations here, so the
// bits do not depend on what the compiler may fuse.
#pragma STDC FP_CONTRACT OFF

#include <math.h>

#include "sim_encoder.h"

void sim_encoder_embed(const float *words, const float *type, const float *positions,
                       const int32_t *tokens, size_t count, size_t columns, float *output) {
  size_t width = (columns + SIM_ENCODER_LANES - 1) / SIM_ENCODER_LANES * SIM_ENCODER_LANES;
  for (size_t row = 0; row < count; row++) {
    const float *word = words + (size_t)tokens[row] * columns;
    const float *position = positions + row * columns;
    float *restrict at = output + row * width;
    for (size_t k = 0; k < columns; k++) at[k] = word[k] + type[k] + position[k];
    for (size_t k = columns; k < width; k++) at[k] = 0;
  }
}

// Components whose sums are held at a time.
#define POOLED 64

void sim_pool_unit(const float *values, size_t rows, size_t columns, size_t stride, int first_only,
                   float *output) {
  size_t taken = first_only && rows ? 1 : rows;
  double squares = 0, sums[POOLED];
  // The mean is rounded to f32 once, when it has its length; so it is summed twice.
  for (int pass = 0; pass < 2; pass++) {
    double length = sqrt(squares), divisor = length > 0 ? length : 1;
    for (size_t first = 0; first < columns; first += POOLED) {
      size_t count = columns - first < POOLED ? columns - first : POOLED;
      for (size_t k = 0; k < count; k++) sums[k] = 0;
      for (size_t row = 0; row < taken; row++) {
        for (size_t k = 0; k < count; k++) sums[k] += values[row * stride + first + k];
      }
      for (size_t k = 0; k < count; k++) {
        double mean = taken ? sums[k] / (double)taken : 0;
        if (pass == 0) squares += mean * mean;
        if (pass == 1) output[first + k] = (float)(mean / divisor);
      }
    }
  }
}
