// The encoder's passes for NEON: tiles of 6 rows x 16 outputs in 24 of the 32 registers. The
// including file sets SIM_HAS_DOT_PRODUCT, SIM_HAS_BF16 (which stands for I8MM too) and SIM_TARGET.
#define SIM_HAS_FMA 1
#define SIM_TILE_ROWS 6
#define SIM_TILE_PANELS 1

#if SIM_HAS_DOT_PRODUCT && !SIM_HAS_BF16
#define SIM_ACTIVATION_OFFSET 128
#endif

#include <arm_neon.h>
#include <math.h>
#include <string.h>

#include "../dispatch/encoder_set.h"

#pragma clang attribute push(__attribute__((target(SIM_TARGET))), apply_to = function)

#include "../generic/encoder_tiles.h"

#if SIM_HAS_BF16
#include "encoder_mmla.h"
#elif SIM_HAS_DOT_PRODUCT

// Four products to each 32-bit sum, exactly. SDOT takes activations of 0...255 less 128, and the zeros
// too.
SIM_INLINE int32x4_t add_products(int32x4_t sum, uint32_t four, int8x16_t weights) {
  return vdotq_s32(sum, vreinterpretq_s8_u32(vdupq_n_u32(four ^ 0x80808080u)), weights);
}

SIM_INLINE void tile_int8_fixed(const size_t rows, const uint8_t *a, size_t a_stride,
                                const int8_t *b, size_t inner, const dequantisation *scales,
                                const float *bias, int accumulate, const weight_prefetch ahead,
                                float *c, size_t c_stride) {
  int32x4_t sums[SIM_TILE_ROWS][4];
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
#pragma clang loop unroll(full)
    for (size_t part = 0; part < 4; part++) sums[row][part] = vdupq_n_s32(0);
  }
  for (size_t k = 0; k < inner; k += 4) {
    prefetch_weights(&ahead, 1, k / 4);
    int8x16_t weights[4];
#pragma clang loop unroll(full)
    for (size_t part = 0; part < 4; part++) {
      weights[part] = vld1q_s8(b + k * SIM_ENCODER_LANES + part * 16);
    }
#pragma clang loop unroll(full)
    for (size_t row = 0; row < rows; row++) {
      uint32_t four;
      memcpy(&four, a + row * a_stride + k, sizeof four);
#pragma clang loop unroll(full)
      for (size_t part = 0; part < 4; part++) {
        sums[row][part] = add_products(sums[row][part], four, weights[part]);
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t row = 0; row < rows; row++) {
    i32x16 sum;
    memcpy(&sum, sums[row], sizeof sum);
    float *at = c + row * c_stride;
    store16(at, dequantise(sum, scales, row, 0, initial_sum(bias, accumulate, at)));
  }
}

#endif

#if SIM_HAS_DOT_PRODUCT
static __attribute__((noinline)) void tile_int8(size_t rows, size_t panels, const uint8_t *a,
                                                size_t a_stride, const int8_t *b,
                                                size_t panel_stride, size_t inner,
                                                const dequantisation *scales, const float *bias,
                                                int accumulate, weight_prefetch ahead, float *c,
                                                size_t c_stride) {
  (void)panels, (void)panel_stride;
#define SIM_BODY(count) \
  tile_int8_fixed(count, a, a_stride, b, inner, scales, bias, accumulate, ahead, c, c_stride)
  switch (rows) { SIM_ROW_CASES(SIM_BODY) }
#undef SIM_BODY
}

#else
#include "../generic/encoder_exact_int8.h"
#endif

#include "../generic/encoder_attention.h"

#pragma clang attribute pop
