#include "screen.h"

#include "sim_kernels.h"

// Sentences that share a panel row while it is in the first-level cache.
static const size_t sentences_per_pass = 20;

static sim_screen_rows *rows_function(int kernel, const char **name) {
  switch (kernel) {
#if defined(__x86_64__)
  case SIM_KERNEL_AVX512:
    if (__builtin_cpu_supports("avx512vnni")) {
      *name = "int8 vnni";
      return sim_screen_rows_vnni;
    }
    *name = "int8 maddubs";
    return sim_screen_rows_avx2;
  case SIM_KERNEL_AVX2:
    *name = "int8 maddubs";
    return sim_screen_rows_avx2;
#elif defined(__aarch64__)
  case SIM_KERNEL_NEON:
    if (sim_screen_has_i8mm()) {
      *name = "int8 i8mm";
      return sim_screen_rows_i8mm;
    }
    if (sim_screen_has_dotprod()) {
      *name = "int8 dotprod";
      return sim_screen_rows_dotprod;
    }
    *name = "int8 neon";
    return sim_screen_rows_neon;
#endif
  default:
    *name = "int8 generic";
    return sim_screen_rows_generic;
  }
}

const char *sim_screen_name(int kernel) {
  const char *name;
  rows_function(kernel, &name);
  return name;
}

int sim_screen_sums_in_16_bits(int kernel) {
#if defined(__x86_64__)
  const char *name;
  return rows_function(kernel, &name) == sim_screen_rows_avx2;
#else
  (void)kernel;
  return 0;
#endif
}

static sim_screen_rows *float_rows_function(int kernel) {
  switch (kernel) {
#if defined(__x86_64__)
  case SIM_KERNEL_AVX512:
    return sim_screen_float_rows_avx512;
  case SIM_KERNEL_AVX2:
    return sim_screen_float_rows_avx2;
#elif defined(__aarch64__)
  case SIM_KERNEL_NEON:
    return sim_screen_float_rows_neon;
#endif
  default:
    return sim_screen_float_rows_generic;
  }
}

static void screen_panel(sim_screen_rows *function, const sim_screen_query *query,
                         const uint8_t *rows, size_t row_bytes, size_t height, float *bounds) {
  for (size_t first = 0; first < query->sentences; first += sentences_per_pass) {
    size_t rest = query->sentences - first;
    size_t count = rest < sentences_per_pass ? rest : sentences_per_pass;
    sim_screen_clear_bounds(bounds + first * SIM_SCREEN_BEST * SIM_SCREEN_LANES, count);
    for (size_t row = 0; row < height; row++) {
      function(query, first, count, rows + row * row_bytes, row, bounds);
    }
  }
}

void sim_screen_panel(int kernel, const sim_screen_query *query, const uint8_t *rows,
                      size_t height, float *bounds) {
  const char *name;
  screen_panel(rows_function(kernel, &name), query, rows, sim_screen_row_bytes(4 * query->steps),
               height, bounds);
}

void sim_screen_float_panel(int kernel, const sim_screen_query *query, const float *rows,
                            size_t height, float *bounds) {
  screen_panel(float_rows_function(kernel), query, (const uint8_t *)rows,
               sim_screen_float_row_bytes(query->dimension), height, bounds);
}
