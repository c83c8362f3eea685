// Unicode properties and mappings of one scalar: NFKD, NFD, primary composites, full case folding,
// lower-casing, and the classes of the reference tokenizer. No pointers cross this header.
//
// Sequences of scalars are named by a span: `offset << 5 | count`, count in 1...31, 0 for "maps to
// itself". `sim_unicode_pool_scalar` reads them. Hangul syllables are not in the decomposition
// table: the caller computes them. Every function takes any value; what is no Unicode scalar has
// no properties. O(1), mappings O(log n).
#ifndef SIM_UNICODE_H
#define SIM_UNICODE_H

#include <stdint.h>

enum {
  SIM_UNICODE_LETTER = 1 << 0,          // general category L*
  SIM_UNICODE_MARK = 1 << 1,            // M*
  SIM_UNICODE_NUMBER = 1 << 2,          // N*
  SIM_UNICODE_PUNCTUATION = 1 << 3,     // P*
  SIM_UNICODE_WHITE_SPACE = 1 << 4,     // White_Space
  SIM_UNICODE_JOINS_BACKWARD = 1 << 5,  // may combine with or move before what precedes it
  SIM_UNICODE_DECOMPOSES = 1 << 6,      // NFKD is not itself (Hangul syllables included)
  SIM_UNICODE_FOLDS = 1 << 7,           // full case folding is not itself
  SIM_UNICODE_LOWERS = 1 << 8,          // lower-casing is not itself
  SIM_UNICODE_BERT_REMOVED = 1 << 9,    // clean_text of the reference tokenizer drops it
  SIM_UNICODE_BERT_MARK = 1 << 10,      // strip_accents of the reference drops it
  SIM_UNICODE_BERT_PUNCTUATION = 1 << 11,  // the reference splits on it
  SIM_UNICODE_BERT_INERT = 1 << 12,  // the reference takes it for class 0 and not decomposable
};

// The `SIM_UNICODE_` flags of a scalar.
uint32_t sim_unicode_flags(uint32_t scalar);

// The canonical combining class of a scalar; 0 for a starter.
uint8_t sim_unicode_combining_class(uint32_t scalar);

// The full compatibility (NFKD) or canonical (NFD) decomposition of a scalar as a span, in
// canonical order; 0 where there is none.
uint32_t sim_unicode_compatibility_decomposition(uint32_t scalar);
uint32_t sim_unicode_canonical_decomposition(uint32_t scalar);

// The primary composite of two scalars, without Hangul; 0 where there is none.
uint32_t sim_unicode_composite(uint32_t first, uint32_t second);

// Full case folding (status C and F) and lower-casing without context or language: the one scalar
// it maps to (or itself), with a count of 0 in `span`; else the span.
typedef struct {
  uint32_t scalar;
  uint32_t span;
} sim_unicode_case;
sim_unicode_case sim_unicode_fold(uint32_t scalar);
sim_unicode_case sim_unicode_lowercase(uint32_t scalar);

// The scalar at an offset of a span; 0 past the end.
uint32_t sim_unicode_pool_scalar(uint32_t offset);

#endif
