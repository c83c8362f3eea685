#!/usr/bin/env python3
"""Writes the text keys of varied texts, as Python computes them.

    python3 scripts/generate-golden-text-keys.py OUTPUT    (Tests/Golden/text-keys.jsonl)

One line a text, {"text", "key", "spelling"}, ASCII only: NFKC, then full case folding (not in
`spelling`), white-space runs to one space, trimmed. Deterministic; needs Python 3.11 (Unicode 14).
"""

import json
import random
import re
import sys
import unicodedata

WHITE_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

TEXTS = """Data Engineer
  Senior\t\tData \r\n Engineer  
C++|C#|.NET|Node.js|R&D|CI/CD
STRASSE|Stra\u00dfe|stra\u1e9ee|\u1e9e
\u0130stanbul|\u0131|I|i\u0307
\ufb01nance|o\ufb03ce|\ufb05
\uff23\uff0b\uff0b|\uff28\uff4f\uff34|\u3000wide\u3000space\u3000
caf\u00e9|cafe\u0301|CAFE\u0301
A\u030a|\u212b|\u00c5|Java\u2122|\u2120|x\u00b2|\u00bd|\u2460|\u33c2|\ufdfa
\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2|\u0390|\u1fb3|\u1f80|\u0345|\u1fbe
\u1e9b\u0323|\u1e69|s\u0323\u0307|s\u0307\u0323
\uac00|\u1100\u1161|\u1100\u1161\u11a8|\uac00\u11a8|\uac01|\u1100\uac00\u11a7
a\u0334\u0316\u0301|a\u0301\u0316\u0334|\u0301|x \u0301|<\u0338|=\u0338
\u00a8|a \u00a8 b|\u00b4|\u037a|\u1fc1|\uffe3
nb\u00a0sp|\u2003em\u2003|\u2028|\u0085|\u200b|\u00ad|\ufeff
\U0001d400\U0001d401|\U0002f800|\uf900|\u0958|\u0344|\U0001d15e
\u01c4|\u01c5|\u0132|\u1e96|\u0149|\u0587|\u1e9a|\u13a0|\uab70|\u10a0|\u1c90""".split("\n")


def spaced(text):
    return re.sub(f"[{WHITE_SPACE}]+", " ", text).strip(" ")


def texts():
    yield from ["", " ", "\t\n", "a", "A"]
    for line in TEXTS:
        yield line
        yield from line.split("|")
    generator = random.Random(20261122)
    scalars = [c for c in range(0x110000) if unicodedata.category(chr(c)) not in ("Cs", "Cn", "Co")]
    changing = [c for c in scalars if not 0xAC00 <= c < 0xD7A4
                and unicodedata.normalize("NFKC", chr(c)).casefold() != chr(c)]
    marks = [c for c in scalars if unicodedata.combining(chr(c))]
    # Every scalar that changes, every mark after a letter, and every composite's parts.
    for start in range(0, len(changing), 16):
        yield "|".join(chr(c) for c in changing[start:start + 16])
        yield "|".join(unicodedata.normalize("NFD", chr(c)) for c in changing[start:start + 16])
    for start in range(0, len(marks), 12):
        yield "a" + "".join(chr(c) for c in generator.sample(marks, 12)) + chr(marks[start]) + "b"
    for _ in range(150):
        yield "".join(chr(generator.choice(scalars)) for _ in range(generator.randint(1, 30)))
    for _ in range(150):
        pool = generator.sample(marks, 8) + [97, 69, 32, 0x1100, 0x1161, 0x11A8, 0xAC00, 0x3C3, 0xA0]
        yield "".join(chr(generator.choice(pool)) for _ in range(generator.randint(1, 24)))
    for _ in range(50):
        yield "".join(chr(generator.randint(9, 0x17F)) for _ in range(generator.randint(1, 40)))


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    seen = set()
    with open(sys.argv[1], "w", encoding="ascii", newline="\n") as file:
        for text in texts():
            if text in seen:
                continue
            seen.add(text)
            plain = unicodedata.normalize("NFKC", text)
            row = {"text": text, "key": spaced(plain.casefold()), "spelling": spaced(plain)}
            file.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")) + "\n")
    print(f"{len(seen)} texts")


if __name__ == "__main__":
    main()
