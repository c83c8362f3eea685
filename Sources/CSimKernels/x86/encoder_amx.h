// The int8 and bf16 tiles of AMX: TDPBUSD and TDPBF16PS multiply 16 rows by 16 outputs, 64 bytes of each
// row's inputs at a time. A panel's 16 steps of 64 bytes are what they take as one tile of weights.
//
// A tile of rows has up to 32, its sums four tiles of 16 x 16. Every sum depends on its own row alone, and
// those of int8 are exact.
#ifndef SIM_ENCODER_AMX_H
#define SIM_ENCODER_AMX_H

#include "../generic/encoder_tiles.h"

#define SIM_AMX_ROWS 16
#define SIM_AMX_BYTES 64

// Tile registers: sums of the upper and the lower rows with the first and the second panel; rows; panels.
#define SIM_SUMS_UPPER_FIRST 0
#define SIM_SUMS_UPPER_SECOND 1
#define SIM_SUMS_LOWER_FIRST 2
#define SIM_SUMS_LOWER_SECOND 3
#define SIM_ROWS_UPPER 4
#define SIM_ROWS_LOWER 5
#define SIM_WEIGHTS_FIRST 6
#define SIM_WEIGHTS_SECOND 7

// The operand of LDTILECFG (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 1,
// chapter 18).
typedef struct {
  uint8_t palette, start_row, reserved[14];
  uint16_t row_bytes[16];
  uint8_t rows[16];
} tile_configuration;

// The rows for which this thread's tiles are shaped; 0 while it holds none.
static _Thread_local size_t shaped_rows;

static void shape_tiles(size_t rows) {
  if (shaped_rows == rows) return;
  uint8_t upper = (uint8_t)(rows < SIM_AMX_ROWS ? rows : SIM_AMX_ROWS);
  uint8_t lower = (uint8_t)(rows > SIM_AMX_ROWS ? rows - SIM_AMX_ROWS : 1);
  tile_configuration shapes = {.palette = 1};
  for (size_t tile = 0; tile < 8; tile++) shapes.row_bytes[tile] = SIM_AMX_BYTES;
  shapes.rows[SIM_SUMS_UPPER_FIRST] = shapes.rows[SIM_SUMS_UPPER_SECOND] = upper;
  shapes.rows[SIM_SUMS_LOWER_FIRST] = shapes.rows[SIM_SUMS_LOWER_SECOND] = lower;
  shapes.rows[SIM_ROWS_UPPER] = upper, shapes.rows[SIM_ROWS_LOWER] = lower;
  shapes.rows[SIM_WEIGHTS_FIRST] = shapes.rows[SIM_WEIGHTS_SECOND] = SIM_AMX_ROWS;
  _tile_loadconfig(&shapes);
  shaped_rows = rows;
}

// Gives the tiles back, so that nothing has to save them.
static void release_tiles(void) {
  if (shaped_rows == 0) return;
  _tile_release();
  shaped_rows = 0;
}

#define SIM_MULTIPLY_TILES(sums, rows, weights)      \
  if (is_int8) {                                     \
    _tile_dpbusd(sums, rows, weights);               \
  } else {                                           \
    _tile_dpbf16ps(sums, rows, weights);             \
  }

// One step: 64 bytes of each row's inputs.
SIM_INLINE void add_step(const int is_int8, const int has_lower, const int has_second,
                         const char *a, size_t a_stride, const char *first, const char *second) {
  _tile_loadd(SIM_WEIGHTS_FIRST, first, SIM_AMX_BYTES);
  _tile_loadd(SIM_ROWS_UPPER, a, a_stride);
  SIM_MULTIPLY_TILES(SIM_SUMS_UPPER_FIRST, SIM_ROWS_UPPER, SIM_WEIGHTS_FIRST)
  if (has_second) {
    _tile_loadd(SIM_WEIGHTS_SECOND, second, SIM_AMX_BYTES);
    SIM_MULTIPLY_TILES(SIM_SUMS_UPPER_SECOND, SIM_ROWS_UPPER, SIM_WEIGHTS_SECOND)
  }
  if (has_lower) {
    _tile_loadd(SIM_ROWS_LOWER, a + SIM_AMX_ROWS * a_stride, a_stride);
    SIM_MULTIPLY_TILES(SIM_SUMS_LOWER_FIRST, SIM_ROWS_LOWER, SIM_WEIGHTS_FIRST)
    if (has_second) {
      SIM_MULTIPLY_TILES(SIM_SUMS_LOWER_SECOND, SIM_ROWS_LOWER, SIM_WEIGHTS_SECOND)
    }
  }
}

// Asks for the next panels' lines of one step, each once.
SIM_INLINE void prefetch_step(const weight_prefetch *ahead, size_t panels, size_t step) {
  if (!ahead->start) return;
  size_t sharing = SIM_AMX_BYTES / ahead->step;
  for (size_t line = 0; line < SIM_AMX_ROWS; line += sharing) {
    prefetch_weights(ahead, panels, step * SIM_AMX_ROWS + line);
  }
}

// sums[rows x 32] = a[rows x inner bytes] * b, of 32-bit sums. Inputs past the last whole step are
// multiplied with zeros behind them, which adds nothing.
SIM_INLINE void tile_sums(const int is_int8, const int has_lower, const int has_second,
                          size_t rows, const char *a, size_t a_stride, const char *b,
                          size_t panel_stride, size_t inner, const weight_prefetch ahead,
                          char *sums) {
  const size_t panels = has_second ? 2 : 1, stride = 2 * SIM_AMX_BYTES;
  shape_tiles(rows);
  _tile_zero(SIM_SUMS_UPPER_FIRST);
  if (has_second) _tile_zero(SIM_SUMS_UPPER_SECOND);
  if (has_lower) _tile_zero(SIM_SUMS_LOWER_FIRST);
  if (has_lower && has_second) _tile_zero(SIM_SUMS_LOWER_SECOND);
  size_t steps = inner / SIM_AMX_BYTES, tail = inner % SIM_AMX_BYTES;
  for (size_t step = 0; step < steps; step++) {
    prefetch_step(&ahead, panels, step);
    const char *weights = b + step * SIM_AMX_ROWS * SIM_AMX_BYTES;
    add_step(is_int8, has_lower, has_second, a + step * SIM_AMX_BYTES, a_stride, weights,
             weights + panel_stride);
  }
  if (tail > 0) {
    char values[2 * SIM_AMX_ROWS][SIM_AMX_BYTES] = {{0}};
    char weights[2][SIM_AMX_ROWS * SIM_AMX_BYTES] = {{0}};
    for (size_t row = 0; row < rows; row++) {
      memcpy(values[row], a + row * a_stride + steps * SIM_AMX_BYTES, tail);
    }
    // A row of a tile of weights has what belongs to four bytes of each output.
    for (size_t panel = 0; panel < panels; panel++) {
      memcpy(weights[panel],
             b + panel * panel_stride + steps * SIM_AMX_ROWS * SIM_AMX_BYTES,
             tail / 4 * SIM_AMX_BYTES);
    }
    add_step(is_int8, has_lower, has_second, values[0], SIM_AMX_BYTES, weights[0], weights[1]);
  }
  _tile_stored(SIM_SUMS_UPPER_FIRST, sums, stride);
  if (has_second) _tile_stored(SIM_SUMS_UPPER_SECOND, sums + SIM_AMX_BYTES, stride);
  if (has_lower) {
    char *lower = sums + SIM_AMX_ROWS * stride;
    _tile_stored(SIM_SUMS_LOWER_FIRST, lower, stride);
    if (has_second) _tile_stored(SIM_SUMS_LOWER_SECOND, lower + SIM_AMX_BYTES, stride);
  }
}

#define SIM_SUMS(is_int8, lower, second)                                                      \
  tile_sums(is_int8, lower, second, rows, a, a_stride, b, panel_stride, inner, ahead, sums)

static __attribute__((noinline)) void int8_sums(size_t rows, size_t panels, const char *a,
                                                size_t a_stride, const char *b,
                                                size_t panel_stride, size_t inner,
                                                weight_prefetch ahead, char *sums) {
  if (rows > SIM_AMX_ROWS) {
    if (panels == 2) SIM_SUMS(1, 1, 1);
    else SIM_SUMS(1, 1, 0);
  } else {
    if (panels == 2) SIM_SUMS(1, 0, 1);
    else SIM_SUMS(1, 0, 0);
  }
}

static __attribute__((noinline)) void bf16_sums(size_t rows, size_t panels, const char *a,
                                                size_t a_stride, const char *b,
                                                size_t panel_stride, size_t inner,
                                                weight_prefetch ahead, char *sums) {
  if (rows > SIM_AMX_ROWS) {
    if (panels == 2) SIM_SUMS(0, 1, 1);
    else SIM_SUMS(0, 1, 0);
  } else {
    if (panels == 2) SIM_SUMS(0, 0, 1);
    else SIM_SUMS(0, 0, 0);
  }
}

#undef SIM_SUMS

static void tile_int8(size_t rows, size_t panels, const uint8_t *a, size_t a_stride,
                      const int8_t *b, size_t panel_stride, size_t inner,
                      const dequantisation *scales, const float *bias, int accumulate,
                      weight_prefetch ahead, float *c, size_t c_stride) {
  int32_t sums[2 * SIM_AMX_ROWS][2 * SIM_ENCODER_LANES] __attribute__((aligned(64)));
  int8_sums(rows, panels, (const char *)a, a_stride, (const char *)b, panel_stride, inner, ahead,
            (char *)sums);
  for (size_t row = 0; row < rows; row++) {
    for (size_t column = 0; column < panels * SIM_ENCODER_LANES; column += SIM_ENCODER_LANES) {
      float *at = c + row * c_stride + column;
      f32x16 initial = initial_sum(bias ? bias + column : NULL, accumulate, at);
      i32x16 sum = *(const i32x16_unaligned *)(sums[row] + column);
      store16(at, dequantise(sum, scales, row, column, initial));
    }
  }
}

static void tile_bf16(size_t rows, size_t panels, const uint16_t *a, size_t a_stride,
                      const uint16_t *b, size_t panel_stride, size_t inner, const float *bias,
                      int accumulate, weight_prefetch ahead, float *c, size_t c_stride) {
  float sums[2 * SIM_AMX_ROWS][2 * SIM_ENCODER_LANES] __attribute__((aligned(64)));
  const size_t size = sizeof(uint16_t);
  bf16_sums(rows, panels, (const char *)a, a_stride * size, (const char *)b, panel_stride * size,
            inner * size, ahead, (char *)sums);
  for (size_t row = 0; row < rows; row++) {
    for (size_t column = 0; column < panels * SIM_ENCODER_LANES; column += SIM_ENCODER_LANES) {
      float *at = c + row * c_stride + column;
      f32x16 initial = initial_sum(bias ? bias + column : NULL, accumulate, at);
      store16(at, initial + load16(sums[row] + column));
    }
  }
}

#endif
