// The implementations of the int8 screen, one an instruction set: each puts one panel row, the
// `number`-th of its panel, among the best bounds of sentences first..<first + count.
#ifndef SIM_SCREEN_KERNELS_H
#define SIM_SCREEN_KERNELS_H

#include "sim_screen.h"

typedef void sim_screen_rows(const sim_screen_query *query, size_t first, size_t count,
                             const uint8_t *codes, size_t number, float *bounds);

// In int8, and in f32 (`..._float_rows_...`).
sim_screen_rows sim_screen_rows_generic;
sim_screen_rows sim_screen_float_rows_generic;
#if defined(__x86_64__)
sim_screen_rows sim_screen_rows_avx2;
sim_screen_rows sim_screen_rows_vnni;
sim_screen_rows sim_screen_float_rows_avx2;
sim_screen_rows sim_screen_float_rows_avx512;
#elif defined(__aarch64__)
sim_screen_rows sim_screen_rows_neon;
sim_screen_rows sim_screen_rows_dotprod;
sim_screen_rows sim_screen_rows_i8mm;
sim_screen_rows sim_screen_float_rows_neon;
// 1 when this CPU has SDOT, and SMMLA.
int sim_screen_has_dotprod(void);
int sim_screen_has_i8mm(void);
#endif

// Calls row(codes, query, first, n, fetches, number, bounds) for all sentences, at most `most` at a
// time and with n as a constant, so that it is compiled for each. The first sentences of a pass
// also fetch the row after this one: the CPU's own prefetching stops at every page.
#define SIM_ROWS(row, most, query, first, count, codes, number, bounds)                    \
  if (first == 0 && count >= (most)) {                                                     \
    row(codes, query, 0, (most), 1, number, bounds);                                       \
    first = (most), count -= (most);                                                       \
  }                                                                                        \
  for (; count >= (most); first += (most), count -= (most)) {                              \
    row(codes, query, first, (most), 0, number, bounds);                                   \
  }                                                                                        \
  for (; count >= 4; first += 4, count -= 4) row(codes, query, first, 4, 0, number, bounds); \
  switch (count) {                                                                         \
  case 3: row(codes, query, first, 3, 0, number, bounds); break;                           \
  case 2: row(codes, query, first, 2, 0, number, bounds); break;                           \
  case 1: row(codes, query, first, 1, 0, number, bounds); break;                           \
  default: break;                                                                          \
  }

// Puts a bound among the best of one lane, the row in its low bits; those of a lane are
// SIM_SCREEN_LANES apart.
void sim_screen_insert(float bound, size_t row, float *best);

// Quantisation: packs a lane, sums squares, writes the words of a sentence (screen_pack.h).
typedef void sim_screen_lane(uint8_t *row, size_t lane, const float *vector, size_t dimension,
                             uint32_t *block_squares);
typedef double sim_screen_squares(const float *vector, size_t dimension, double *squares,
                                  float *largest);
typedef double sim_screen_words(sim_screen_query *query, size_t sentence, const float *vector,
                                size_t dimension, double scale, double inverse);

// The stored blocks that a sum of 16 bits takes at most.
enum { SIM_SCREEN_LONGEST = 2 };

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
