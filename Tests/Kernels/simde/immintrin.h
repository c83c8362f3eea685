// Stands for the compiler's header where AVX-512 is tested on a CPU without it: SIMDe's portable
// code under the same names, and what SIMDe 0.7 lacks as plain loops.
#include <math.h>
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>

typedef uint8_t __mmask8;

static inline simde__m512 _mm512_cvtepi32_ps(simde__m512i values) {
  int32_t whole[16];
  float converted[16];
  simde_mm512_storeu_si512(whole, values);
  for (int lane = 0; lane < 16; lane++) converted[lane] = (float)whole[lane];
  return simde_mm512_loadu_ps(converted);
}

static inline simde__m512d _mm512_cvtps_pd(simde__m256 values) {
  float single[8];
  double converted[8];
  simde_mm256_storeu_ps(single, values);
  for (int lane = 0; lane < 8; lane++) converted[lane] = single[lane];
  return simde_mm512_loadu_pd(converted);
}

static inline simde__m256 _mm256_maskz_loadu_ps(__mmask8 mask, const float *at) {
  float loaded[8];
  for (int lane = 0; lane < 8; lane++) loaded[lane] = mask >> lane & 1 ? at[lane] : 0;
  return simde_mm256_loadu_ps(loaded);
}

static inline simde__m512d _mm512_mask3_fmadd_pd(simde__m512d a, simde__m512d b, simde__m512d c,
                                                 __mmask8 mask) {
  double x[8], y[8], z[8];
  simde_mm512_storeu_pd(x, a), simde_mm512_storeu_pd(y, b), simde_mm512_storeu_pd(z, c);
  for (int lane = 0; lane < 8; lane++) {
    if (mask >> lane & 1) z[lane] = fma(x[lane], y[lane], z[lane]);
  }
  return simde_mm512_loadu_pd(z);
}

// SIMDe rounds the product before the sum.
#undef _mm512_fmadd_ps
static inline simde__m512 _mm512_fmadd_ps(simde__m512 a, simde__m512 b, simde__m512 c) {
  float x[16], y[16], z[16];
  simde_mm512_storeu_ps(x, a), simde_mm512_storeu_ps(y, b), simde_mm512_storeu_ps(z, c);
  for (int lane = 0; lane < 16; lane++) z[lane] = fmaf(x[lane], y[lane], z[lane]);
  return simde_mm512_loadu_ps(z);
}
