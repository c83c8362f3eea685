#include "../dispatch/screen_pack.h"

void sim_screen_clear(uint8_t *row, size_t lane, size_t dimension) {
  size_t steps = sim_screen_steps(dimension);
  for (size_t step = 0; step < steps; step++) {
    memset(row + (step * SIM_SCREEN_LANES + lane) * 4, SIM_SCREEN_OFFSET, 4);
  }
  float *terms = (float *)(row + steps * 4 * SIM_SCREEN_LANES) + lane;
  terms[0] = 0;
  terms[SIM_SCREEN_LANES] = -0x1p100f;
  terms[2 * SIM_SCREEN_LANES] = 0;
}

void sim_screen_pack_generic(uint8_t *row, size_t lane, const float *vector, size_t dimension,
                             uint32_t *block_squares) {
  sim_pack_lane(row, lane, vector, dimension, block_squares);
}

double sim_screen_half_squares_generic(const float *vector, size_t dimension, double *squares,
                                       float *largest) {
  return sim_half_squares(vector, dimension, squares, largest);
}

double sim_screen_words_generic(sim_screen_query *query, size_t sentence, const float *vector,
                                size_t dimension, double scale, double inverse) {
  return sim_quantise_words(query, sentence, vector, dimension, scale, inverse);
}
