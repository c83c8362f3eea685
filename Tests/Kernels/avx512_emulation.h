// The AVX-512 intrinsics of the encoder in portable C (SIMDe), included before its AVX-512 files.
#define SIMDE_NO_NATIVE
#define SIMDE_ENABLE_NATIVE_ALIASES
#define SIM_EMULATED
#include <simde/x86/avx512.h>
