// The encoder's passes for one instruction set.
#ifndef SIM_ENCODER_SET_H
#define SIM_ENCODER_SET_H

#include "sim_encoder.h"

typedef struct {
  // The instruction sets it uses.
  const char *name;
  // Products per cycle of int8 and bf16, as a multiple of those of f32.
  int int8_rate, bf16_rate;
  // The weight format of bf16: SIM_WEIGHTS_BF16 where the set multiplies bf16, else
  // SIM_WEIGHTS_ROUNDED.
  int bf16_format;
  void (*linear)(const sim_linear *layer, const float *input, size_t rows, int accumulate,
                 float *output, float *scratch);
  void (*feed_forward)(const sim_linear *up, const sim_linear *down, const float *input,
                       size_t rows, float *output, float *scratch);
  void (*attention)(const float *qkv, size_t tokens, size_t heads, size_t head_stride,
                    float *context, float *scratch);
  void (*layer_norm)(float *values, size_t rows, size_t columns, const float *weight,
                     const float *shift, float epsilon);
  float (*fused_operations)(size_t repetitions, float start, size_t *count);
} sim_encoder_set;

// The table that a file of an instruction set ends with.
#define SIM_ENCODER_SET(identifier, text, int8, bf16, format)                              \
  const sim_encoder_set identifier = {text,         int8,      bf16,       format,          \
                                      linear,       feed_forward, attention, layer_norm, \
                                      fused_operations};

extern const sim_encoder_set sim_encoder_portable;
#if defined(__x86_64__)
extern const sim_encoder_set sim_encoder_avx2;
extern const sim_encoder_set sim_encoder_avx512;       // F, BW, VL, DQ
extern const sim_encoder_set sim_encoder_avx512_vnni;  // and VNNI
extern const sim_encoder_set sim_encoder_avx512_bf16;  // and VNNI and BF16
extern const sim_encoder_set sim_encoder_avx512_amx;   // and AMX with INT8 and BF16
#elif defined(__aarch64__)
extern const sim_encoder_set sim_encoder_neon;
extern const sim_encoder_set sim_encoder_neon_dotprod;  // and dotprod
extern const sim_encoder_set sim_encoder_neon_bf16;     // and dotprod, i8mm and bf16
#endif

#endif
