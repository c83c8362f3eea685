#if defined(__x86_64__)
// The encoder's passes for AVX-512 with VNNI.
#define SIM_HAS_VNNI 1
#define SIM_HAS_BF16 0
#define SIM_TARGET "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni"

#include "encoder_avx512.h"

SIM_ENCODER_SET(sim_encoder_avx512_vnni, "avx512 vnni", 4, 1, SIM_WEIGHTS_ROUNDED)
#endif
