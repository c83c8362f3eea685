// Vectors of 16 lanes and the functions of one lane that the encoder needs.
//
// Included by one file an instruction set, which sets SIM_HAS_FMA. The compiler splits the 16 lanes
// into the registers that the instruction set has; the value of every lane is the same.
#ifndef SIM_ENCODER_VECTOR_H
#define SIM_ENCODER_VECTOR_H

#include <stddef.h>
#include <stdint.h>

#include "sim_encoder.h"

// Only multiply_add may fuse: so all instruction sets round alike.
#pragma STDC FP_CONTRACT OFF
// Vectors are passed between functions that are all inlined: no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"
#define SIM_INLINE static inline __attribute__((always_inline))

typedef float f32x16 __attribute__((ext_vector_type(16)));
typedef int32_t i32x16 __attribute__((ext_vector_type(16)));
typedef uint8_t u8x16 __attribute__((ext_vector_type(16)));
typedef float f32x16_unaligned __attribute__((ext_vector_type(16), aligned(4)));
typedef int32_t i32x16_unaligned __attribute__((ext_vector_type(16), aligned(4)));
typedef uint8_t u8x16_unaligned __attribute__((ext_vector_type(16), aligned(1)));

SIM_INLINE f32x16 load16(const float *at) { return *(const f32x16_unaligned *)at; }
SIM_INLINE void store16(float *at, f32x16 value) { *(f32x16_unaligned *)at = value; }

// a * b + c, rounded once where the instruction set can.
SIM_INLINE f32x16 multiply_add(f32x16 a, f32x16 b, f32x16 c) {
#if SIM_HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

// The lanes' sum by a fixed tree: l and l + 8, then 4, 2, 1 apart.
SIM_INLINE float lane_sum(f32x16 v) {
  __typeof__(v.lo) v8 = v.lo + v.hi;
  __typeof__(v8.lo) v4 = v8.lo + v8.hi;
  return (v4.x + v4.z) + (v4.y + v4.w);
}

SIM_INLINE float lane_max(f32x16 v) {
  __typeof__(v.lo) v8 = __builtin_elementwise_max(v.lo, v.hi);
  __typeof__(v8.lo) v4 = __builtin_elementwise_max(v8.lo, v8.hi);
  float a = v4.x > v4.z ? v4.x : v4.z, b = v4.y > v4.w ? v4.y : v4.w;
  return a > b ? a : b;
}

// -1 (all bits) in the first `count` lanes, 0 in the rest.
SIM_INLINE i32x16 first_lanes(size_t count) {
  const i32x16 index = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return index < (i32x16)(int32_t)count;
}

SIM_INLINE f32x16 select16(i32x16 mask, f32x16 yes, f32x16 no) {
  return (f32x16)(((i32x16)yes & mask) | ((i32x16)no & ~mask));
}

// 1.5 * 2^23: added to a float under 2^22 in magnitude, it leaves the nearest integer (ties to
// even) in the low bits.
#define SIM_ROUNDER 12582912.0f

// e^x for x <= 0, within 2 units in the last place; x under -87 counts as -87. e^x = 2^n e^r with
// |r| <= ln 2 / 2, ln 2 in two parts and the polynomial of Cephes' expf (Moshier 1989).
SIM_INLINE f32x16 exp_nonpositive(f32x16 x) {
  x = __builtin_elementwise_max(x, (f32x16)(-87.0f));
  f32x16 shifted = multiply_add(x, (f32x16)1.44269504088896341f, (f32x16)SIM_ROUNDER);
  f32x16 n = shifted - SIM_ROUNDER;
  f32x16 r = multiply_add(n, (f32x16)(-0.693359375f), x);
  r = multiply_add(n, (f32x16)2.12194440e-4f, r);
  f32x16 p = (f32x16)1.9875691500e-4f;
  p = multiply_add(p, r, (f32x16)1.3981999507e-3f);
  p = multiply_add(p, r, (f32x16)8.3334519073e-3f);
  p = multiply_add(p, r, (f32x16)4.1665795894e-2f);
  p = multiply_add(p, r, (f32x16)1.6666665459e-1f);
  p = multiply_add(p, r, (f32x16)5.0000001201e-1f);
  p = multiply_add(p, r * r, r + 1.0f);
  i32x16 exponent = ((i32x16)shifted - (i32x16)(f32x16)SIM_ROUNDER) << 23;
  return (f32x16)((i32x16)p + exponent);
}

// x * Phi(x). erf is the rational minimax approximation x P(x^2) / Q(x^2) on [-4, 4] that Eigen and
// XLA use for f32; its error is a few units in the last place.
SIM_INLINE f32x16 gelu16(f32x16 value) {
  f32x16 x = value * 0.70710678118654752f;
  x = __builtin_elementwise_min(__builtin_elementwise_max(x, (f32x16)(-4.0f)), (f32x16)4.0f);
  f32x16 y = x * x;
  f32x16 p = (f32x16)(-2.72614225801306e-10f);
  p = multiply_add(p, y, (f32x16)2.77068142495902e-08f);
  p = multiply_add(p, y, (f32x16)(-2.10102402082508e-06f));
  p = multiply_add(p, y, (f32x16)(-5.69250639462346e-05f));
  p = multiply_add(p, y, (f32x16)(-7.34990630326855e-04f));
  p = multiply_add(p, y, (f32x16)(-2.95459980854025e-03f));
  p = multiply_add(p, y, (f32x16)(-1.60960333262415e-02f));
  f32x16 q = (f32x16)(-1.45660718464996e-05f);
  q = multiply_add(q, y, (f32x16)(-2.13374055278905e-04f));
  q = multiply_add(q, y, (f32x16)(-1.68282697438203e-03f));
  q = multiply_add(q, y, (f32x16)(-7.37332916720468e-03f));
  q = multiply_add(q, y, (f32x16)(-1.42647390514189e-02f));
  f32x16 half = value * 0.5f;
  return multiply_add(half, x * p / q, half);
}

// x * Phi(x) within 1.9e-4, where it is quantised to 8 bits next: Phi(x) - 1/2 as x P(x^2) on
// [-3.9, 3.9] with the value 1/2 at the end, fitted so that the largest error of x * Phi(x) is
// least.
SIM_INLINE f32x16 gelu16_coarse(f32x16 value) {
  f32x16 x = __builtin_elementwise_min(__builtin_elementwise_max(value, (f32x16)(-3.9f)),
                                       (f32x16)3.9f);
  f32x16 y = x * x;
  f32x16 p = (f32x16)2.542424404339272e-8f;
  p = multiply_add(p, y, (f32x16)(-1.3374482250583242e-6f));
  p = multiply_add(p, y, (f32x16)2.9902916139690205e-5f);
  p = multiply_add(p, y, (f32x16)(-3.792314091697335e-4f));
  p = multiply_add(p, y, (f32x16)3.0897357501089573e-3f);
  p = multiply_add(p, y, (f32x16)(-1.773596554994583e-2f));
  p = multiply_add(p, y - 15.21f, (f32x16)0.12820512820512822f);
  return multiply_add(value, x * p, value * 0.5f);
}

#endif
