// The encoder's passes in portable C: products and sums are rounded apart, everything else as in
// the other sets.
#define SIM_HAS_FMA 0
#define SIM_HAS_BF16 0
#define SIM_TILE_ROWS 3
#define SIM_TILE_PANELS 1

#include "../dispatch/encoder_set.h"
#include "encoder_exact_int8.h"

#include "encoder_attention.h"

SIM_ENCODER_SET(sim_encoder_portable, "portable", 1, 1, SIM_WEIGHTS_ROUNDED)
