// Whether AMX may be used.
#ifndef SIM_DISPATCH_ENCODER_AMX_H
#define SIM_DISPATCH_ENCODER_AMX_H

#include <cpuid.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

// CPUID, leaf 7: EDX bits of AMX (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2).
#define AMX_BITS (1U << 22 | 1U << 24 | 1U << 25)
// arch_prctl: asks Linux for a state component of the CPU, here the tiles' data (asm/prctl.h).
#define REQUEST_COMPONENT 0x1023
#define TILE_DATA 18

// Whether this CPU has AMX with INT8 and BF16, and the VNNI and BF16 that its set is compiled for, and
// Linux lets this process use it. A virtual machine may hide one of them.
static int may_use_amx(void) {
#if defined(__linux__)
  unsigned a, b, c, d;
  return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bf16") &&
         __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d & AMX_BITS) == AMX_BITS &&
         syscall(SYS_arch_prctl, REQUEST_COMPONENT, TILE_DATA) == 0;
#else
  return 0;
#endif
}

#endif
