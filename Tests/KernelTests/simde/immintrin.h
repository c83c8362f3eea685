// Stands for the compiler's header where AVX-512 is tested on a CPU without it: SIMDe's portable
// code under the same names, and what SIMDe lacks.
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>

typedef int32_t int32x16 __attribute__((vector_size(64)));
typedef float float32x16 __attribute__((vector_size(64)));

static inline simde__m512 _mm512_cvtepi32_ps(simde__m512i values) {
  int32x16 whole;
  __builtin_memcpy(&whole, &values, sizeof whole);
  float32x16 converted = __builtin_convertvector(whole, float32x16);
  simde__m512 result;
  __builtin_memcpy(&result, &converted, sizeof result);
  return result;
}
