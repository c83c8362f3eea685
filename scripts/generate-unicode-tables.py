#!/usr/bin/env python3
"""Writes Sources/CSimKernels/unicode/tables.{c,h} from Python's unicodedata.

    python3 scripts/generate-unicode-tables.py [--output FOLDER]

Deterministic: one Python version writes the same bytes. The tables hold what `sim_unicode.h`
offers: general classes, combining classes, NFKD and NFD mappings, primary composites, full case
folding and lower-casing. Hangul is computed, not stored.

The `BERT_` flags are not Python's: the reference tokenizer (Hugging Face `tokenizers` 0.23) reads
categories from Unicode 8, normalises with a later one and lower-cases with Unicode 17. The
differences from Unicode 14 were measured on every code point and are the constants below;
Tests/Golden/tokens.jsonl holds samples of them.
"""

import argparse
import os
import unicodedata

EXPECTED_UNICODE = "14.0.0"

# White_Space of PropList.txt; stable since Unicode 6.3.
WHITE_SPACE = [(0x09, 0x0D), 0x20, 0x85, 0xA0, 0x1680, (0x2000, 0x200A), 0x2028, 0x2029, 0x202F,
               0x205F, 0x3000]

# Format characters (Cf) that the reference removes; later ones it leaves in the text.
BERT_FORMAT = [
    0x00AD, (0x0600, 0x0605), 0x061C, 0x06DD, 0x070F, 0x180E, (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x2064), (0x2066, 0x206F), 0xFEFF, (0xFFF9, 0xFFFB), 0x110BD, (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), 0xE0001, (0xE0020, 0xE007F)]

# Nonspacing marks (Mn) of Unicode 14 that the reference does not know, and the one it has more.
BERT_NOT_MARK = [
    0x07FD, (0x0898, 0x089F), (0x08CA, 0x08E1), 0x09FE, (0x0AFA, 0x0AFF), 0x0B55, 0x0C04, 0x0C3C,
    0x0D00, (0x0D3B, 0x0D3C), 0x0D81, 0x0EBA, 0x180F, (0x1885, 0x1886), (0x1ABF, 0x1ACE),
    (0x1DF6, 0x1DFB), 0xA82C, 0xA8C5, 0xA8FF, 0xA9BD, (0x10D24, 0x10D27), (0x10EAB, 0x10EAC),
    (0x10F46, 0x10F50), (0x10F82, 0x10F85), 0x11070, (0x11073, 0x11074), 0x110C2, 0x111C9, 0x111CF,
    0x1123E, 0x1133B, (0x11438, 0x1143F), (0x11442, 0x11444), 0x11446, 0x1145E, (0x1182F, 0x11837),
    (0x11839, 0x1183A), (0x1193B, 0x1193C), 0x1193E, 0x11943, (0x119D4, 0x119D7),
    (0x119DA, 0x119DB), 0x119E0, (0x11A01, 0x11A0A), (0x11A33, 0x11A38), (0x11A3B, 0x11A3E),
    0x11A47, (0x11A51, 0x11A56), (0x11A59, 0x11A5B), (0x11A8A, 0x11A96), (0x11A98, 0x11A99),
    (0x11C30, 0x11C36), (0x11C38, 0x11C3D), 0x11C3F, (0x11C92, 0x11CA7), (0x11CAA, 0x11CB0),
    (0x11CB2, 0x11CB3), (0x11CB5, 0x11CB6), (0x11D31, 0x11D36), 0x11D3A, (0x11D3C, 0x11D3D),
    (0x11D3F, 0x11D45), 0x11D47, (0x11D90, 0x11D91), 0x11D95, 0x11D97, (0x11EF3, 0x11EF4), 0x16F4F,
    0x16FE4, (0x1CF00, 0x1CF2D), (0x1CF30, 0x1CF46), (0x1E000, 0x1E006), (0x1E008, 0x1E018),
    (0x1E01B, 0x1E021), (0x1E023, 0x1E024), (0x1E026, 0x1E02A), (0x1E130, 0x1E136), 0x1E2AE,
    (0x1E2EC, 0x1E2EF), (0x1E944, 0x1E94A)]
BERT_ALSO_MARK = [0x1734]

# Punctuation (P*) of Unicode 14 that the reference does not know, and what it has more.
BERT_NOT_PUNCTUATION = [
    0x061D, 0x09FD, 0x0A76, 0x0C77, 0x0C84, (0x1B7D, 0x1B7E), (0x2E43, 0x2E4F), (0x2E52, 0x2E5D),
    0x10EAD, (0x10F55, 0x10F59), (0x10F86, 0x10F89), (0x1144B, 0x1144F), (0x1145A, 0x1145B),
    0x1145D, (0x11660, 0x1166C), 0x116B9, 0x1183B, (0x11944, 0x11946), 0x119E2, (0x11A3F, 0x11A46),
    (0x11A9A, 0x11A9C), (0x11A9E, 0x11AA2), (0x11C41, 0x11C45), (0x11C70, 0x11C71),
    (0x11EF7, 0x11EF8), 0x11FFF, (0x12FF1, 0x12FF2), (0x16E97, 0x16E9A), 0x16FE2,
    (0x1E95E, 0x1E95F)]
BERT_ALSO_PUNCTUATION = [0x166D, 0x111C9]

# Marks whose combining class the reference takes for 0, and U+11938, which it does not decompose.
BERT_INERT = [
    0x07FD, (0x0898, 0x089F), (0x08CA, 0x08D3), 0x09FE, 0x0C3C, (0x0D3B, 0x0D3C), 0x0EBA, 0x1715,
    (0x1ABF, 0x1ACE), (0x1DF6, 0x1DFA), 0xA82C, (0x10D24, 0x10D27), (0x10EAB, 0x10EAC),
    (0x10F46, 0x10F50), (0x10F82, 0x10F85), 0x11070, 0x1133B, 0x1145E, (0x11839, 0x1183A), 0x11938,
    (0x1193D, 0x1193E), 0x11943, 0x119E0, 0x11A34, 0x11A47, 0x11A99, 0x11D42, (0x11D44, 0x11D45),
    0x11D97, (0x16FF0, 0x16FF1), (0x1E130, 0x1E136), 0x1E2AE, (0x1E2EC, 0x1E2EF)]

# Lower-case letters of Unicode 15 to 17: (first, last, first target).
LATER_LOWER = [
    (0x1C89, 0x1C89, 0x1C8A), (0xA7CB, 0xA7CB, 0x0264), (0xA7CC, 0xA7CC, 0xA7CD),
    (0xA7CE, 0xA7CE, 0xA7CF), (0xA7D2, 0xA7D2, 0xA7D3), (0xA7D4, 0xA7D4, 0xA7D5),
    (0xA7DA, 0xA7DA, 0xA7DB), (0xA7DC, 0xA7DC, 0x019B), (0x10D50, 0x10D65, 0x10D70),
    (0x16EA0, 0x16EB8, 0x16EBB)]

FLAGS = ["LETTER", "MARK", "NUMBER", "PUNCTUATION", "WHITE_SPACE", "JOINS_BACKWARD", "DECOMPOSES",
         "FOLDS", "LOWERS", "BERT_REMOVED", "BERT_MARK", "BERT_PUNCTUATION", "BERT_INERT"]
BIT = {name: 1 << index for index, name in enumerate(FLAGS)}

SCALARS = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]
BLOCK = 64


def members(ranges):
    result = set()
    for item in ranges:
        first, last = item if isinstance(item, tuple) else (item, item)
        result.update(range(first, last + 1))
    return result


def is_hangul(code):
    return 0xAC00 <= code <= 0xD7A3


def lowered(code):
    for first, last, target in LATER_LOWER:
        if first <= code <= last:
            return chr(target + code - first)
    return chr(code).lower()


def primary_composites():
    pairs = {}
    for code in SCALARS:
        text = unicodedata.decomposition(chr(code))
        if not text or text.startswith("<") or is_hangul(code):
            continue
        parts = tuple(int(part, 16) for part in text.split())
        if len(parts) == 2 and unicodedata.normalize("NFC", chr(code)) == chr(code):
            pairs[parts] = code
    return pairs


class Pool:
    """One array of scalars in which every stored sequence is a run; equal runs are shared."""

    def __init__(self, sequences):
        self.text = ""
        for sequence in sorted(set(sequences), key=lambda s: (-len(s), s)):
            if sequence not in self.text:
                self.text += sequence

    def span(self, sequence):
        offset = self.text.index(sequence)
        assert len(sequence) < 32 and offset < 1 << 20
        return offset << 5 | len(sequence)


def ranges_with_delta(mapping):
    """[(first, last, stride, delta)] of single-scalar mappings."""
    result = []
    for code in sorted(mapping):
        delta = mapping[code] - code
        if result:
            first, last, stride, previous = result[-1]
            if previous == delta and (code - last == stride or (stride == 0 and code - last <= 2)):
                result[-1] = (first, code, code - last, delta)
                continue
        result.append((code, code, 0, delta))
    return [(first, last, stride or 1, delta) for first, last, stride, delta in result]


def consecutive_runs(keys):
    """[(first, count, index of first)] of sorted keys."""
    runs = []
    for index, key in enumerate(keys):
        if runs and runs[-1][0] + runs[-1][1] == key:
            runs[-1][1] += 1
        else:
            runs.append([key, 1, index])
    return [tuple(run) for run in runs]


def array(kind, name, values):
    lines, line = [], " "
    for value in values:
        text = ("{" + ",".join(map(str, value)) + "}") if isinstance(value, tuple) else str(value)
        if len(line) + len(text) + 1 > 99:
            lines.append(line)
            line = " "
        line += text + ","
    lines.append(line)
    return f"const {kind} sim_unicode_{name}[{len(values)}] = {{\n" + "\n".join(lines) + "\n};\n"


def build():
    composites = primary_composites()
    seconds = {second for _, second in composites}
    seconds |= set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))
    white_space, fmt = members(WHITE_SPACE), members(BERT_FORMAT)
    not_mark, also_mark = members(BERT_NOT_MARK), members(BERT_ALSO_MARK)
    not_punctuation = members(BERT_NOT_PUNCTUATION)
    also_punctuation = members(BERT_ALSO_PUNCTUATION)
    inert = members(BERT_INERT)

    decomposition, canonical, folds, lowers = {}, {}, {}, {}
    properties, table = [(0, 0)], []
    index_of = {(0, 0): 0}
    for code in range(0x110000):
        character = chr(code)
        category = unicodedata.category(character)
        flags = 0
        flags |= BIT["LETTER"] if category[0] == "L" else 0
        flags |= BIT["MARK"] if category[0] == "M" else 0
        flags |= BIT["NUMBER"] if category[0] == "N" else 0
        flags |= BIT["PUNCTUATION"] if category[0] == "P" else 0
        flags |= BIT["WHITE_SPACE"] if code in white_space else 0
        if category != "Cs":
            full = unicodedata.normalize("NFKD", character)
            if unicodedata.combining(full[0]) != 0 or ord(full[0]) in seconds:
                flags |= BIT["JOINS_BACKWARD"]
            if full != character:
                flags |= BIT["DECOMPOSES"]
                if not is_hangul(code):
                    decomposition[code] = full
                    canonical[code] = unicodedata.normalize("NFD", character)
            if character.casefold() != character:
                flags |= BIT["FOLDS"]
                folds[code] = character.casefold()
            if lowered(code) != character:
                flags |= BIT["LOWERS"]
                lowers[code] = lowered(code)
        control = category == "Cc" and code not in (9, 10, 13)
        if control or category == "Co" or code in fmt or code == 0xFFFD:
            flags |= BIT["BERT_REMOVED"]
        if (category == "Mn" and code not in not_mark) or code in also_mark:
            flags |= BIT["BERT_MARK"]
        ascii_punctuation = 33 <= code < 127 and not character.isalnum()
        if (category[0] == "P" and code not in not_punctuation) or ascii_punctuation \
                or code in also_punctuation:
            flags |= BIT["BERT_PUNCTUATION"]
        flags |= BIT["BERT_INERT"] if code in inert else 0
        entry = (flags, unicodedata.combining(character))
        if entry not in index_of:
            index_of[entry] = len(properties)
            properties.append(entry)
        table.append(index_of[entry])
    assert len(properties) <= 256

    blocks, block_of, stages = [], {}, []
    tail = table[0xF0000]  # planes 15 and 16: private use, but for two non-characters each

    def end_of_data(limit, floor):
        while limit > floor and not any(table[limit - BLOCK:limit]):
            limit -= BLOCK
        return limit

    low = end_of_data(0xE0000, 0)
    tags = end_of_data(0xF0000, 0xE0000)
    for start in [*range(0, low, BLOCK), *range(0xE0000, tags, BLOCK)]:
        block = tuple(table[start:start + BLOCK])
        if block not in block_of:
            block_of[block] = len(blocks)
            blocks.append(block)
        stages.append(block_of[block])
    for code in [*range(low, 0xE0000), *range(tags, 0x110000)]:
        private = code >= 0xF0000 and code & 0xFFFF < 0xFFFE
        assert table[code] == (tail if private else 0), hex(code)

    multiple_folds = {code: text for code, text in folds.items() if len(text) > 1}
    multiple_lowers = {code: text for code, text in lowers.items() if len(text) > 1}
    pool = Pool([*decomposition.values(), *canonical.values(), *multiple_folds.values(),
                 *multiple_lowers.values()])
    keys = sorted(decomposition)
    exceptional = [code for code in keys
                   if canonical[code] not in (chr(code), decomposition[code])]

    def kind(code):
        if canonical[code] == decomposition[code]:
            return 1
        return 2 if canonical[code] != chr(code) else 0

    def single(mapping):
        return ranges_with_delta({c: ord(t) for c, t in mapping.items() if len(t) == 1})

    def multiple(mapping):
        return [(code, pool.span(mapping[code])) for code in sorted(mapping)]

    pair_kind, range_kind = "sim_unicode_pair", "sim_unicode_range"
    arrays = [
        ("uint16_t", "stages", stages),
        ("uint8_t", "blocks", [index for block in blocks for index in block]),
        ("sim_unicode_property", "properties", properties),
        ("uint32_t", "pool_scalars", [ord(character) for character in pool.text]),
        ("sim_unicode_run", "decomposition_runs", consecutive_runs(keys)),
        ("uint32_t", "decompositions",
         [pool.span(decomposition[code]) << 2 | kind(code) for code in keys]),
        (pair_kind, "canonical_exceptions",
         [(code, pool.span(canonical[code])) for code in exceptional]),
        ("sim_unicode_composite_entry", "composites",
         [(first, second, composites[first, second]) for first, second in sorted(composites)]),
        (range_kind, "fold_ranges", single(folds)),
        (pair_kind, "fold_spans", multiple(multiple_folds)),
        (range_kind, "lower_ranges", single(lowers)),
        (pair_kind, "lower_spans", multiple(multiple_lowers)),
    ]
    return arrays, low, tags, tail


HEADER_TYPES = """typedef struct { uint16_t flags; uint8_t combining_class; } sim_unicode_property;
typedef struct { uint32_t first; uint16_t count, index; } sim_unicode_run;
typedef struct { uint32_t scalar, value; } sim_unicode_pair;
typedef struct { uint32_t first, second, composite; } sim_unicode_composite_entry;
typedef struct { uint32_t first, last; int32_t stride, delta; } sim_unicode_range;
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    parser.add_argument("--output", default=os.path.join(root, "Sources/CSimKernels/unicode"))
    output = parser.parse_args().output
    version = unicodedata.unidata_version
    if version != EXPECTED_UNICODE:
        raise SystemExit(f"this Python has Unicode {version}, but the differences above were "
                         f"measured against {EXPECTED_UNICODE}: use Python 3.11")
    arrays, low, tags, tail = build()
    note = (f"// Generated by scripts/generate-unicode-tables.py from Unicode {version}; "
            "do not edit.\n")
    with open(os.path.join(output, "tables.h"), "w", encoding="ascii", newline="\n") as file:
        file.write(note + "#ifndef SIM_UNICODE_TABLES_H\n#define SIM_UNICODE_TABLES_H\n\n")
        file.write("#include <stdint.h>\n\n" + HEADER_TYPES + "\n")
        file.write(f"#define SIM_UNICODE_BLOCK {BLOCK}\n#define SIM_UNICODE_LOW_END {low}\n")
        file.write(f"#define SIM_UNICODE_TAGS 0xE0000\n#define SIM_UNICODE_TAGS_END {tags}\n")
        file.write(f"#define SIM_UNICODE_PRIVATE_USE {tail}\n")
        for kind, name, values in arrays:
            file.write(f"#define SIM_UNICODE_{name.upper()}_COUNT {len(values)}\n")
        for kind, name, values in arrays:
            file.write(f"extern const {kind} sim_unicode_{name}[{len(values)}];\n")
        file.write("\n#endif\n")
    with open(os.path.join(output, "tables.c"), "w", encoding="ascii", newline="\n") as file:
        file.write(note + "#include \"tables.h\"\n")
        for kind, name, values in arrays:
            file.write("\n" + array(kind, name, values))


if __name__ == "__main__":
    main()
