// Every kernel of this program's instruction sets against the portable one and against plain f64.
// Prints the seed; the first argument sets it.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../Sources/CSimKernels/dispatch/screen.h"
#include "../../Sources/CSimKernels/dispatch/similarity.h"

static struct {
  const char *name;
  sim_screen_rows *rows, *float_rows;
  sim_similarities_function *similarities;
  sim_products_function *products;
} const kernels[] = {
    {"generic", sim_screen_rows_generic, sim_screen_float_rows_generic,
     sim_similarities_generic, sim_products_generic},
#if defined(TEST_AVX2)
    {"avx2", sim_screen_rows_avx2, sim_screen_float_rows_avx2, sim_similarities_avx2, sim_products_avx2},
#endif
#if defined(TEST_AVX512)
    {"avx512 vnni", sim_screen_rows_vnni, sim_screen_float_rows_avx512,
     sim_similarities_avx512, sim_products_avx512},
#endif
#if defined(TEST_NEON)
    {"neon", sim_screen_rows_neon, sim_screen_float_rows_neon, sim_similarities_neon,
     sim_products_neon},
    {"neon dotprod", sim_screen_rows_dotprod, sim_screen_float_rows_neon, sim_similarities_neon,
     sim_products_neon},
    {"neon i8mm", sim_screen_rows_i8mm, sim_screen_float_rows_neon, sim_similarities_neon,
     sim_products_neon},
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

// The similarity as it is defined, by the portable kernel.
static double similarity_of(const float *a, const float *b, size_t dimension) {
  double value;
  sim_similarities_generic(1, &a, &b, dimension, &value);
  return value;
}

static size_t row_of(float bound) {
  uint32_t pattern;
  memcpy(&pattern, &bound, sizeof pattern);
  return pattern & (SIM_SCREEN_HEIGHT - 1);
}

// One panel: KRAs of some lanes of `heights`, and the sentences.
typedef struct {
  const char *kind;
  size_t dimension, height, heights[lanes];
  const float *kras, *vectors;  // [height][lanes][dimension], [sentences][dimension]
} panel;

// Each lane's bounds name rows of their own, and no similarity is over its bound.
static void check_bounds(const panel *panel, const sim_screen_query *query, const char *kernel,
                         const float *bounds) {
  size_t dimension = panel->dimension;
  for (size_t s = 0; s < query->sentences; s++) {
    for (size_t lane = 0; lane < lanes; lane++) {
      const float *best = bounds + s * SIM_SCREEN_BEST * lanes + lane;
      uint64_t named = 0;
      for (size_t rank = 0; rank < SIM_SCREEN_BEST && rank < panel->heights[lane]; rank++) {
        size_t row = row_of(best[rank * lanes]);
        expect(row < panel->heights[lane] && !(named >> row & 1), kernel,
               "a bound names no row of its own", panel->kind, dimension);
        named |= (uint64_t)1 << row;
      }
      for (size_t row = 0; row < panel->heights[lane]; row++) {
        size_t rank = 0;
        while (rank + 1 < SIM_SCREEN_BEST && row_of(best[rank * lanes]) != row) rank++;
        double similarity = similarity_of(panel->vectors + s * dimension,
                                          panel->kras + (row * lanes + lane) * dimension,
                                          dimension);
        double upper = ((double)best[rank * lanes] + 0x1p-140) * query->scales[s];
        expect(similarity <= upper, kernel, "a similarity over its bound", panel->kind, dimension);
      }
    }
  }
}

// The panel in int8 and in f32, by every kernel.
static void test_panel(const panel *panel, sim_screen_query *query, int wraps, int kra_kind,
                       int kind) {
  size_t dimension = panel->dimension, height = panel->height, sentences = query->sentences;
  size_t row_bytes = sim_screen_row_bytes(dimension);
  size_t float_row_bytes = sim_screen_float_row_bytes(dimension);
  size_t squares = sim_screen_block_square_count(dimension);
  size_t numbers = sentences * SIM_SCREEN_BEST * lanes;
  uint8_t *rows = aligned_alloc(64, height * row_bytes);
  uint8_t *float_rows = aligned_alloc(64, height * float_row_bytes);
  uint32_t *block_squares = calloc(squares, sizeof *block_squares);
  double *room = malloc(((sentences + 1) * squares + sentences) * sizeof *room);
  float *expected = aligned_alloc(64, numbers * sizeof *expected);
  float *found = aligned_alloc(64, numbers * sizeof *found);
  for (size_t lane = 0; lane < lanes; lane++) {
    for (size_t row = 0; row < height; row++) {
      const float *kra = panel->kras + (row * lanes + lane) * dimension;
      float *float_row = (float *)(float_rows + row * float_row_bytes);
      sim_screen_clear(rows + row * row_bytes, lane, dimension);
      sim_screen_float_clear(float_row, lane, dimension);
      if (row >= panel->heights[lane]) continue;
      sim_screen_pack_generic(rows + row * row_bytes, lane, kra, dimension, block_squares);
      sim_screen_float_pack(float_row, lane, kra, dimension);
    }
  }
  sim_screen_quantise_for(wraps, 0, query, panel->vectors, dimension, block_squares, room);
  for (int kernel = 0; kernel < kernel_count; kernel++) {
    float *bounds = kernel == 0 ? expected : found;
    sim_screen_clear_bounds(bounds, sentences);
    for (size_t row = 0; row < height; row++) {
      kernels[kernel].rows(query, 0, sentences, rows + row * row_bytes, row, bounds);
    }
    check_bounds(panel, query, kernels[kernel].name, bounds);
    for (size_t at = 0; at < numbers; at++) {
      double reference = expected[at], factor = query->terms[2 * (at / (SIM_SCREEN_BEST * lanes))];
      double width = 0x1p-15 * (fabs(reference) + factor * 2e15);
      if (kra_kind == 1 && kind == 1) width = 0x1p-15 * factor * 63 * (double)dimension;
      expect(fabs(bounds[at] - reference) <= width, kernels[kernel].name,
             "a bound other than the portable kernel's", panel->kind, dimension);
    }
  }
  // In f32 every kernel adds the same products in the same order.
  sim_screen_float_prepare(query);
  int is_in_range = 1;
  for (size_t s = 0; s < sentences; s++) is_in_range &= query->norms[s] <= SIM_SCREEN_FLOAT_NORM;
  for (int kernel = 0; is_in_range && kra_kind != 3 && kernel < kernel_count; kernel++) {
    float *bounds = kernel == 0 ? expected : found;
    sim_screen_clear_bounds(bounds, sentences);
    for (size_t row = 0; row < height; row++) {
      kernels[kernel].float_rows(query, 0, sentences, float_rows + row * float_row_bytes, row,
                                 bounds);
    }
    check_bounds(panel, query, kernels[kernel].name, bounds);
    expect(memcmp(bounds, expected, numbers * sizeof *bounds) == 0, kernels[kernel].name,
           "an f32 bound other than the portable kernel's", panel->kind, dimension);
  }
  free(rows), free(float_rows), free(block_squares), free(room), free(expected), free(found);
}

// One panel of `height` rows, some lanes shorter, and some sentences.
static void test_screen(size_t dimension, size_t height, size_t sentences, int kra_kind, int kind) {
  size_t steps = sim_screen_steps(dimension), squares = sim_screen_block_square_count(dimension);
  float *kras = malloc(height * lanes * dimension * sizeof *kras);
  float *vectors = malloc(sentences * dimension * sizeof *vectors);
  panel panel = {.kind = kinds[kra_kind], .dimension = dimension, .height = height,
                 .kras = kras, .vectors = vectors};
  for (size_t lane = 0; lane < lanes; lane++) {
    panel.heights[lane] = lane == 0 ? height : 1 + next() % height;
    for (size_t row = 0; row < height; row++) {
      fill(kras + (row * lanes + lane) * dimension, dimension, kra_kind);
    }
  }
  for (size_t s = 0; s < sentences; s++) fill(vectors + s * dimension, dimension, kind);
  sim_screen_query query = {.vectors = vectors, .dimension = dimension, .sentences = sentences,
                            .steps = steps};
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
  test_panel(&panel, &query, wraps, kra_kind, kind);
  free(kras), free(vectors), free(query.words), free(query.starts), free(query.totals);
  free(query.terms), free(query.scales), free(query.norms);
}

// Vectors that are not finite are quantised to nothing that is read, and their lengths tell them.
static void test_not_finite(size_t dimension, int wraps) {
  const float odd[] = {NAN, INFINITY, -INFINITY};
  enum { sentences = 3 };
  size_t steps = sim_screen_steps(dimension), squares = sim_screen_block_square_count(dimension);
  float *vectors = malloc(sentences * dimension * sizeof *vectors);
  uint32_t *block_squares = calloc(squares, sizeof *block_squares);
  double *room = malloc(((sentences + 1) * squares + sentences) * sizeof *room);
  int32_t *words = malloc(sentences * steps * 4), *starts = malloc(sentences * squares * 4);
  int32_t totals[sentences];
  float terms[2 * sentences];
  double scales[sentences], norms[sentences];
  sim_screen_query query = {.vectors = vectors, .dimension = dimension, .sentences = sentences,
                            .steps = steps, .words = words, .starts = starts, .totals = totals,
                            .terms = terms, .scales = scales, .norms = norms};
  for (size_t number = 0; number < sizeof odd / sizeof *odd; number++) {
    for (size_t s = 0; s < sentences; s++) fill(vectors + s * dimension, dimension, 0);
    vectors[dimension + next() % dimension] = odd[number];
    sim_screen_quantise_for(wraps, 0, &query, vectors, dimension, block_squares, room);
    expect(isfinite(norms[0]) && !isfinite(norms[1]) && isfinite(norms[2]), "portable",
           "a length that does not tell whether the vector is finite", "odd", dimension);
    expect(scales[0] > 0 && isfinite(scales[0]) && isfinite(scales[2]), "portable",
           "a finite vector beside another that is not", "odd", dimension);
  }
  free(vectors), free(block_squares), free(room), free(words), free(starts);
}

// Every number of pairs at once, of vectors at any offset: similarities of equal bits, and f32
// products within their rounding bound.
static void test_pairs(size_t dimension, int kind) {
  enum { most = SIM_SIMILARITY_PAIRS };
  float *vectors = malloc(2 * most * (dimension + 3) * sizeof *vectors);
  const float *a[most], *b[most];
  for (size_t pair = 0; pair < most; pair++) {
    float *left = vectors + 2 * pair * (dimension + 3) + next() % 4;
    float *right = vectors + (2 * pair + 1) * (dimension + 3) + next() % 4;
    if (dimension) fill(left, dimension, kind), fill(right, dimension, kind);
    a[pair] = left, b[pair] = right;
  }
  for (int kernel = 0; kernel < kernel_count; kernel++) {
    for (size_t pairs = 1; pairs <= most; pairs++) {
      double found[most];
      float products[most];
      kernels[kernel].similarities(pairs, a, b, dimension, found);
      kernels[kernel].products(pairs, a, b, dimension, products);
      for (size_t pair = 0; pair < pairs; pair++) {
        double expected = similarity_of(a[pair], b[pair], dimension), sizes = 0;
        for (size_t k = 0; k < dimension; k++) sizes += fabs((double)a[pair][k] * b[pair][k]);
        expect(memcmp(found + pair, &expected, sizeof expected) == 0, kernels[kernel].name,
               "a similarity of other bits", kinds[kind], dimension);
        expect(fabs(products[pair] - expected) <=
                   (double)dimension * (1.01 * 0x1p-24 * sizes + 0x1p-148),
               kernels[kernel].name, "an f32 product out of its bound", kinds[kind], dimension);
      }
    }
  }
  free(vectors);
}

int main(int count, char **arguments) {
  state = count > 1 ? strtoull(arguments[1], NULL, 10) : (uint64_t)time(NULL);
  printf("seed %llu, kernels", (unsigned long long)state);
  for (int kernel = 0; kernel < kernel_count; kernel++) printf(" [%s]", kernels[kernel].name);
  printf("\n");
  for (size_t dimension = 0; dimension <= 130; dimension++) {
    for (int kind = 0; kind < kind_count; kind++) test_pairs(dimension, kind);
  }
  for (size_t dimension = 1; dimension <= 100; dimension++) {
    for (int kind = 0; kind < kind_count; kind++) {
      test_screen(dimension, 1 + next() % 12, 1 + next() % 25, kind, kind);
    }
    test_screen(dimension, SIM_SCREEN_HEIGHT, 3, next() % kind_count, next() % kind_count);
    for (int wraps = 0; wraps < 2; wraps++) test_not_finite(dimension, wraps);
  }
  const size_t large[] = {383, 384, 385, 768, 1535, 1536, 4093, 4096};
  for (size_t at = 0; at < sizeof large / sizeof *large; at++) {
    for (int kind = 0; kind < kind_count; kind++) test_screen(large[at], 4, 11, kind, kind);
    for (int kind = 0; kind < kind_count; kind++) test_pairs(large[at], kind);
  }
  printf("%llu checks, %llu failed\n", (unsigned long long)checks, (unsigned long long)failures);
  return failures != 0;
}
