// The pass after the screen: which similarities have to be computed as they are defined, and which
// the bounds leave out. docs/exact-screening.md ("From pairs to roles") holds the proof.
#ifndef SIM_SETTLE_H
#define SIM_SETTLE_H

#include <stddef.h>
#include <stdint.h>

#include "sim_kernels.h"
#include "sim_screen.h"

// Consecutive rows of one role, in one lane of one panel.
typedef struct {
  int32_t lane;    // counted through all panels
  int32_t height;  // rows, 1...SIM_SCREEN_HEIGHT
  size_t first_row;
} sim_piece;

// One JD, and where its bounds and the f32 vectors are. All pointers are the caller's.
typedef struct {
  int kernel;
  size_t dimension;
  const float *_Nonnull vectors;  // [sentences of the pass][dimension]
  size_t first, count;            // the JD's sentences
  // [panels][sentences of the pass][SIM_SCREEN_BEST][SIM_SCREEN_LANES] and [sentences of the pass];
  // NULL where no bounds are known: then every pair is settled.
  const float *_Nullable bounds;
  const double *_Nullable scales;
  size_t panel_stride;  // numbers of a panel in `bounds`
  const float *_Nullable rows;  // [KRAs][dimension]; NULL where they are in a file
  int file;
  int64_t file_offset;  // of the first row
  float *_Nullable room;  // [SIM_SIMILARITY_PAIRS][dimension], for rows of a file
  // What the length of a sentence is multiplied with for the error of an f32 product with any KRA,
  // and what is added to that; and the lengths [sentences of the pass]. NULL with `bounds`.
  double relative_error, absolute_error;
  const double *_Nullable norms;
  size_t sharpened_pairs, settled_pairs;  // count up: products in f32, and in f64 as defined
  int failure;           // the system's number where a row could not be read; then results are void
} sim_settlement;

// The best similarity of a sentence with a KRA of a role, or what it cannot exceed.
typedef struct {
  double value;
  int64_t row;      // of the index, once it is settled
  size_t sentence;  // of the JD
  int stage;        // enum sim_settle_stage
} sim_settled;

// What the value of a sim_settled is.
enum sim_settle_stage {
  SIM_SETTLE_SCREENED,   // a bound of the screen
  SIM_SETTLE_SHARPENED,  // a bound from f32 products
  SIM_SETTLE_DONE,       // the similarity as it is defined
};

// Starts a role: puts the upper bounds of all sentences into `best`, the `limit` largest in front,
// and fetches the vectors that settling them reads. Returns what the role's score cannot exceed: the
// f64 mean of these `limit`. `best` has room for all sentences. 1 <= limit <= count.
// O(count * (pieces + limit)).
double sim_settle_begin(const sim_settlement *_Nonnull settlement,
                        const sim_piece *_Nonnull pieces, size_t piece_count, size_t limit,
                        sim_settled *_Nonnull best);

// Settles a role that `best` was begun with: 1, and its `limit` best sentences in order, largest
// first, at the front of `best` (equal ones by sentence, of equal KRAs the earlier); or 0 when the
// mean of the best is under `threshold`. Equal bits for every kernel.
int sim_settle_role(sim_settlement *_Nonnull settlement, const sim_piece *_Nonnull pieces,
                    size_t piece_count, size_t limit, double threshold,
                    sim_settled *_Nonnull best);

// A role of which one lane holds all, and the sum of its bounds in f32.
typedef struct {
  int32_t role;
  float sum;
} sim_lane_sum;

// The up to `size` largest of sums[panels][stride] (SIM_SCREEN_LANES of each), largest first, among
// the lanes that hold a whole role (role_of_lane >= 0). Returns their number.
// O(panels * SIM_SCREEN_LANES) while few are among the largest.
size_t sim_settle_largest(const float *_Nonnull sums, size_t stride, size_t panels,
                          const int32_t *_Nonnull role_of_lane, size_t size,
                          sim_lane_sum *_Nonnull largest);

// All such sums of at least `least`; `found` has room for one a lane. Returns their number.
size_t sim_settle_reaching(const float *_Nonnull sums, size_t stride, size_t panels,
                           const int32_t *_Nonnull role_of_lane, float least,
                           sim_lane_sum *_Nonnull found);

#endif
