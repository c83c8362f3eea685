#if defined(__x86_64__)
#include "../dispatch/screen_pack.h"

#define AVX2 __attribute__((target("avx2,fma")))

AVX2 void sim_screen_pack_avx2(uint8_t *row, size_t lane, const float *vector, size_t dimension,
                               uint32_t *block_squares) {
  sim_pack_lane(row, lane, vector, dimension, block_squares);
}

AVX2 double sim_screen_half_squares_avx2(const float *vector, size_t dimension, double *squares,
                                       float *largest) {
  return sim_half_squares(vector, dimension, squares, largest);
}

AVX2 double sim_screen_words_avx2(sim_screen_query *query, size_t sentence, const float *vector,
                                  size_t dimension, double scale, double inverse) {
  return sim_quantise_words(query, sentence, vector, dimension, scale, inverse);
}
#endif
