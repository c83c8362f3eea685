#if defined(__aarch64__)
// The encoder's passes for NEON with integer dot products.
#define SIM_HAS_DOT_PRODUCT 1
#define SIM_HAS_BF16 0
#define SIM_TARGET "dotprod"

#include "encoder_neon.h"

SIM_ENCODER_SET(sim_encoder_neon_dotprod, "neon dotprod", 4, 1, SIM_WEIGHTS_ROUNDED)
#endif
