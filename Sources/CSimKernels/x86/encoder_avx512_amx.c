#if defined(__x86_64__)
// The encoder's passes for AVX-512 with the matrix instructions of AMX.
#define SIM_HAS_AMX 1
#define SIM_HAS_VNNI 1
#define SIM_HAS_BF16 1
#define SIM_TARGET \
  "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx512bf16,amx-tile,amx-int8,amx-bf16"

#include "encoder_avx512.h"

SIM_ENCODER_SET(sim_encoder_avx512_amx, "avx512 amx", 32, 16, SIM_WEIGHTS_BF16)
#endif
