// The int8 screen of scoring: proven upper bounds of similarities, reduced to the best three of
// each group of KRAs. docs/exact-screening.md holds the proof.
//
// A panel is a set of SIM_SCREEN_LANES lanes. Each lane holds up to SIM_SCREEN_HEIGHT KRAs of one
// role, one under another, so that the largest over a lane is a vertical maximum. A panel row is
// one KRA of every lane: `steps` times 64 bytes (four consecutive components of each lane, as
// component + SIM_SCREEN_OFFSET), then the f32 scales, residual norms and norms of the lanes.
#ifndef SIM_SCREEN_H
#define SIM_SCREEN_H

#include <stddef.h>
#include <stdint.h>

enum {
  SIM_SCREEN_LANES = 16,
  SIM_SCREEN_HEIGHT = 64,      // most rows of a panel: the row fits the low bits of a bound
  SIM_SCREEN_OFFSET = 64,      // what is added to a KRA's components to make them unsigned
  SIM_SCREEN_KRA_LEVELS = 63,  // KRA components are -63...63
  SIM_SCREEN_QUERY_LEVELS = 127,
  SIM_SCREEN_BLOCK = 8,        // steps whose norms are stored together
  SIM_SCREEN_TERMS = 3,        // scale, residual norm, norm
  SIM_SCREEN_BEST = 3,         // bounds kept of a lane
  SIM_SCREEN_SUMMED = 8,       // most bounds of a lane that are told apart in a sum
};

// Steps (four components each) of a vector, and bytes of a panel row.
static inline size_t sim_screen_steps(size_t dimension) { return (dimension + 3) / 4; }
static inline size_t sim_screen_row_bytes(size_t dimension) {
  return sim_screen_steps(dimension) * 4 * SIM_SCREEN_LANES +
         SIM_SCREEN_TERMS * SIM_SCREEN_LANES * sizeof(float);
}
// Numbers in the array of block squares: two halves for each SIM_SCREEN_BLOCK steps.
static inline size_t sim_screen_block_square_count(size_t dimension) {
  return 2 * ((sim_screen_steps(dimension) + SIM_SCREEN_BLOCK - 1) / SIM_SCREEN_BLOCK);
}

// Writes an absent KRA into `lane` of a panel row: its bound is under that of every KRA.
void sim_screen_clear(uint8_t *_Nonnull row, size_t lane, size_t dimension);

// Packs a finite vector into `lane` of a panel row and raises `block_squares`, the largest squared
// norms of the quantised components, by block of SIM_SCREEN_BLOCK steps and half of a step. Every
// kernel writes the same codes. O(dimension).
void sim_screen_pack(int kernel, uint8_t *_Nonnull row, size_t lane, const float *_Nonnull vector,
                     size_t dimension, uint32_t *_Nonnull block_squares);

// The sentences of one pass, quantised. All pointers are the caller's.
typedef struct {
  const float *_Nonnull vectors;  // [sentences][dimension], f32
  size_t dimension;
  size_t sentences;
  size_t steps;
  size_t block_steps;  // steps whose products are summed in 16 bits; quantising sets it
  size_t blocks;       // ceil(steps / block_steps); quantising sets it
  int32_t *_Nonnull words;   // [sentences][steps]: four int8 components each
  int32_t *_Nonnull starts;  // [sentences][blocks]: -offset * sums of the two halves, 16 bits each
  int32_t *_Nonnull totals;  // [sentences]: -offset * sum of all components
  float *_Nonnull terms;     // [sentences][2]: norm / scale, residual norm / scale, with slack
  double *_Nonnull scales;   // [sentences]
  double *_Nonnull norms;    // [sentences]: Euclidean lengths, rounded up
} sim_screen_query;

// 1 when the screen of `kernel` sums blocks of steps in 16 bits, so that their norms limit a
// query's levels; 0 when it sums in 32 bits.
int sim_screen_sums_in_16_bits(int kernel);

// Quantises vectors (sentences x dimension), with the block squares of the index; of one that is not
// finite only `norms` says something: that it is not finite. `starts`
// needs room for ceil(steps / SIM_SCREEN_BLOCK) numbers a sentence, `room` for
// (sentences + 1) * sim_screen_block_square_count(dimension) + sentences numbers. A sentence takes at most
// SIM_SCREEN_QUERY_LEVELS levels, fewer where a block's sum could leave 16 bits.
// O(sentences * dimension).
void sim_screen_quantise(int kernel, sim_screen_query *_Nonnull query,
                         const float *_Nonnull vectors, size_t dimension,
                         const uint32_t *_Nonnull block_squares, double *_Nonnull room);

// The bounds of `height` rows at `rows`: bounds[sentences][SIM_SCREEN_BEST][SIM_SCREEN_LANES], the
// best first. A bound b, times the sentence's scale, is no less than the similarity of the KRA it
// stands for: the row in the low bits of its pattern (SIM_SCREEN_HEIGHT - 1). `kernel` must be
// supported. O(height * sentences * steps).
void sim_screen_panel(int kernel, const sim_screen_query *_Nonnull query,
                      const uint8_t *_Nonnull rows, size_t height, float *_Nonnull bounds);

// The f32 screen has panels of its own: a row is `dimension` times 16 components, one of each lane,
// then the norms of the lanes.
static inline size_t sim_screen_float_row_bytes(size_t dimension) {
  return (dimension + 1) * SIM_SCREEN_LANES * sizeof(float);
}

// sim_screen_clear and sim_screen_pack for such panels.
void sim_screen_float_clear(float *_Nonnull row, size_t lane, size_t dimension);
void sim_screen_float_pack(float *_Nonnull row, size_t lane, const float *_Nonnull vector,
                           size_t dimension);

// Sets scales, norms and terms (one a sentence) of a query that has its vectors; no words. The
// dimension is under 2^17, and no norm over SIM_SCREEN_FLOAT_NORM.
void sim_screen_float_prepare(sim_screen_query *_Nonnull query);
#define SIM_SCREEN_FLOAT_NORM 0x1p20

// sim_screen_panel in f32.
void sim_screen_float_panel(int kernel, const sim_screen_query *_Nonnull query,
                            const float *_Nonnull rows, size_t height, float *_Nonnull bounds);

// Puts `height` f32 products, each with `sentences` sentences (products[sentences][stride]), and
// `errors`[sentences] added to them, among the best bounds of `lane`: what sim_screen_panel does,
// for products that BLAS computed. `bounds` as above, one panel's.
void sim_screen_products(const float *_Nonnull products, size_t stride, size_t height,
                         size_t sentences, const float *_Nonnull errors, size_t lane,
                         float *_Nonnull bounds);

// Sets the bounds of a panel to those of no KRA.
void sim_screen_clear_bounds(float *_Nonnull bounds, size_t sentences);

// sums[SIM_SCREEN_LANES]: for each lane, in f32, what the sum of its `best` largest products of bound
// and scale over the sentences first..<first + count cannot exceed but by rounding: their sum, or,
// past SIM_SCREEN_SUMMED, as if the rest were as large as the last. 1 <= best <= count.
void sim_screen_lane_sums(const float *_Nonnull bounds, const sim_screen_query *_Nonnull query,
                          size_t first, size_t count, size_t best, float *_Nonnull sums);

// What screens on this CPU with `kernel`: "int8 maddubs", "int8 vnni", ...
const char *_Nonnull sim_screen_name(int kernel);

#endif
