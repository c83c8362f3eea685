#include "sim_checksum.h"

#include <pthread.h>

// Slicing-by-8 tables of the reflected Castagnoli polynomial 0x1EDC6F41 (RFC 3720, appendix B.4).
static uint32_t table[8][256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void build(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t value = byte;
    for (int bit = 0; bit < 8; bit++) value = (value >> 1) ^ (value & 1 ? 0x82F63B78u : 0);
    table[0][byte] = value;
  }
  for (int slice = 1; slice < 8; slice++) {
    for (uint32_t byte = 0; byte < 256; byte++) {
      uint32_t previous = table[slice - 1][byte];
      table[slice][byte] = (previous >> 8) ^ table[0][previous & 0xFF];
    }
  }
}

uint32_t sim_crc32c(uint32_t checksum, const void *bytes, size_t count) {
  pthread_once(&once, build);
  const uint8_t *at = bytes;
  uint32_t value = ~checksum;
  for (; count >= 8; count -= 8, at += 8) {
    uint32_t low = value ^ ((uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
                            (uint32_t)at[3] << 24);
    value = table[7][low & 0xFF] ^ table[6][low >> 8 & 0xFF] ^ table[5][low >> 16 & 0xFF] ^
            table[4][low >> 24] ^ table[3][at[4]] ^ table[2][at[5]] ^ table[1][at[6]] ^
            table[0][at[7]];
  }
  for (; count > 0; count--, at++) value = (value >> 8) ^ table[0][(value ^ *at) & 0xFF];
  return ~value;
}
