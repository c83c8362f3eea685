#if defined(__aarch64__)
// The encoder's passes for NEON alone.
#define SIM_HAS_DOT_PRODUCT 0
#define SIM_HAS_BF16 0
#define SIM_TARGET "neon"

#include "encoder_neon.h"

SIM_ENCODER_SET(sim_encoder_neon, "neon", 1, 1, SIM_WEIGHTS_ROUNDED)
#endif
