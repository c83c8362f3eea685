// Picks the encoder's passes for a kernel set and this CPU.
#include "encoder_set.h"

#include "sim_kernels.h"

#if defined(__x86_64__)
#include "encoder_amx.h"

static const sim_encoder_set *avx512(void) {
  // 0 until it is known; whoever comes at the same time finds the same.
  static _Atomic int has_amx;
  int known = has_amx;
  if (known == 0) has_amx = known = may_use_amx() ? 1 : -1;
  if (known > 0) return &sim_encoder_avx512_amx;
  if (!__builtin_cpu_supports("avx512vnni")) return &sim_encoder_avx512;
  return __builtin_cpu_supports("avx512bf16") ? &sim_encoder_avx512_bf16
                                              : &sim_encoder_avx512_vnni;
}
#elif defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>

// Bits of AT_HWCAP and AT_HWCAP2 of Linux on arm64 (asm/hwcap.h).
#define HWCAP_DOT_PRODUCT (1UL << 20)
#define HWCAP2_INT8_MATRIX (1UL << 13)
#define HWCAP2_BF16 (1UL << 14)

static const sim_encoder_set *neon(void) {
  unsigned long first = getauxval(AT_HWCAP), second = getauxval(AT_HWCAP2);
  if (!(first & HWCAP_DOT_PRODUCT)) return &sim_encoder_neon;
  return (second & HWCAP2_INT8_MATRIX) && (second & HWCAP2_BF16) ? &sim_encoder_neon_bf16
                                                                 : &sim_encoder_neon_dotprod;
}
#elif defined(__aarch64__)
static const sim_encoder_set *neon(void) { return &sim_encoder_neon; }
#endif

static const sim_encoder_set *set_of(int kernel) {
  switch (kernel) {
#if defined(__x86_64__)
  case SIM_KERNEL_AVX2:
    return &sim_encoder_avx2;
  case SIM_KERNEL_AVX512:
    return avx512();
#elif defined(__aarch64__)
  case SIM_KERNEL_NEON:
    return neon();
#endif
  default:
    return &sim_encoder_portable;
  }
}

int sim_weight_format(int kernel, int precision) {
  switch (precision) {
  case SIM_PRECISION_BF16:
    return set_of(kernel)->bf16_format;
  case SIM_PRECISION_INT8:
    return SIM_WEIGHTS_INT8;
  default:
    return SIM_WEIGHTS_F32;
  }
}

void sim_encoder_linear(int kernel, const sim_linear *linear, const float *input, size_t rows,
                        int accumulate, float *output, float *scratch) {
  set_of(kernel)->linear(linear, input, rows, accumulate, output, scratch);
}

void sim_encoder_feed_forward(int kernel, const sim_linear *up, const sim_linear *down,
                              const float *input, size_t rows, float *output, float *scratch) {
  set_of(kernel)->feed_forward(up, down, input, rows, output, scratch);
}

void sim_encoder_attention(int kernel, const float *qkv, size_t tokens, size_t heads,
                           size_t head_stride, float *context, float *scratch) {
  set_of(kernel)->attention(qkv, tokens, heads, head_stride, context, scratch);
}

void sim_encoder_layer_norm(int kernel, float *values, size_t rows, size_t columns,
                            const float *weight, const float *shift, float epsilon) {
  set_of(kernel)->layer_norm(values, rows, columns, weight, shift, epsilon);
}

const char *sim_encoder_name(int kernel) { return set_of(kernel)->name; }

int sim_encoder_rate(int kernel, int precision) {
  switch (precision) {
  case SIM_PRECISION_BF16:
    return set_of(kernel)->bf16_rate;
  case SIM_PRECISION_INT8:
    return set_of(kernel)->int8_rate;
  default:
    return 1;
  }
}

float sim_encoder_fused_operations(int kernel, size_t repetitions, float start, size_t *count) {
  return set_of(kernel)->fused_operations(repetitions, start, count);
}
