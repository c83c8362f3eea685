// Quantisation for the int8 screen, written once and compiled for several instruction sets. All
// sums are f64, four components at a time.
#ifndef SIM_SCREEN_PACK_H
#define SIM_SCREEN_PACK_H

#include <math.h>
#include <string.h>

#include "screen.h"

// The same codes and terms on every instruction set: no multiply-add where none is written.
#pragma STDC FP_CONTRACT OFF

#define SIM_INLINE static inline __attribute__((always_inline))

typedef float sim_float4 __attribute__((vector_size(16)));
typedef double sim_double4 __attribute__((vector_size(32)));
typedef int32_t sim_int4 __attribute__((vector_size(16)));
typedef int8_t sim_int8x4 __attribute__((vector_size(4)));

// What is smaller than this is quantised to zero; its norm is then its residual.
#define SIM_SMALLEST 0x1p-100
// Covers the rounding of norms summed in f64: under (dimension + 3) * 2^-53 relative.
#define SIM_NORM_SLACK (1 + 0x1p-30)
// Covers the f32 arithmetic of a bound and the row in its low bits (docs/exact-screening.md).
#define SIM_BOUND_SLACK (0x1p-16 + 0x1p-19)

// The least f32 that is no less than `value`, which is in range.
SIM_INLINE float sim_rounded_up(double value) {
  float nearest = (float)value;
  return nearest < value ? nextafterf(nearest, INFINITY) : nearest;
}

// Components 4 * step ... 4 * step + 3, zeros past the end.
SIM_INLINE sim_float4 sim_four(const float *vector, size_t dimension, size_t step) {
  sim_float4 four = {0};
  size_t rest = dimension - 4 * step;
  if (rest >= 4) {
    memcpy(&four, vector + 4 * step, sizeof four);
  } else {
    memcpy(&four, vector + 4 * step, rest * sizeof *vector);
  }
  return four;
}

// Macros, because the ABI of a function with such an argument depends on the instruction set.
#define SIM_SUM4(four) (((four)[0] + (four)[1]) + ((four)[2] + (four)[3]))
// The nearest whole numbers of values under 2^51 in size.
#define SIM_NEAREST(four) (((four) + 0x1.8p52) - 0x1.8p52)

// The largest size of a component; a NaN may or may not count.
SIM_INLINE float sim_largest_size(const float *vector, size_t dimension) {
  sim_int4 largest = {0};
  for (size_t step = 0; step < sim_screen_steps(dimension); step++) {
    // Sizes of f32 are in the order of their patterns without the sign.
    sim_int4 size = (sim_int4)sim_four(vector, dimension, step) & 0x7FFFFFFF;
    sim_int4 is_larger = size > largest;
    largest = (size & is_larger) | (largest & ~is_larger);
  }
  int32_t pattern = 0;
  for (int lane = 0; lane < 4; lane++) pattern = largest[lane] > pattern ? largest[lane] : pattern;
  float result;
  memcpy(&result, &pattern, sizeof result);
  return result;
}

SIM_INLINE void sim_pack_lane(uint8_t *row, size_t lane, const float *vector, size_t dimension,
                              uint32_t *block_squares) {
  size_t steps = sim_screen_steps(dimension);
  float largest = sim_largest_size(vector, dimension);
  float scale = largest < SIM_SMALLEST ? 0 : (float)((double)largest / SIM_SCREEN_KRA_LEVELS);
  double inverse = scale > 0 ? 1 / (double)scale : 0;
  sim_double4 square = {0}, packed_square = {0}, residual_square = {0}, level_square = {0};
  for (size_t step = 0; step < steps; step++) {
    sim_double4 x = __builtin_convertvector(sim_four(vector, dimension, step), sim_double4);
    sim_double4 level = SIM_NEAREST(x * inverse);
    sim_double4 packed = level * (double)scale, residual = x - packed;
    square += x * x;
    packed_square += packed * packed;
    residual_square += residual * residual;
    level_square += level * level;
    sim_int8x4 codes = __builtin_convertvector(level, sim_int8x4) + (int8_t)SIM_SCREEN_OFFSET;
    memcpy(row + (step * SIM_SCREEN_LANES + lane) * 4, &codes, 4);
    if (step % SIM_SCREEN_BLOCK == SIM_SCREEN_BLOCK - 1 || step + 1 == steps) {
      uint32_t *block = block_squares + 2 * (step / SIM_SCREEN_BLOCK);
      for (int half = 0; half < 2; half++) {
        uint32_t sum = (uint32_t)(level_square[2 * half] + level_square[2 * half + 1]);
        if (sum > block[half]) block[half] = sum;
      }
      level_square = (sim_double4){0};
    }
  }
  float *terms = (float *)(row + steps * 4 * SIM_SCREEN_LANES) + lane;
  terms[0] = scale;
  terms[SIM_SCREEN_LANES] = sim_rounded_up(sqrt(SIM_SUM4(residual_square)) * SIM_NORM_SLACK);
  terms[2 * SIM_SCREEN_LANES] = sim_rounded_up(
      sqrt(fmax(SIM_SUM4(square), SIM_SUM4(packed_square))) * SIM_NORM_SLACK);
}

// squares[2 * blocks of SIM_SCREEN_BLOCK steps]: what the components of each half sum up to.
// Returns the sum of all, and the largest size of a component.
SIM_INLINE double sim_half_squares(const float *vector, size_t dimension, double *squares,
                                   float *largest) {
  *largest = sim_largest_size(vector, dimension);
  size_t steps = sim_screen_steps(dimension);
  double total = 0;
  for (size_t first = 0; first < steps; first += SIM_SCREEN_BLOCK, squares += 2) {
    size_t end = first + SIM_SCREEN_BLOCK < steps ? first + SIM_SCREEN_BLOCK : steps;
    sim_double4 square = {0};
    for (size_t step = first; step < end; step++) {
      sim_double4 x = __builtin_convertvector(sim_four(vector, dimension, step), sim_double4);
      square += x * x;
    }
    squares[0] = square[0] + square[1];
    squares[1] = square[2] + square[3];
    total += squares[0] + squares[1];
  }
  return total;
}

// Quantises one sentence to `levels` levels and returns the squared norm of its residual.
SIM_INLINE double sim_quantise_words(sim_screen_query *query, size_t sentence, const float *vector,
                                     size_t dimension, double scale, double inverse) {
  int32_t *words = query->words + sentence * query->steps;
  int32_t *starts = query->starts + sentence * query->blocks;
  sim_double4 residual_square = {0}, total = {0};
  for (size_t block = 0; block < query->blocks; block++) {
    size_t first = block * query->block_steps, end = first + query->block_steps;
    sim_double4 sum = {0};
    for (size_t step = first; step < (end < query->steps ? end : query->steps); step++) {
      sim_double4 x = __builtin_convertvector(sim_four(vector, dimension, step), sim_double4);
      sim_double4 level = SIM_NEAREST(x * inverse), residual = x - level * scale;
      residual_square += residual * residual;
      sum += level;
      sim_int8x4 codes = __builtin_convertvector(level, sim_int8x4);
      memcpy(words + step, &codes, 4);
    }
    int16_t halves[2] = {(int16_t)(-SIM_SCREEN_OFFSET * (int)(sum[0] + sum[1])),
                         (int16_t)(-SIM_SCREEN_OFFSET * (int)(sum[2] + sum[3]))};
    memcpy(starts + block, halves, sizeof halves);
    total += sum;
  }
  query->totals[sentence] = -SIM_SCREEN_OFFSET * (int32_t)SIM_SUM4(total);
  return SIM_SUM4(residual_square);
}

#endif
