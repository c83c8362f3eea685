#if defined(__x86_64__)
// The encoder's passes for AVX-512 without integer dot products.
#define SIM_HAS_VNNI 0
#define SIM_HAS_BF16 0
#define SIM_TARGET "avx512f,avx512bw,avx512vl,avx512dq"

#include "encoder_avx512.h"

SIM_ENCODER_SET(sim_encoder_avx512, "avx512", 1, 1, SIM_WEIGHTS_ROUNDED)
#endif
