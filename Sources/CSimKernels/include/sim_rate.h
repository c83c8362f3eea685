// What this CPU can do at best, to compare a measured time with. The caller times the calls.
#ifndef SIM_RATE_H
#define SIM_RATE_H

#include <stddef.h>

// Carries out independent multiply-adds in registers, `rounds` times a fixed number, with the
// instructions that the int8 screen of `kernel` needs for them, and for SIM_KERNEL_BLAS in f32
// with the best instructions there are. Returns their number. `kernel` must be supported.
double sim_rate_multiply_adds(int kernel, size_t rounds);

// Reads `count` bytes (a multiple of 64, 64-byte aligned) and returns something that depends on
// all of them.
long sim_rate_read(const void *_Nonnull bytes, size_t count);

#endif
