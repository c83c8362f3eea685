// Look-ups in the generated tables.
#include "sim_unicode.h"

#include <stddef.h>

#include "tables.h"

static const sim_unicode_property *property(uint32_t scalar) {
  uint32_t index = scalar;
  if (scalar >= SIM_UNICODE_LOW_END) {
    if (scalar >= 0xF0000) {
      int private_use = scalar <= 0x10FFFD && (scalar & 0xFFFF) < 0xFFFE;
      return &sim_unicode_properties[private_use ? SIM_UNICODE_PRIVATE_USE : 0];
    }
    if (scalar < SIM_UNICODE_TAGS || scalar >= SIM_UNICODE_TAGS_END) {
      return &sim_unicode_properties[0];
    }
    index = scalar - SIM_UNICODE_TAGS + SIM_UNICODE_LOW_END;
  }
  uint32_t block = sim_unicode_stages[index / SIM_UNICODE_BLOCK];
  uint32_t entry = sim_unicode_blocks[block * SIM_UNICODE_BLOCK + index % SIM_UNICODE_BLOCK];
  return &sim_unicode_properties[entry];
}

uint32_t sim_unicode_flags(uint32_t scalar) { return property(scalar)->flags; }

uint8_t sim_unicode_combining_class(uint32_t scalar) { return property(scalar)->combining_class; }

// The stored decomposition (`span << 2 | kind`), 0 if none. Kind 0: compatibility only; 1: the
// canonical one is the same; 2: the canonical one is in the table of exceptions.
static uint32_t decomposition(uint32_t scalar) {
  if ((property(scalar)->flags & SIM_UNICODE_DECOMPOSES) == 0) return 0;
  size_t low = 0, high = SIM_UNICODE_DECOMPOSITION_RUNS_COUNT;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const sim_unicode_run *run = &sim_unicode_decomposition_runs[middle];
    if (scalar < run->first) {
      high = middle;
    } else if (scalar - run->first >= run->count) {
      low = middle + 1;
    } else {
      return sim_unicode_decompositions[run->index + (scalar - run->first)];
    }
  }
  return 0;
}

static uint32_t pair_value(const sim_unicode_pair *pairs, size_t count, uint32_t scalar) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (pairs[middle].scalar == scalar) return pairs[middle].value;
    if (pairs[middle].scalar < scalar) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 0;
}

uint32_t sim_unicode_compatibility_decomposition(uint32_t scalar) {
  return decomposition(scalar) >> 2;
}

uint32_t sim_unicode_canonical_decomposition(uint32_t scalar) {
  uint32_t entry = decomposition(scalar);
  switch (entry & 3) {
    case 1: return entry >> 2;
    case 2:
      return pair_value(sim_unicode_canonical_exceptions,
                        SIM_UNICODE_CANONICAL_EXCEPTIONS_COUNT, scalar);
    default: return 0;
  }
}

uint32_t sim_unicode_composite(uint32_t first, uint32_t second) {
  size_t low = 0, high = SIM_UNICODE_COMPOSITES_COUNT;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const sim_unicode_composite_entry *entry = &sim_unicode_composites[middle];
    if (entry->first == first && entry->second == second) return entry->composite;
    if (entry->first < first || (entry->first == first && entry->second < second)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 0;
}

static uint32_t range_value(const sim_unicode_range *ranges, size_t count, uint32_t scalar) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const sim_unicode_range *range = &ranges[middle];
    if (scalar < range->first) {
      high = middle;
    } else if (scalar > range->last) {
      low = middle + 1;
    } else {
      int mapped = (scalar - range->first) % (uint32_t)range->stride == 0;
      return mapped ? (uint32_t)((int32_t)scalar + range->delta) : scalar;
    }
  }
  return scalar;
}

sim_unicode_case sim_unicode_fold(uint32_t scalar) {
  sim_unicode_case result = {scalar, 0};
  if ((property(scalar)->flags & SIM_UNICODE_FOLDS) == 0) return result;
  result.span = pair_value(sim_unicode_fold_spans, SIM_UNICODE_FOLD_SPANS_COUNT, scalar);
  result.scalar = range_value(sim_unicode_fold_ranges, SIM_UNICODE_FOLD_RANGES_COUNT, scalar);
  return result;
}

sim_unicode_case sim_unicode_lowercase(uint32_t scalar) {
  sim_unicode_case result = {scalar, 0};
  if ((property(scalar)->flags & SIM_UNICODE_LOWERS) == 0) return result;
  result.span = pair_value(sim_unicode_lower_spans, SIM_UNICODE_LOWER_SPANS_COUNT, scalar);
  result.scalar = range_value(sim_unicode_lower_ranges, SIM_UNICODE_LOWER_RANGES_COUNT, scalar);
  return result;
}

uint32_t sim_unicode_pool_scalar(uint32_t offset) {
  return offset < SIM_UNICODE_POOL_SCALARS_COUNT ? sim_unicode_pool_scalars[offset] : 0;
}
