#include "../dispatch/screen_pack.h"

void sim_screen_float_clear(float *row, size_t lane, size_t dimension) {
  for (size_t k = 0; k < dimension; k++) row[k * SIM_SCREEN_LANES + lane] = 0;
  row[dimension * SIM_SCREEN_LANES + lane] = -0x1p100f;
}

void sim_screen_float_pack(float *row, size_t lane, const float *vector, size_t dimension) {
  double square = 0;
  for (size_t k = 0; k < dimension; k++) {
    row[k * SIM_SCREEN_LANES + lane] = vector[k];
    square += (double)vector[k] * vector[k];
  }
  // At least 2^-30, so that its product with a sentence's term covers what underflows.
  row[dimension * SIM_SCREEN_LANES + lane] =
      sim_rounded_up(fmax(sqrt(square) * SIM_NORM_SLACK, 0x1p-30));
}

// docs/exact-screening.md, "The f32 screen".
void sim_screen_float_prepare(sim_screen_query *query) {
  double terms = (double)query->dimension * 0x1p-24;
  double relative = terms / (1 - terms) + 0x1p-16;
  for (size_t s = 0; s < query->sentences; s++) {
    const float *vector = query->vectors + s * query->dimension;
    double square = 0;
    for (size_t k = 0; k < query->dimension; k++) square += (double)vector[k] * vector[k];
    query->scales[s] = 1;
    query->norms[s] = sqrt(square) * SIM_NORM_SLACK;
    query->terms[s] = sim_rounded_up((relative * query->norms[s] + 0x1p-100) * SIM_NORM_SLACK);
  }
}

void sim_screen_float_rows_generic(const sim_screen_query *query, size_t first, size_t count,
                                   const uint8_t *codes, size_t number, float *bounds) {
  const float *row = (const float *)codes, *norms = row + query->dimension * SIM_SCREEN_LANES;
  for (size_t s = first; s < first + count; s++) {
    const float *vector = query->vectors + s * query->dimension;
    for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) {
      float sum = 0;
      for (size_t k = 0; k < query->dimension; k++) {
        sum = fmaf(row[k * SIM_SCREEN_LANES + lane], vector[k], sum);
      }
      sim_screen_insert(fmaf(query->terms[s], norms[lane], sum), number,
                        bounds + s * SIM_SCREEN_BEST * SIM_SCREEN_LANES + lane);
    }
  }
}
