// The rate of multiply-adds that an instruction set can reach: what a product is measured against.
#ifndef SIM_ENCODER_LIMIT_H
#define SIM_ENCODER_LIMIT_H

#include "encoder_tiles.h"

// Multiply-adds of registers alone, as many independent ones as a tile has sums. `count` becomes
// the floating-point operations; the result keeps the compiler from leaving them out.
static float fused_operations(size_t repetitions, float start, size_t *count) {
  f32x16 sums[SIM_TILE_ROWS * SIM_TILE_PANELS];
  const f32x16 factor = (f32x16)(start * 0.999f), addend = (f32x16)(start * 1e-3f);
#pragma clang loop unroll(full)
  for (size_t i = 0; i < SIM_TILE_ROWS * SIM_TILE_PANELS; i++) sums[i] = (f32x16)(float)i;
  for (size_t repetition = 0; repetition < repetitions; repetition++) {
#pragma clang loop unroll(full)
    for (size_t i = 0; i < SIM_TILE_ROWS * SIM_TILE_PANELS; i++) {
      sums[i] = multiply_add(sums[i], factor, addend);
    }
  }
  *count = repetitions * SIM_TILE_ROWS * SIM_TILE_PANELS * SIM_ENCODER_LANES * 2;
  f32x16 total = sums[0];
#pragma clang loop unroll(full)
  for (size_t i = 1; i < SIM_TILE_ROWS * SIM_TILE_PANELS; i++) total += sums[i];
  return lane_sum(total);
}

#endif
