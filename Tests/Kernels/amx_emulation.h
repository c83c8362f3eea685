// The AMX intrinsics of the encoder in portable C, included before its AMX file. Sums of bf16 are rounded
// as TDPBF16PS rounds them where nothing is subnormal: even and odd products apart, then both added.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint8_t palette, start_row, reserved[14];
  uint16_t row_bytes[16];
  uint8_t rows[16];
} emulated_configuration;

typedef union {
  uint8_t bytes[16][64];
  int8_t signed_bytes[16][64];
  uint16_t halves[16][32];
  int32_t words[16][16];
  float floats[16][16];
} emulated_tile;

static emulated_configuration emulated;
static emulated_tile tiles[8];

// What the CPU would end with a general protection fault, ends here.
static inline void require_tile(int condition) {
  if (!condition) abort();
}

static inline void emulated_loadconfig(const void *configuration) {
  memcpy(&emulated, configuration, sizeof emulated);
  require_tile(emulated.palette == 1 && emulated.start_row == 0);
  for (int tile = 0; tile < 8; tile++) {
    require_tile(emulated.rows[tile] >= 1 && emulated.rows[tile] <= 16);
    require_tile(emulated.row_bytes[tile] >= 1 && emulated.row_bytes[tile] <= 64);
  }
  memset(tiles, 0, sizeof tiles);
}

static inline void emulated_release(void) { memset(&emulated, 0, sizeof emulated); }

static inline void emulated_zero(int tile) {
  require_tile(emulated.palette == 1);
  memset(&tiles[tile], 0, sizeof tiles[tile]);
}

static inline void emulated_load(int tile, const void *from, size_t stride) {
  require_tile(emulated.palette == 1);
  memset(&tiles[tile], 0, sizeof tiles[tile]);
  for (int row = 0; row < emulated.rows[tile]; row++) {
    memcpy(tiles[tile].bytes[row], (const char *)from + (size_t)row * stride,
           emulated.row_bytes[tile]);
  }
}

static inline void emulated_store(int tile, void *to, size_t stride) {
  require_tile(emulated.palette == 1);
  for (int row = 0; row < emulated.rows[tile]; row++) {
    memcpy((char *)to + (size_t)row * stride, tiles[tile].bytes[row], emulated.row_bytes[tile]);
  }
}

static inline float widened(uint16_t half) {
  uint32_t bits = (uint32_t)half << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// Sums, rows and weights must fit together, or the CPU refuses.
static inline void require_shapes(int sums, int a, int b) {
  require_tile(emulated.palette == 1 && emulated.rows[sums] == emulated.rows[a]);
  require_tile(emulated.row_bytes[a] == 4 * emulated.rows[b]);
  require_tile(emulated.row_bytes[sums] == emulated.row_bytes[b]);
}

static inline void emulated_dpbusd(int sums, int a, int b) {
  require_shapes(sums, a, b);
  for (int row = 0; row < emulated.rows[sums]; row++) {
    for (int four = 0; four < emulated.rows[b]; four++) {
      for (int column = 0; column < emulated.row_bytes[sums] / 4; column++) {
        for (int byte = 0; byte < 4; byte++) {
          tiles[sums].words[row][column] += (int32_t)tiles[a].bytes[row][4 * four + byte] *
                                            tiles[b].signed_bytes[four][4 * column + byte];
        }
      }
    }
  }
}

static inline void emulated_dpbf16ps(int sums, int a, int b) {
  require_shapes(sums, a, b);
  for (int row = 0; row < emulated.rows[sums]; row++) {
    for (int column = 0; column < emulated.row_bytes[sums] / 4; column++) {
      float even = 0, odd = 0;
      for (int two = 0; two < emulated.rows[b]; two++) {
        even = fmaf(widened(tiles[a].halves[row][2 * two]),
                    widened(tiles[b].halves[two][2 * column]), even);
        odd = fmaf(widened(tiles[a].halves[row][2 * two + 1]),
                   widened(tiles[b].halves[two][2 * column + 1]), odd);
      }
      tiles[sums].floats[row][column] += even + odd;
    }
  }
}

#define _tile_loadconfig emulated_loadconfig
#define _tile_release emulated_release
#define _tile_zero emulated_zero
#define _tile_loadd emulated_load
#define _tile_stored emulated_store
#define _tile_dpbusd emulated_dpbusd
#define _tile_dpbf16ps emulated_dpbf16ps
