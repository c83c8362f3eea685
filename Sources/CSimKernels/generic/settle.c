#include "sim_settle.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

// MARK: - Bounds

// The three largest bounds of a lane and sentence, SIM_SCREEN_LANES apart.
static const float *lane_bounds(const sim_settlement *settlement, const sim_piece *piece,
                                size_t sentence) {
  size_t lane = (size_t)piece->lane;
  return settlement->bounds + lane / SIM_SCREEN_LANES * settlement->panel_stride +
         (settlement->first + sentence) * SIM_SCREEN_BEST * SIM_SCREEN_LANES +
         lane % SIM_SCREEN_LANES;
}

// What a bound stands for; 2^-140 covers what underflow took from it.
static double upper(const sim_settlement *settlement, float bound, size_t sentence) {
  return ((double)bound + 0x1p-140) * settlement->scales[settlement->first + sentence];
}

// The row of a piece that a bound tells. The panels of a damaged file may tell one behind the piece:
// its last row is taken instead, so that nothing is read that is not there.
static size_t row_of(const sim_piece *piece, float bound) {
  uint32_t pattern;
  memcpy(&pattern, &bound, sizeof pattern);
  size_t offset = pattern & (SIM_SCREEN_HEIGHT - 1), last = (size_t)piece->height - 1;
  return offset < last ? offset : last;
}

static double piece_upper(const sim_settlement *settlement, const sim_piece *piece,
                          size_t sentence) {
  return upper(settlement, *lane_bounds(settlement, piece, sentence), sentence);
}

// MARK: - Products

// Reads a row of a file; the file was checked to be long enough when it was opened.
static int read_row(const sim_settlement *settlement, size_t row, float *into) {
  size_t bytes = settlement->dimension * sizeof *into, done = 0;
  while (done < bytes) {
    off_t offset = (off_t)(settlement->file_offset + (int64_t)(row * bytes + done));
    ssize_t count = pread(settlement->file, (char *)into + done, bytes - done, offset);
    if (count == 0) return EIO;
    if (count < 0 && errno != EINTR) return errno;
    if (count > 0) done += (size_t)count;
  }
  return 0;
}

// Up to SIM_SIMILARITY_PAIRS pairs: their similarities for SIM_SETTLE_DONE, for
// SIM_SETTLE_SHARPENED what these cannot exceed by their f32 products.
static void evaluate(sim_settlement *settlement, int stage, const size_t *sentences,
                     const size_t *rows, size_t count, double *values) {
  const float *a[SIM_SIMILARITY_PAIRS], *b[SIM_SIMILARITY_PAIRS];
  for (size_t pair = 0; pair < count; pair++) {
    a[pair] = settlement->vectors + (settlement->first + sentences[pair]) * settlement->dimension;
    if (settlement->rows) {
      b[pair] = settlement->rows + rows[pair] * settlement->dimension;
      continue;
    }
    float *room = settlement->room + pair * settlement->dimension;
    int failure = read_row(settlement, rows[pair], room);
    if (failure) {
      settlement->failure = failure;
      memset(room, 0, settlement->dimension * sizeof *room);
    }
    b[pair] = room;
  }
  if (stage == SIM_SETTLE_DONE) {
    sim_similarities(settlement->kernel, count, a, b, settlement->dimension, values);
    settlement->settled_pairs += count;
    return;
  }
  settlement->sharpened_pairs += count;
  float products[SIM_SIMILARITY_PAIRS];
  sim_products(settlement->kernel, count, a, b, settlement->dimension, products);
  for (size_t pair = 0; pair < count; pair++) {
    values[pair] = (double)products[pair] +
                   settlement->relative_error *
                       settlement->norms[settlement->first + sentences[pair]] +
                   settlement->absolute_error;
  }
}

// Keeps the larger value, of equal ones that of the earlier row.
static void keep(sim_settled *best, double value, size_t row) {
  if (value > best->value || (value == best->value && (int64_t)row < best->row)) {
    best->value = value;
    best->row = (int64_t)row;
  }
}

// Takes one more row of the sentence.
static void take_row(sim_settlement *settlement, size_t row, sim_settled *best) {
  double value;
  evaluate(settlement, best->stage, &best->sentence, &row, 1, &value);
  keep(best, value, row);
}

// Takes the rows of a piece whose bounds reach the best value so far; `known` has a bit for those
// that are taken already.
static void take_piece(sim_settlement *settlement, const sim_piece *piece, uint64_t known,
                       sim_settled *best) {
  if (settlement->bounds) {
    const float *bounds = lane_bounds(settlement, piece, best->sentence);
    for (size_t rank = 0; rank < SIM_SCREEN_BEST && rank < (size_t)piece->height; rank++) {
      float bound = bounds[rank * SIM_SCREEN_LANES];
      if (upper(settlement, bound, best->sentence) < best->value) return;
      size_t offset = row_of(piece, bound);
      if (!(known >> offset & 1)) take_row(settlement, piece->first_row + offset, best);
      known |= (uint64_t)1 << offset;
    }
    // What is left is under the last bound.
    float last = bounds[(SIM_SCREEN_BEST - 1) * SIM_SCREEN_LANES];
    if (upper(settlement, last, best->sentence) < best->value) return;
  }
  for (size_t offset = 0; offset < (size_t)piece->height; offset++) {
    if (!(known >> offset & 1)) take_row(settlement, piece->first_row + offset, best);
  }
}

// The piece with the largest bound: what it gives closes most of the others.
static size_t first_piece(const sim_settlement *settlement, const sim_piece *pieces, size_t count,
                          size_t sentence) {
  size_t first = 0;
  if (!settlement->bounds || count == 1) return first;
  double largest = piece_upper(settlement, pieces, sentence);
  for (size_t piece = 1; piece < count; piece++) {
    double bound = piece_upper(settlement, pieces + piece, sentence);
    if (bound > largest) largest = bound, first = piece;
  }
  return first;
}

// Brings up to SIM_SIMILARITY_PAIRS sentences to `stage`. The KRA of each one's largest bound is
// needed whatever the others give, so these go side by side.
static void advance(sim_settlement *settlement, const sim_piece *pieces, size_t piece_count,
                    int stage, sim_settled *const *open, size_t count) {
  size_t first[SIM_SIMILARITY_PAIRS], rows[SIM_SIMILARITY_PAIRS];
  size_t sentences[SIM_SIMILARITY_PAIRS];
  double values[SIM_SIMILARITY_PAIRS];
  for (size_t at = 0; at < count; at++) {
    sentences[at] = open[at]->sentence;
    first[at] = first_piece(settlement, pieces, piece_count, sentences[at]);
    const sim_piece *piece = pieces + first[at];
    rows[at] = piece->first_row;
    if (settlement->bounds) rows[at] += row_of(piece, *lane_bounds(settlement, piece, sentences[at]));
  }
  evaluate(settlement, stage, sentences, rows, count, values);
  for (size_t at = 0; at < count; at++) {
    const sim_piece *piece = pieces + first[at];
    sim_settled *best = open[at];
    double screened = best->value;
    *best = (sim_settled){values[at], (int64_t)rows[at], sentences[at], stage};
    take_piece(settlement, piece, (uint64_t)1 << (rows[at] - piece->first_row), best);
    for (size_t other = 0; other < piece_count; other++) {
      if (other != first[at]) take_piece(settlement, pieces + other, 0, best);
    }
    // Both are bounds, so values never rise.
    if (stage == SIM_SETTLE_SHARPENED) best->value = fmin(best->value, screened);
  }
}

// MARK: - Roles

// Larger values first; of equal ones those of an earlier stage, then the earlier sentence.
static int precedes(const sim_settled *left, const sim_settled *right) {
  if (left->value != right->value) return left->value > right->value;
  if (left->stage != right->stage) return left->stage < right->stage;
  return left->sentence < right->sentence;
}

// Moves the largest to the places from..<limit, in order; those before are in place.
static void select_largest(sim_settled *best, size_t from, size_t limit, size_t count) {
  for (size_t rank = from; rank < limit; rank++) {
    size_t largest = rank;
    for (size_t other = rank + 1; other < count; other++) {
      if (precedes(best + other, best + largest)) largest = other;
    }
    sim_settled moved = best[rank];
    best[rank] = best[largest];
    best[largest] = moved;
  }
}

// Added largest first, so that a sum of upper bounds rounds to no less than that of the values.
static double mean(const sim_settled *best, size_t limit) {
  double sum = 0;
  for (size_t rank = 0; rank < limit; rank++) sum += best[rank].value;
  return sum / (double)limit;
}

// Fetches the vectors of the KRAs that stand for the largest bounds.
static void fetch_rows(const sim_settlement *settlement, const sim_piece *piece,
                       const sim_settled *best, size_t limit) {
  if (!settlement->rows || !settlement->bounds) return;
  const size_t line = 64 / sizeof *settlement->rows;
  for (size_t rank = 0; rank < limit && rank < SIM_SIMILARITY_PAIRS; rank++) {
    size_t row = piece->first_row + row_of(piece, *lane_bounds(settlement, piece, best[rank].sentence));
    const float *vector = settlement->rows + row * settlement->dimension;
    for (size_t at = 0; at < settlement->dimension; at += line) __builtin_prefetch(vector + at);
  }
}

double sim_settle_begin(const sim_settlement *settlement, const sim_piece *pieces,
                        size_t piece_count, size_t limit, sim_settled *best) {
  for (size_t sentence = 0; sentence < settlement->count; sentence++) {
    double largest = INFINITY;
    if (settlement->bounds) {
      largest = piece_upper(settlement, pieces, sentence);
      for (size_t piece = 1; piece < piece_count; piece++) {
        largest = fmax(largest, piece_upper(settlement, pieces + piece, sentence));
      }
    }
    best[sentence] = (sim_settled){largest, -1, sentence, SIM_SETTLE_SCREENED};
  }
  select_largest(best, 0, limit, settlement->count);
  if (piece_count == 1) fetch_rows(settlement, pieces, best, limit);
  return mean(best, limit);
}

int sim_settle_role(sim_settlement *settlement, const sim_piece *pieces, size_t piece_count,
                    size_t limit, double threshold, sim_settled *best) {
  // Bounds from f32 products can only show that a role is under the threshold.
  int sharpens = settlement->bounds && threshold > -INFINITY;
  for (;;) {
    if (mean(best, limit) < threshold) return 0;
    int stage = SIM_SETTLE_DONE;
    for (size_t rank = 0; rank < limit; rank++) {
      if (best[rank].stage < stage) stage = best[rank].stage;
    }
    if (stage == SIM_SETTLE_DONE) return 1;
    // A sentence among the largest stays there until it is settled, so all of them are needed.
    sim_settled *open[SIM_SIMILARITY_PAIRS];
    size_t count = 0;
    for (size_t rank = 0; rank < limit && count < SIM_SIMILARITY_PAIRS; rank++) {
      if (best[rank].stage == stage) open[count++] = best + rank;
    }
    int next = stage == SIM_SETTLE_SCREENED && sharpens ? SIM_SETTLE_SHARPENED : SIM_SETTLE_DONE;
    advance(settlement, pieces, piece_count, next, open, count);
    select_largest(best, (size_t)(open[0] - best), limit, settlement->count);
  }
}

// MARK: - Candidates

// 1 when any of the lanes is at least `least`.
static int reaches(const float *sums, float least) {
  int any = 0;
  for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) any |= sums[lane] >= least;
  return any;
}

size_t sim_settle_largest(const float *sums, size_t stride, size_t panels,
                          const int32_t *role_of_lane, size_t size, sim_lane_sum *largest) {
  size_t count = 0;
  for (size_t panel = 0; panel < panels; panel++, sums += stride, role_of_lane += SIM_SCREEN_LANES) {
    if (count == size && !reaches(sums, largest[size - 1].sum)) continue;
    for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) {
      if (role_of_lane[lane] < 0 || (count == size && !(sums[lane] > largest[size - 1].sum))) {
        continue;
      }
      size_t rank = count < size ? count++ : size - 1;
      for (; rank > 0 && largest[rank - 1].sum < sums[lane]; rank--) {
        largest[rank] = largest[rank - 1];
      }
      largest[rank] = (sim_lane_sum){role_of_lane[lane], sums[lane]};
    }
  }
  return count;
}

size_t sim_settle_reaching(const float *sums, size_t stride, size_t panels,
                           const int32_t *role_of_lane, float least, sim_lane_sum *found) {
  size_t count = 0;
  for (size_t panel = 0; panel < panels; panel++, sums += stride, role_of_lane += SIM_SCREEN_LANES) {
    if (!reaches(sums, least)) continue;
    for (size_t lane = 0; lane < SIM_SCREEN_LANES; lane++) {
      if (role_of_lane[lane] < 0 || !(sums[lane] >= least)) continue;
      found[count++] = (sim_lane_sum){role_of_lane[lane], sums[lane]};
    }
  }
  return count;
}
