#!/usr/bin/env python3
"""Writes the token ids of varied texts as Hugging Face `tokenizers` gives them.

    python3 scripts/generate-golden-tokens.py MODEL_FOLDER OUTPUT    (Tests/Golden/tokens.jsonl)

Needs `pip install tokenizers==0.23.*`. One line a text, {"text": ..., "ids": [...]}, ASCII only;
at most 256 tokens, no padding. Deterministic. All texts are made up here.
"""

import json
import os
import random
import sys
import unicodedata

from tokenizers import Tokenizer

SPOKEN = """The quick brown fox jumps over the lazy dog.
Designs, builds and ships reliable data pipelines.
We're looking for someone who doesn't mind on-call rotations!
C++ and C# and F# and .NET and ASP.NET and Node.js and Vue.js 3.x
C/C++, R&D, I/O, A/B tests, CI/CD, TCP/IP, 24/7
https://www.example.com/path/to/page?query=value&other=1#fragment
ftp://user:secret@host.example.org:2121/~home/file.tar.gz
first.last+tag@mail.example.co.uk, <someone@example.com>
C:\\\\Program Files\\\\Example\\\\run.exe --flag=value -x
SELECT name, COUNT(*) FROM skills WHERE id >= 10 GROUP BY name;
if (a && b || !c) { return x ? y : z; }
$1,234.56 and \u20ac99,99 and \u00a35 and \u00a5100 and \u20b92,50,000 and \u20bf0.1
+1 (555) 010-9999; 2026-11-21T10:20:30Z; 3.14159; 1e-9; 0xDEADBEEF; 50%
unaffable embeddings tokenization electroencephalography antidisestablishmentarianism
PyTorch TensorFlow scikit-learn NumPy pandas XGBoost LightGBM HuggingFace
Kubernetes (k8s), Terraform, Ansible; Prometheus/Grafana & ELK
caf\u00e9 na\u00efve r\u00e9sum\u00e9 fa\u00e7ade \u00fcber Z\u00fcrich \u00c5ngstr\u00f6m sm\u00f6rg\u00e5sbord
cafe\u0301 nai\u0308ve re\u0301sume\u0301 u\u0308ber A\u030angstro\u0308m
Stra\u00dfe STRASSE stra\u1e9ee Gro\u00df gro\u1e9e
\u0130stanbul istanbul ISTANBUL \u0131stanbul I\u0307stanbul
\ufb01nance o\ufb03ce \ufb02ow \ufb05 \ufb06 \u01c4 \u01c5 \u01c6 \u0132 \u0133
\uff28\uff45\uff4c\uff4c\uff4f \uff37\uff4f\uff52\uff4c\uff44 \uff11\uff12\uff13 \uff0b\uff1d\uff01\uff1f \uff23\uff0b\uff0b
\u6a5f\u68b0\u5b66\u7fd2\u30a8\u30f3\u30b8\u30cb\u30a2 \u8edf\u4ef6\u5de5\u7a0b\u5e08 \u6570\u636escientist
\u30cf\u30f3\u30ac\u30fc \u30ac\u30ae\u30b0 \u3071\u3074\u3077 \u304b\u3099 \uff76\uff9e\uff77\uff9e
\uc548\ub155\ud558\uc138\uc694 \uac1c\ubc1c\uc790 \u1112\u1161\u11ab\u1100\u1173\u11af \uac00\uac01\ud7a3
\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01 \u0e19\u0e31\u0e01\u0e1e\u0e31\u0e12\u0e19\u0e32\u0e0b\u0e2d\u0e1f\u0e15\u0e4c\u0e41\u0e27\u0e23\u0e4c
\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 \u0627\u0644\u0633\u0651\u064e\u0644\u064e\u0627\u0645\u064f \u0639\u064e\u0644\u064e\u064a\u0652\u0643\u064f\u0645\u0652
\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd \u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd \ufb2a\ufb4b
\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e \u0915\u094d\u0937 \u0958\u0959
\u0ba4\u0bae\u0bbf\u0bb4\u0bcd \u0bb5\u0ba3\u0b95\u0bcd\u0b95\u0bae\u0bcd \u0bca \u0bc6\u0bbe
\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440! \u0419\u043e\u0433\u0430 \u0451\u043b\u043a\u0430 \u0418\u0306
\u0393\u03b5\u03b9\u03ac \u03c3\u03bf\u03c5 \u039a\u03cc\u03c3\u03bc\u03b5 \u039f\u0394\u039f\u03a3 \u1f00\u03b8\u03ae\u03bd\u03b7 \u1fb3
\u0540\u0561\u0575\u0561\u057d\u057f\u0561\u0576 \u10d2\u10d0\u10db\u10d0\u10e0\u10ef\u10dd\u10d1\u10d0 \u1c90\u1c91 \u13a0\u13a1 \uab70
\u1e9b\u0323 \u0344 \u212b \u2126 \u1fef \u037e \u0387 \u2000\u2001 \u212a
Vi\u1ec7t Nam \u0111\u1ed3ng ph\u1ed1 h\u1ee3p \u01a1\u0300 \u1edd
na\u00adive soft\u00adhyphen zero\u200bwidth join\u200der non\u200cjoiner bom\ufeffhere
left\u200e right\u200f \u202aembed\u202c \u2067isolate\u2069 \u061c
nbsp\u00a0here thin\u2009space ideographic\u3000space narrow\u202fspace ogham\u1680space
line\u2028separator paragraph\u2029separator next\u0085line vertical\x0btab form\x0cfeed
nul\x00here bell\x07 escape\x1b[31m del\x7f c1\x9f replacement\ufffdchar
tabs\tand\nnew lines\r\nand\rreturns  and   runs    of spaces
\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f44d\U0001f3fd \U0001f1e9\U0001f1ea \u2764\ufe0f 1\ufe0f\u20e3 \u2603
text\U0001f680text rocket\U0001f680 \U0001f680ship \u2728\u2728
\U0001d400\U0001d401\U0001d402 \U0001d7d8\U0001d7d9 \u2460\u2461 \u00b2\u00b3\u00b9 \u00bd\u2153 \u2163 \u33a1
\u2018single\u2019 \u201cdouble\u201d \u00abguillemets\u00bb \u201elow\u201c en\u2013dash em\u2014dash \u2026 \u2022 bullet \u00b7
\u2190\u2192\u2194 \u2200\u2203\u2208 \u2264\u2265\u2260 \u221e \u00b1\u00d7\u00f7 <\u0338 =\u0338
Java\u2122 \u00ae \u00a9 \u2120 \u2116 \u2117 \u00a7 \u00b6 \u2020 \u2021
\ue000\uf8ff private \U000f0000 use \U0010fffd
\u0378 unassigned \u0380 \U0001ffff \ufdd0 \uffff \U000e0fff
\uf900\uf901 \U0002f800\U0002f801 \u3400 \U00020000 \U0002b820 \U0002b91f \U0002b920 \U0002ceaf \U0002ceb0
\u302a\u302e \u3099\u309a a\u302e\u0301 \u0e38\u0e48 \u0f71\u0f72\u0f74
a\u0301\u0316\u0334b a\u0334\u0316\u0301b \u1d165\u1d16d \U0001d15e \U0001d165\U0001d16e\U0001d16d
\u166d\u1734\u1735\u0898\u07fd\u2e43\u2e5d \U000111c9 \U00011938 \U00011935\U00011930
a\u07fd\u0316\u302e \U00016ff0\u302e\U00016ff1 \u302e\U00016ff0 \u1c89\u1c8a \ua7cb \ua7da \U00010d50
\u0600\u06dd\u070f\u08e2 \u0890 \U000110bd\U000110cd \U0001d173 \U000e0001\U000e0041
e\u200d\u0301 a\u0316\u00ad\u0301 x\ufeff\u0301y \u0301start \u0301\u0302
[CLS] literal [SEP] tokens [PAD] in [MASK] the [UNK] text
[cls] [Sep] [ MASK ] [[MASK]] x[MASK]y [MASK][MASK] [MASK [CLS [SEP]]
e\u0301[SEP]\u0301e caf[PAD]\u00e9 [UNK]ing un[UNK]
a_b __init__ snake_case camelCase PascalCase kebab-case SCREAMING_CASE ##ing ##s #hashtag @mention
!!! ??? ... ,,, ;;; ::: --- *** ((( ))) ``` ~~~ ^^^ $$$ <<< >>> ||| \\\\
\u3002\u3001\u300c\u300d\u30fb \u060c\u061b\u061f \u0964\u0965 \u00a1\u00bf \u104a \u1362 \u2e2e""".split("\n")

ATOMS = ["data", "Engineer", "SQL", "C++", "#", "caf\u00e9", "e\u0301", "\u0130", "\u00df", "\u6570",
         "\uc548", "\u0e2a\u0e31", "\u200b", "\u200d", "\u00a0", "\t", "\n", "\r\n", "  ", "\U0001f600",
         "\ufe0f", "\u0301", "\u0327", "\u0345", "\u302e", "[SEP]", "[MASK]", "[", "]", "##", "'s", "n't",
         "\uff21", "\ufb03", "\u2126", "\uf900", "\u1e69", "\x00", "\x7f", "\ufffd", "\u00ad", "42",
         "3.14", "\u20ac", "\u3042", "\u30ac", "unbelievable", "xqzj", "\u03a3", "\u2019", "\u2014", "_",
         "\u1734", "\u0898", "\U00011938", "\U00016ff0", "\ue000"]


def texts():
    yield from ["", " ", "   \t\n ", "\u00a0", "\u200b", "\x00", "\x00\x01\x02", ".", "...", "!?;:", "a", "A",
                "\u00e9", "\u0301", "\u6570", "[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "[CLS][SEP]",
                " [MASK] ", "\ufffd", "\U0001f600", "##", "##ing", "\u0130", "\u00df", "\n", "\r\n", "\ufeff"]
    yield from SPOKEN
    yield from (line.upper() for line in SPOKEN)
    yield from (" ".join(reversed(line.split(" "))) for line in SPOKEN)
    for count in (99, 100, 101, 102, 150, 1000):
        yield "a" * count
        yield "\u00e9" * count
        yield "e\u0301" * count
        yield "x" * count + " tail " + "y" * (count - 1)
        yield "\u6570" * count
        yield "\u0561" * count
        yield "." * count
        yield ("a\u0301\u0316" * count) + " end"
    for count in (250, 253, 254, 255, 256, 257, 300, 600):
        yield " ".join(["token"] * count)
        yield " ".join(f"w{index}" for index in range(count))
        yield "un" * 40 + " " + "the unaffable " * count
        yield "[MASK] " * count
        yield "a " * (count - 1) + "tokenization"
    yield "\u0316\u0301" * 2000
    generator = random.Random(20261121)
    scalars = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    assigned = [c for c in scalars if unicodedata.category(chr(c)) not in ("Cn", "Co")]
    marks = [c for c in assigned if unicodedata.combining(chr(c))]
    for _ in range(120):
        yield "".join(generator.choice(ATOMS) for _ in range(generator.randint(1, 30)))
    for _ in range(60):
        yield " ".join(generator.choice(ATOMS) for _ in range(generator.randint(1, 30)))
    for _ in range(80):
        yield "".join(chr(generator.choice(assigned)) for _ in range(generator.randint(1, 40)))
    for _ in range(40):
        yield "".join(chr(generator.choice(scalars)) for _ in range(generator.randint(1, 40)))
    for _ in range(60):
        yield "".join(chr(generator.choice([97, 101, *generator.sample(marks, 6)]))
                      for _ in range(generator.randint(2, 30)))
    for _ in range(60):
        yield "".join(chr(generator.randint(0x20, 0x17F)) for _ in range(generator.randint(1, 60)))
    for _ in range(40):
        low = generator.choice([0x370, 0x400, 0x590, 0x600, 0x900, 0xE00, 0x1100, 0x1E00, 0x2000, 0x2E00,
                                0x3000, 0x4E00, 0xA700, 0xAC00, 0xF900, 0xFF00, 0x1D100, 0x1F300])
        yield "".join(chr(generator.randint(low, low + 0xFF)) for _ in range(generator.randint(1, 40)))


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    tokenizer = Tokenizer.from_file(os.path.join(sys.argv[1], "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=256)
    seen = set()
    with open(sys.argv[2], "w", encoding="ascii", newline="\n") as file:
        for text in texts():
            if text in seen:
                continue
            seen.add(text)
            row = {"text": text, "ids": tokenizer.encode(text).ids}
            file.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")) + "\n")
    print(f"{len(seen)} texts")


if __name__ == "__main__":
    main()
