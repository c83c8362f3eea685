#if defined(__x86_64__)
// The encoder's passes for AVX-512 with VNNI and BF16.
#define SIM_HAS_VNNI 1
#define SIM_HAS_BF16 1
#define SIM_TARGET "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx512bf16"

#include "encoder_avx512.h"

SIM_ENCODER_SET(sim_encoder_avx512_bf16, "avx512 vnni bf16", 4, 2, SIM_WEIGHTS_BF16)
#endif
