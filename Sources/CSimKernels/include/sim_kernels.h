// The kernels of scoring, chosen at run time for the CPU.
#ifndef SIM_KERNELS_H
#define SIM_KERNELS_H

#include <stddef.h>

// Names of the kernel sets. `SIM_KERNEL_BLAS` is the portable path: OpenBLAS products and the
// generic settlement of similarities.
enum sim_kernel {
  SIM_KERNEL_BLAS = 0,
  SIM_KERNEL_AVX2 = 1,
  SIM_KERNEL_AVX512 = 2,
  SIM_KERNEL_NEON = 3,
};
#define SIM_KERNEL_COUNT 4

// 1 when this CPU and operating system can run the kernel set, else 0.
int sim_kernel_is_supported(int kernel);

// The best supported kernel set, or the one that ROLEWISE_KERNEL names when it is supported;
// `screens_in_float` is set to 1 where the name ends in "-f32" (any set but blas), else to 0.
// Decided once per process, at the first call.
int sim_kernel_current(int *_Nonnull screens_in_float);

// What ROLEWISE_KERNEL asked for and could not have: NULL when it is unset, "auto" or supported.
const char *_Nullable sim_kernel_refused_request(void);

// The defined similarity of two f32 vectors of `count` components: an f64 dot product in eight
// lanes. Lane l takes s <- fma(a[k], b[k], s) for k = l, l + 8, ...; the result is
// ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)). Every kernel set gives the same bits.
// `kernel` must be supported. O(count).
double sim_similarity(int kernel, const float *_Nonnull a, const float *_Nonnull b, size_t count);

// The similarities of 1 to SIM_SIMILARITY_PAIRS pairs of vectors, side by side: one waits for no
// other. values[pair] has the bits of sim_similarity(kernel, a[pair], b[pair], count).
enum { SIM_SIMILARITY_PAIRS = 4 };
void sim_similarities(int kernel, size_t pairs, const float *_Nonnull const *_Nonnull a,
                      const float *_Nonnull const *_Nonnull b, size_t count,
                      double *_Nonnull values);

// The f32 dot products of such pairs, summed in any order: every order errs by at most
// n * 2^-24 / (1 - n * 2^-24) times the lengths of the vectors, but for underflow (Higham 2002,
// section 3.1; n = count). The bits differ between kernel sets.
void sim_products(int kernel, size_t pairs, const float *_Nonnull const *_Nonnull a,
                  const float *_Nonnull const *_Nonnull b, size_t count, float *_Nonnull values);

// The processors that this process may use: those of its affinity mask, or those online where the
// system does not tell. At least 1.
int sim_processor_count(void);

// Tells the CPU that this thread waits in a loop.
static inline void sim_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
