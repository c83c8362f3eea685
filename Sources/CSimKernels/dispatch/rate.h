// The loops behind sim_rate.h, one an instruction set. Each returns its multiply-adds.
#ifndef SIM_RATE_LOOPS_H
#define SIM_RATE_LOOPS_H

#include <stddef.h>

double sim_rate_generic(size_t rounds);
#if defined(__x86_64__)
double sim_rate_fma(size_t rounds);
double sim_rate_maddubs(size_t rounds);
double sim_rate_vnni(size_t rounds);
#elif defined(__aarch64__)
double sim_rate_neon(size_t rounds);
double sim_rate_dotprod(size_t rounds);
#endif

#endif
