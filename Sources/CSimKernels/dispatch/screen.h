// The implementations of the int8 screen, one an instruction set: each puts one panel row, the
// `number`-th of its panel, among the best bounds of sentences first..<first + count.
#ifndef SIM_SCREEN_KERNELS_H
#define SIM_SCREEN_KERNELS_H

#include "sim_screen.h"

typedef void sim_screen_rows(const sim_screen_query *query, size_t first, size_t count,
                             const uint8_t *codes, size_t number, float *bounds);

sim_screen_rows sim_screen_rows_generic;
#if defined(__x86_64__)
sim_screen_rows sim_screen_rows_avx2;
sim_screen_rows sim_screen_rows_vnni;
#elif defined(__aarch64__)
sim_screen_rows sim_screen_rows_neon;
sim_screen_rows sim_screen_rows_dotprod;
// 1 when this CPU has SDOT.
int sim_screen_has_dotprod(void);
#endif

#endif
