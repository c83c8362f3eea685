#include "screen_pack.h"

#include "sim_kernels.h"

#if defined(__x86_64__)
#define WITH(avx2, name) ((avx2) ? name##_avx2 : name##_generic)
#else
#define WITH(avx2, name) ((void)(avx2), name##_generic)
#endif

static int has_avx2(int kernel) {
  return kernel == SIM_KERNEL_AVX2 || kernel == SIM_KERNEL_AVX512;
}

void sim_screen_pack(int kernel, uint8_t *row, size_t lane, const float *vector, size_t dimension,
                     uint32_t *block_squares) {
  WITH(has_avx2(kernel), sim_screen_pack)(row, lane, vector, dimension, block_squares);
}

void sim_screen_quantise(int kernel, sim_screen_query *query, const float *vectors,
                         size_t dimension, const uint32_t *block_squares, double *room) {
  sim_screen_quantise_for(sim_screen_sums_in_16_bits(kernel), has_avx2(kernel), query, vectors,
                          dimension, block_squares, room);
}

// What the norm of a sentence's block may be, in levels, squared: limits[stored blocks, halves], of
// which every `length`-th block is set, for blocks of `length` stored ones. A block of norm b
// quantised at step t has a norm of at most b / t + sqrt(n) / 2 for its n components, and a sum is
// at most the product of the two vectors' norms (Cauchy and Schwarz). 32766 leaves room for the
// rounding of this arithmetic.
static void set_limits(const uint32_t *block_squares, size_t count, size_t length,
                       double *limits) {
  double rounding = sqrt(2.0 * SIM_SCREEN_BLOCK * (double)length) / 2;
  for (size_t first = 0; first < count; first += 2 * length) {
    for (size_t half = first; half < first + 2; half++) {
      double packed = 1;
      for (size_t block = half; block < count && block < first + 2 * length; block += 2) {
        packed += block_squares[block];
      }
      double limit = 32766 / sqrt(packed) - rounding;
      limits[half] = limit * limit;
    }
  }
}

// The most levels at which the sums of every block of `length` stored blocks fit 16 bits.
static double fitting_levels(const double *squares, const double *limits, size_t count,
                             size_t length, double largest) {
  const double most = (double)SIM_SCREEN_QUERY_LEVELS * SIM_SCREEN_QUERY_LEVELS;
  double least = most;
  for (size_t first = 0; first < count; first += 2 * length) {
    for (size_t half = first; half < first + 2; half++) {
      double square = 0;
      for (size_t block = half; block < count && block < first + 2 * length; block += 2) {
        square += squares[block];
      }
      if (limits[half] * largest * largest < least * square) {
        least = limits[half] * largest * largest / square;
      }
    }
  }
  return floor(sqrt(least));
}

// Sets the levels of each sentence for blocks of `length` stored blocks; returns the fewest, of
// sentences that are not quantised to zero.
static double set_levels(const sim_screen_query *query, const double *squares, size_t count,
                         const uint32_t *block_squares, size_t length, double *limits,
                         double *levels) {
  double fewest = SIM_SCREEN_QUERY_LEVELS;
  set_limits(block_squares, count, length, limits);
  for (size_t s = 0; s < query->sentences; s++) {
    levels[s] = SIM_SCREEN_QUERY_LEVELS;
    if (query->scales[s] < SIM_SMALLEST) continue;
    levels[s] = fitting_levels(squares + s * count, limits, count, length, query->scales[s]);
    if (levels[s] < fewest) fewest = levels[s];
  }
  return fewest;
}

void sim_screen_quantise_for(int wraps, int avx2, sim_screen_query *query, const float *vectors,
                             size_t dimension, const uint32_t *block_squares, double *room) {
  // Fewer levels than these cost more in pairs to settle than longer blocks gain.
  const double enough = 56;
  size_t count = sim_screen_block_square_count(dimension);
  double *limits = room + query->sentences * count, *levels = limits + count;
  for (size_t s = 0; s < query->sentences; s++) {
    float largest;
    double total = WITH(avx2, sim_screen_half_squares)(vectors + s * dimension, dimension,
                                                       room + s * count, &largest);
    query->norms[s] = sqrt(total) * SIM_NORM_SLACK;
    query->scales[s] = largest;
    levels[s] = SIM_SCREEN_QUERY_LEVELS;
  }
  size_t length = SIM_SCREEN_LONGEST;
  while (wraps &&
         set_levels(query, room, count, block_squares, length, limits, levels) < enough &&
         length > 1) {
    length /= 2;
  }
  query->block_steps = length * SIM_SCREEN_BLOCK;
  query->blocks = (query->steps + query->block_steps - 1) / query->block_steps;
  for (size_t s = 0; s < query->sentences; s++) {
    if (!isfinite(query->norms[s])) continue;
    double largest = query->scales[s];
    int is_small = largest < SIM_SMALLEST;
    double scale = is_small ? 1 : largest / levels[s];
    double residual = WITH(avx2, sim_screen_words)(
        query, s, vectors + s * dimension, dimension, scale, is_small ? 0 : levels[s] / largest);
    residual = sqrt(residual) * SIM_NORM_SLACK / scale;
    double norm = fmax(query->norms[s] / scale, SIM_SMALLEST);
    query->scales[s] = scale;
    query->terms[2 * s] = sim_rounded_up(norm * SIM_NORM_SLACK);
    query->terms[2 * s + 1] =
        sim_rounded_up((residual + SIM_BOUND_SLACK * (norm + residual)) * SIM_NORM_SLACK);
  }
}
