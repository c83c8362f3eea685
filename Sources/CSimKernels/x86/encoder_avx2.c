#if defined(__x86_64__)
// The encoder's passes for AVX2 with FMA: tiles of 6 rows x 16 outputs in 12 of the 16 registers.
#define SIM_HAS_FMA 1
#define SIM_HAS_BF16 0
#define SIM_TILE_ROWS 6
#define SIM_TILE_PANELS 1

#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "../dispatch/encoder_set.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#include "encoder_maddubs.h"

#include "../generic/encoder_attention.h"

#pragma clang attribute pop

SIM_ENCODER_SET(sim_encoder_avx2, "avx2", 2, 1, SIM_WEIGHTS_ROUNDED)
#endif
