// CRC-32C (Castagnoli), as used by the index file.
#ifndef SIM_CHECKSUM_H
#define SIM_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

// Continues `checksum` (0 to begin) over `count` bytes. O(count).
uint32_t sim_crc32c(uint32_t checksum, const void *_Nonnull bytes, size_t count);

#endif
