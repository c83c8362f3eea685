// Every kernel of this program's instruction sets against the portable one and against plain f64.
// Prints the seed; the first argument sets it.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../Sources/CSimKernels/dispatch/screen.h"
#include "../../Sources/CSimKernels/dispatch/similarity.h"

typedef double similarity_function(const float *, const float *, size_t);

static struct {
  const char *name;
  sim_screen_rows *rows;
  similarity_function *similarity;
} const kernels[] = {
    {"generic", sim_screen_rows_generic, sim_similarity_generic},
#if defined(TEST_AVX2)
    {"avx2", sim_screen_rows_avx2, sim_similarity_avx2},
#endif
#if defined(TEST_AVX512)
    {"avx512 vnni", sim_screen_rows_vnni, sim_similarity_avx512},
#endif
#if defined(TEST_NEON)
    {"neon", sim_screen_rows_neon, sim_similarity_neon},
    {"neon dotprod", sim_screen_rows_dotprod, sim_similarity_neon},
#endif
};
enum { kernel_count = sizeof kernels / sizeof *kernels, lanes = SIM_SCREEN_LANES };

static uint64_t state, failures, checks;

static uint64_t next(void) {
  state += 0x9E3779B97F4A7C15u;
  uint64_t mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return mixed ^ (mixed >> 31);
}

static double uniform(void) { return (double)(int64_t)next() * 0x1p-63; }

static void expect(int holds, const char *kernel, const char *what, const char *kind, size_t size) {
  checks++;
  if (holds) return;
  if (failures++ < 20) printf("FAILED %s: %s, %s vectors, dimension %zu\n", kernel, what, kind, size);
}

static const char *const kinds[] = {"uniform", "whole",  "constant", "one huge component",
                                    "zero",    "denormal", "tiny",     "mixed"};
enum { kind_count = sizeof kinds / sizeof *kinds };

static void fill(float *vector, size_t dimension, int kind) {
  for (size_t k = 0; k < dimension; k++) {
    switch (kind) {
    case 0: vector[k] = (float)(uniform() / sqrt((double)dimension)); break;
    case 1: vector[k] = (float)((int)(next() % 127) - 63); break;
    case 2: vector[k] = 0.25f; break;
    case 3: vector[k] = k == dimension / 2 ? 1e15f : (float)uniform(); break;
    case 4: vector[k] = 0; break;
    case 5: vector[k] = (float)((int)(next() % 9) - 4) * 0x1p-149f; break;
    case 6: vector[k] = (float)(uniform() * 0x1p-110); break;
    default: vector[k] = (float)ldexp(uniform(), (int)(next() % 60) - 30); break;
    }
  }
  if (kind == 1) vector[next() % dimension] = 63;
}

// One panel of `height` rows, some lanes shorter, and some sentences.
static void test_screen(size_t dimension, size_t height, size_t sentences, int kra_kind, int kind) {
  size_t row_bytes = sim_screen_row_bytes(dimension), steps = sim_screen_steps(dimension);
  size_t squares = sim_screen_block_square_count(dimension);
  uint8_t *rows = aligned_alloc(64, height * row_bytes);
  float *kras = malloc(height * lanes * dimension * sizeof *kras);
  float *vectors = malloc(sentences * dimension * sizeof *vectors);
  uint32_t *block_squares = calloc(squares, sizeof *block_squares);
  double *room = malloc((sentences + 1) * squares * sizeof *room);
  size_t numbers = sentences * SIM_SCREEN_BEST * lanes;
  float *expected = aligned_alloc(64, numbers * sizeof *expected);
  float *found = aligned_alloc(64, numbers * sizeof *found);
  size_t heights[lanes];
  for (size_t lane = 0; lane < lanes; lane++) {
    heights[lane] = lane == 0 ? height : 1 + next() % height;
    for (size_t row = 0; row < height; row++) {
      float *kra = kras + (row * lanes + lane) * dimension;
      fill(kra, dimension, kra_kind);
      uint8_t *at = rows + row * row_bytes;
      sim_screen_clear(at, lane, dimension);
      if (row >= heights[lane]) continue;
      sim_screen_pack_generic(at, lane, kra, dimension, block_squares);
    }
  }
  for (size_t s = 0; s < sentences; s++) fill(vectors + s * dimension, dimension, kind);
  sim_screen_query query = {.sentences = sentences, .steps = steps};
  query.words = malloc(sentences * steps * 4);
  query.starts = malloc(sentences * squares * 4);
  query.totals = malloc(sentences * 4);
  query.terms = malloc(sentences * 8);
  query.scales = malloc(sentences * 8);
  query.norms = malloc(sentences * 8);
#if defined(TEST_AVX2)
  int wraps = 1;
#else
  int wraps = (int)(next() & 1);
#endif
  sim_screen_quantise_for(wraps, 0, &query, vectors, dimension, block_squares, room);
  for (int kernel = 0; kernel < kernel_count; kernel++) {
    float *bounds = kernel == 0 ? expected : found;
    sim_screen_clear_bounds(bounds, sentences);
    for (size_t row = 0; row < height; row++) {
      kernels[kernel].rows(&query, 0, sentences, rows + row * row_bytes, row, bounds);
    }
    for (size_t s = 0; s < sentences; s++) {
      for (size_t lane = 0; lane < lanes; lane++) {
        const float *best = bounds + s * SIM_SCREEN_BEST * lanes + lane;
        uint64_t named = 0;
        for (size_t rank = 0; rank < SIM_SCREEN_BEST && rank < heights[lane]; rank++) {
          uint32_t pattern;
          memcpy(&pattern, best + rank * lanes, 4);
          size_t row = pattern & (SIM_SCREEN_HEIGHT - 1);
          expect(row < heights[lane] && !(named >> row & 1), kernels[kernel].name,
                 "a bound names no row of its own", kinds[kra_kind], dimension);
          named |= (uint64_t)1 << row;
        }
        for (size_t row = 0; row < heights[lane]; row++) {
          size_t rank = 0;
          for (; rank + 1 < SIM_SCREEN_BEST; rank++) {
            uint32_t pattern;
            memcpy(&pattern, best + rank * lanes, 4);
            if ((pattern & (SIM_SCREEN_HEIGHT - 1)) == row) break;
          }
          double similarity = sim_similarity_generic(
              vectors + s * dimension, kras + (row * lanes + lane) * dimension, dimension);
          double upper = ((double)best[rank * lanes] + 0x1p-140) * query.scales[s];
          expect(similarity <= upper, kernels[kernel].name, "a similarity over its bound",
                 kinds[kra_kind], dimension);
        }
        for (size_t rank = 0; rank < SIM_SCREEN_BEST; rank++) {
          double reference = expected[(s * SIM_SCREEN_BEST + rank) * lanes + lane];
          double width = 0x1p-15 * (fabs(reference) + query.terms[2 * s] * 2e15);
          if (kra_kind == 1 && kind == 1) width = 0x1p-15 * query.terms[2 * s] * 63 * dimension;
          expect(fabs(best[rank * lanes] - reference) <= width, kernels[kernel].name,
                 "a bound other than the portable kernel's", kinds[kra_kind], dimension);
        }
      }
    }
  }
  free(rows), free(kras), free(vectors), free(block_squares), free(room), free(expected);
  free(found), free(query.words), free(query.starts), free(query.totals), free(query.terms);
  free(query.scales), free(query.norms);
}

static void test_similarity(size_t dimension, int kind) {
  float *a = malloc((dimension + 1) * sizeof *a), *b = malloc((dimension + 1) * sizeof *b);
  if (dimension) fill(a, dimension, kind), fill(b, dimension, kind);
  double expected = sim_similarity_generic(a, b, dimension);
  for (int kernel = 1; kernel < kernel_count; kernel++) {
    double found = kernels[kernel].similarity(a, b, dimension);
    expect(memcmp(&found, &expected, sizeof found) == 0, kernels[kernel].name,
           "a similarity of other bits", kinds[kind], dimension);
  }
  free(a), free(b);
}

int main(int count, char **arguments) {
  state = count > 1 ? strtoull(arguments[1], NULL, 10) : (uint64_t)time(NULL);
  printf("seed %llu, kernels", (unsigned long long)state);
  for (int kernel = 0; kernel < kernel_count; kernel++) printf(" [%s]", kernels[kernel].name);
  printf("\n");
  for (size_t dimension = 0; dimension <= 130; dimension++) {
    for (int kind = 0; kind < kind_count; kind++) test_similarity(dimension, kind);
  }
  for (size_t dimension = 1; dimension <= 100; dimension++) {
    for (int kind = 0; kind < kind_count; kind++) {
      test_screen(dimension, 1 + next() % 12, 1 + next() % 25, kind, kind);
    }
    test_screen(dimension, SIM_SCREEN_HEIGHT, 3, next() % kind_count, next() % kind_count);
  }
  const size_t large[] = {383, 384, 385, 768, 1535, 1536, 4093, 4096};
  for (size_t at = 0; at < sizeof large / sizeof *large; at++) {
    for (int kind = 0; kind < kind_count; kind++) test_screen(large[at], 4, 11, kind, kind);
    for (int kind = 0; kind < kind_count; kind++) test_similarity(large[at], kind);
  }
  printf("%llu checks, %llu failed\n", (unsigned long long)checks, (unsigned long long)failures);
  return failures != 0;
}
