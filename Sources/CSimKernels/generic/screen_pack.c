#include "sim_screen.h"

#include <math.h>
#include <string.h>

// What is smaller than this is quantised to zero; its norm is then its residual.
static const double smallest = 0x1p-100;
// Covers the rounding of norms summed in f64: under (dimension + 3) * 2^-53 relative.
static const double norm_slack = 1 + 0x1p-30;
// Covers the f32 arithmetic of a bound and the row in its low bits (docs/exact-screening.md).
static const double bound_slack = 0x1p-16 + 0x1p-19;

static double largest_size(const float *vector, size_t dimension) {
  float largest = 0;
  for (size_t k = 0; k < dimension; k++) largest = fmaxf(largest, fabsf(vector[k]));
  return largest;
}

// The least f32 that is no less than `value`, which is in range.
static float rounded_up(double value) {
  float nearest = (float)value;
  return nearest < value ? nextafterf(nearest, INFINITY) : nearest;
}

static float *lane_terms(uint8_t *row, size_t lane, size_t dimension) {
  return (float *)(row + sim_screen_steps(dimension) * 4 * SIM_SCREEN_LANES) + lane;
}

// The code of component `k` in a panel row.
static uint8_t *code(uint8_t *row, size_t lane, size_t k) {
  return row + (k / 4) * 4 * SIM_SCREEN_LANES + lane * 4 + k % 4;
}

void sim_screen_clear(uint8_t *row, size_t lane, size_t dimension) {
  for (size_t k = 0; k < sim_screen_steps(dimension) * 4; k++) {
    *code(row, lane, k) = SIM_SCREEN_OFFSET;
  }
  float *terms = lane_terms(row, lane, dimension);
  terms[0] = 0;
  terms[SIM_SCREEN_LANES] = -0x1p100f;
  terms[2 * SIM_SCREEN_LANES] = 0;
}

void sim_screen_pack(uint8_t *row, size_t lane, const float *vector, size_t dimension,
                     uint32_t *block_squares) {
  sim_screen_clear(row, lane, dimension);
  double largest = largest_size(vector, dimension);
  float scale = largest < smallest ? 0 : (float)(largest / SIM_SCREEN_KRA_LEVELS);
  double square = 0, packed_square = 0, residual_square = 0;
  uint32_t half_squares[2] = {0, 0};
  for (size_t k = 0; k < dimension; k++) {
    double component = vector[k];
    double level = scale > 0 ? nearbyint(component / scale) : 0;
    double packed = level * scale;
    *code(row, lane, k) = (uint8_t)((int)level + SIM_SCREEN_OFFSET);
    square += component * component;
    packed_square += packed * packed;
    residual_square += (component - packed) * (component - packed);
    half_squares[k % 4 / 2] += (uint32_t)(level * level);
    if (k % (4 * SIM_SCREEN_BLOCK) == 4 * SIM_SCREEN_BLOCK - 1 || k + 1 == dimension) {
      uint32_t *block = block_squares + 2 * (k / (4 * SIM_SCREEN_BLOCK));
      for (int half = 0; half < 2; half++) {
        if (half_squares[half] > block[half]) block[half] = half_squares[half];
        half_squares[half] = 0;
      }
    }
  }
  float *terms = lane_terms(row, lane, dimension);
  terms[0] = scale;
  terms[SIM_SCREEN_LANES] = rounded_up(sqrt(residual_square) * norm_slack);
  terms[2 * SIM_SCREEN_LANES] = rounded_up(sqrt(fmax(square, packed_square)) * norm_slack);
}

// The levels at which the sums of every block of `length` stored blocks fit 16 bits, at most
// `levels`, when the vector's components take `levels` levels up to `largest`.
static double fitting_levels(const float *vector, size_t dimension, double largest, double levels,
                             const uint32_t *block_squares, size_t length) {
  size_t width = 4 * SIM_SCREEN_BLOCK * length;
  double most = levels;
  for (size_t first = 0; first < dimension; first += width) {
    size_t end = first + width < dimension ? first + width : dimension;
    for (int half = 0; half < 2; half++) {
      double square = 0, packed = 0;
      for (size_t k = first; k < end; k++) {
        if (k % 4 / 2 == (size_t)half) {
          double level = nearbyint(vector[k] * levels / largest);
          square += level * level;
        }
      }
      for (size_t at = first; at < end; at += 4 * SIM_SCREEN_BLOCK) {
        packed += block_squares[2 * (at / (4 * SIM_SCREEN_BLOCK)) + half];
      }
      double bound = sqrt(square * packed);
      if (bound > 32767) most = fmin(most, levels * 32767 / bound);
    }
  }
  return most;
}

size_t sim_screen_block_steps(const float *vectors, size_t sentences, size_t dimension,
                              const uint32_t *block_squares) {
  // Fewer levels than these cost more in pairs to settle than longer blocks gain.
  const double enough = 56;
  size_t length = 4;
  for (size_t s = 0; s < sentences && length > 1; s++) {
    const float *vector = vectors + s * dimension;
    double largest = largest_size(vector, dimension);
    if (largest < smallest) continue;
    while (length > 1 && fitting_levels(vector, dimension, largest, SIM_SCREEN_QUERY_LEVELS,
                                        block_squares, length) < enough) {
      length /= 2;
    }
  }
  return length * SIM_SCREEN_BLOCK;
}

void sim_screen_quantise(sim_screen_query *query, size_t sentence, const float *vector,
                         size_t dimension, const uint32_t *block_squares) {
  int32_t *words = query->words + sentence * query->steps;
  int32_t *starts = query->starts + sentence * query->blocks;
  double largest = largest_size(vector, dimension), levels = SIM_SCREEN_QUERY_LEVELS;
  double square = 0, packed_square = 0, residual_square = 0, scale = 1;
  memset(words, 0, query->steps * sizeof *words);
  memset(starts, 0, query->blocks * sizeof *starts);
  query->totals[sentence] = 0;
  if (largest >= smallest && block_squares) {
    // Rounding can put a block's norm over the estimate: then a little fewer levels.
    size_t length = query->block_steps / SIM_SCREEN_BLOCK;
    for (;;) {
      double fit = fitting_levels(vector, dimension, largest, levels, block_squares, length);
      if (fit >= levels) break;
      levels = fmax(1, floor(fit < levels - 1 ? fit : levels - 1));
    }
  }
  if (largest >= smallest) scale = largest / levels;
  int16_t sums[2] = {0, 0};
  for (size_t k = 0; k < dimension; k++) {
    double component = vector[k];
    double level = largest < smallest ? 0 : nearbyint(component * levels / largest);
    double packed = level * scale;
    ((int8_t *)words)[k] = (int8_t)level;
    square += component * component;
    packed_square += packed * packed;
    residual_square += (component - packed) * (component - packed);
    query->totals[sentence] -= SIM_SCREEN_OFFSET * (int32_t)level;
    sums[k % 4 / 2] = (int16_t)(sums[k % 4 / 2] - SIM_SCREEN_OFFSET * (int)level);
    if (k % (4 * query->block_steps) == 4 * query->block_steps - 1 || k + 1 == dimension) {
      memcpy(starts + k / (4 * query->block_steps), sums, sizeof sums);
      sums[0] = sums[1] = 0;
    }
  }
  double norm = fmax(fmax(sqrt(square), sqrt(packed_square)) * norm_slack / scale, smallest);
  double residual = sqrt(residual_square) * norm_slack / scale;
  query->terms[2 * sentence] = rounded_up(norm * norm_slack);
  query->terms[2 * sentence + 1] = rounded_up((residual + bound_slack * (norm + residual)) * norm_slack);
  query->scales[sentence] = scale;
}
