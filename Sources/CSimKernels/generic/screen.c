#include "../dispatch/screen.h"

#include <float.h>
#include <string.h>

void sim_screen_insert(float bound, size_t row, float *best) {
  uint32_t pattern;
  memcpy(&pattern, &bound, sizeof pattern);
  pattern = (pattern & ~(uint32_t)(SIM_SCREEN_HEIGHT - 1)) | (uint32_t)row;
  memcpy(&bound, &pattern, sizeof pattern);
  for (size_t rank = 0; rank < SIM_SCREEN_BEST; rank++) {
    float *at = best + rank * SIM_SCREEN_LANES;
    if (bound > *at) {
      float smaller = *at;
      *at = bound;
      bound = smaller;
    }
  }
}

void sim_screen_rows_generic(const sim_screen_query *query, size_t first, size_t count,
                             const uint8_t *codes, size_t number, float *bounds) {
  const float *terms = (const float *)(codes + query->steps * 4 * SIM_SCREEN_LANES);
  for (size_t s = first; s < first + count; s++) {
    const int8_t *components = (const int8_t *)(query->words + s * query->steps);
    int32_t total[SIM_SCREEN_LANES];
    for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) total[lane] = query->totals[s];
    for (size_t step = 0; step < query->steps; step++) {
      for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) {
        const uint8_t *four = codes + (step * SIM_SCREEN_LANES + lane) * 4;
        for (size_t k = 0; k < 4; k++) total[lane] += four[k] * components[step * 4 + k];
      }
    }
    for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) {
      float bound = (float)total[lane] * terms[lane] +
                    (query->terms[2 * s] * terms[SIM_SCREEN_LANES + lane] +
                     query->terms[2 * s + 1] * terms[2 * SIM_SCREEN_LANES + lane]);
      sim_screen_insert(bound, number, bounds + s * SIM_SCREEN_BEST * SIM_SCREEN_LANES + lane);
    }
  }
}

void sim_screen_products(const float *products, size_t stride, size_t height, size_t sentences,
                         const float *errors, size_t lane, float *bounds) {
  for (size_t s = 0; s < sentences; s++) {
    float *best = bounds + s * SIM_SCREEN_BEST * SIM_SCREEN_LANES + lane;
    for (size_t row = 0; row < height; row++) {
      sim_screen_insert(products[s * stride + row] + errors[s], row, best);
    }
  }
}

void sim_screen_clear_bounds(float *bounds, size_t sentences) {
  size_t numbers = sentences * SIM_SCREEN_BEST * SIM_SCREEN_LANES;
  for (size_t at = 0; at < numbers; at++) bounds[at] = -FLT_MAX;
}

void sim_screen_lane_sums(const float *bounds, const sim_screen_query *query, size_t first,
                          size_t count, size_t best, float *sums) {
  float top[SIM_SCREEN_SUMMED][SIM_SCREEN_LANES];
  size_t ranks = best < SIM_SCREEN_SUMMED ? best : SIM_SCREEN_SUMMED;
  for (size_t rank = 0; rank < ranks; rank++) {
    for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) top[rank][lane] = -FLT_MAX;
  }
  for (size_t s = first; s < first + count; s++) {
    const float *largest = bounds + s * SIM_SCREEN_BEST * SIM_SCREEN_LANES;
    float scale = (float)query->scales[s];
    float value[SIM_SCREEN_LANES];
    for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) value[lane] = largest[lane] * scale;
    for (size_t rank = 0; rank < ranks; rank++) {
      for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) {
        float held = top[rank][lane], other = value[lane];
        top[rank][lane] = held > other ? held : other;
        value[lane] = held > other ? other : held;
      }
    }
  }
  for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) {
    sums[lane] = top[ranks - 1][lane] * (float)(best - ranks);
  }
  for (size_t rank = 0; rank < ranks; rank++) {
    for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) sums[lane] += top[rank][lane];
  }
}
