// The encoder's passes for AVX-512: tiles of 14 rows x 32 outputs in 28 of the 32 registers. The
// including file sets SIM_HAS_VNNI, SIM_HAS_BF16, SIM_TARGET, and SIM_HAS_AMX where it has it.
#define SIM_HAS_FMA 1
#define SIM_TILE_ROWS 14
#define SIM_TILE_PANELS 2

#include <math.h>
#include <string.h>

#include "../dispatch/encoder_set.h"

// The kernel tests give the intrinsics in portable C, to run on any machine.
#if !defined(SIM_EMULATED)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target(SIM_TARGET))), apply_to = function)
#endif

#include "../generic/encoder_tiles.h"

#if SIM_HAS_AMX
#include "encoder_amx.h"
#define SIM_MATRIX_ROWS (2 * SIM_AMX_ROWS)
#define SIM_END_PRODUCTS() release_tiles()
#else
#if SIM_HAS_VNNI
#include "encoder_vnni.h"
#else
#include "encoder_maddubs.h"
#endif
#if SIM_HAS_BF16
#include "encoder_bf16.h"
#endif
#endif

#include "../generic/encoder_attention.h"

#if !defined(SIM_EMULATED)
#pragma clang attribute pop
#endif
