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

// Quantisation: packs a lane, sums squares, writes the words of a sentence (screen_pack.h).
typedef void sim_screen_lane(uint8_t *row, size_t lane, const float *vector, size_t dimension,
                             uint32_t *block_squares);
typedef double sim_screen_squares(const float *vector, size_t dimension, double *squares);
typedef double sim_screen_words(sim_screen_query *query, size_t sentence, const float *vector,
                                size_t dimension, double scale, double inverse);

// sim_screen_quantise for sums of 16 bits (`wraps`) or 32, with or without AVX2.
void sim_screen_quantise_for(int wraps, int avx2, sim_screen_query *query, const float *vectors,
                             size_t dimension, const uint32_t *block_squares, double *room);

sim_screen_lane sim_screen_pack_generic;
sim_screen_squares sim_screen_half_squares_generic;
sim_screen_words sim_screen_words_generic;
#if defined(__x86_64__)
sim_screen_lane sim_screen_pack_avx2;
sim_screen_squares sim_screen_half_squares_avx2;
sim_screen_words sim_screen_words_avx2;
#endif

#endif
