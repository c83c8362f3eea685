#if defined(__aarch64__)
// The encoder's passes for NEON with the matrix instructions of I8MM and BF16.
#define SIM_HAS_DOT_PRODUCT 1
#define SIM_HAS_BF16 1
#define SIM_TARGET "dotprod,i8mm,bf16"

#include "encoder_neon.h"

SIM_ENCODER_SET(sim_encoder_neon_bf16, "neon dotprod i8mm bf16", 8, 4, SIM_WEIGHTS_BF16)
#endif
