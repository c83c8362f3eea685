"""Times the gazetteer and its peers on the same names and text, pinned to one core.

Rounds are interleaved and every ratio is that of one round. Peers get names and text folded
beforehand and collect their matches by their native call; the gazetteer folds the raw text itself
and keeps to word edges. Before anything is timed its matches are compared with a plain search.
"""

import argparse
import csv
import datetime
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

import ahocorasick
import ahocorasick_rs
import flashtext

CHECKED_CHARACTERS = 400_000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--onet", required=True, help="folder of an O*NET text release")
    parser.add_argument("--ads", required=True, help="JSON Lines with a text in each row")
    parser.add_argument("--count", type=int, default=30_000, help="names")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.0, help="of the engine in a round")
    for name in ("bench", "results"):
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_args()


def folded(text):
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def column(path, name):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row[name]


def draw_names(folder, count, seed):
    folder = pathlib.Path(folder)
    texts = set(column(folder / "Alternate Titles.txt", "Alternate Title"))
    texts |= set(column(folder / "Technology Skills.txt", "Example"))
    distinct = {}
    for text in sorted(texts):
        distinct.setdefault(folded(text), text)
    keys = random.Random(seed).sample(sorted(distinct), count)
    return [distinct[key] for key in keys]


def is_word(character):
    return unicodedata.category(character)[0] in "LMN"


def plain_search(names, text):
    """Whole names in folded text, leftmost and longest, by a look-up of every length."""
    known = set(names)
    longest = max(map(len, names))
    found, position = [], 0
    while position < len(text):
        if position > 0 and is_word(text[position - 1]) or text[position] == " ":
            position += 1
            continue
        for end in range(min(position + longest, len(text)), position, -1):
            name = text[position:end]
            after = text[end : end + 2]
            if name not in known or after and is_word(after[0]):
                continue
            if after[:1] in ("+", "#") and after and name[-1] not in "+#":
                continue
            if len(name) == 1 and name.isalpha():
                before = text[max(0, position - 2) : position]
                if len(after) == 2 and after[0] in "-&'.‐’" and is_word(after[1]):
                    continue
                if len(before) == 2 and before[1] in "-&'.‐’" and is_word(before[0]):
                    continue
            found.append(name)
            position = end
            break
        else:
            position += 1
    return found


def peers(names):
    """Name of a peer and its native search that collects all matches."""
    automaton = ahocorasick.Automaton()
    for number, name in enumerate(names):
        automaton.add_word(name, number)
    automaton.make_automaton()
    yield "pyahocorasick", lambda text: list(automaton.iter_long(text))
    for label, kind in (
        ("ahocorasick-rs", None),
        ("ahocorasick-rs dfa", ahocorasick_rs.Implementation.DFA),
    ):
        matcher = ahocorasick_rs.AhoCorasick(
            names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=kind)
        yield label, matcher.find_matches_as_indexes
    processor = flashtext.KeywordProcessor()
    for name in names:
        processor.add_keyword(name)
    yield "flashtext", lambda text: processor.extract_keywords(text, span_info=True)


def engine(options, *further):
    command = ["taskset", "-c", str(options.core), options.bench, "gazetteer", *further]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout) if done.stdout else None


def check(options, files, text, keys):
    """The engine's matches in the first part of the text against the plain search."""
    part = text[:CHECKED_CHARACTERS].rsplit(" ", 1)[0]
    path = files / "part.txt"
    path.write_text(part, encoding="utf-8")
    engine(options, "--names", str(files / "names.txt"), "--text", str(path),
           "--matches", str(files / "matches.txt"))
    raw = part.encode()
    found = []
    for line in (files / "matches.txt").read_text().splitlines():
        start, end, _ = map(int, line.split())
        found.append(folded(raw[start:end].decode()))
    expected = plain_search(keys, folded(part))
    if found != expected:
        different = next(
            (pair for pair in zip(found, expected) if pair[0] != pair[1]), "one is longer")
        raise SystemExit(f"bench gazetteer finds {len(found)}, plain search {len(expected)}: "
                         f"{different}")
    print(f"{len(found)} matches in {len(raw)} bytes are those of a plain search", file=sys.stderr)


def main():
    options = arguments()
    os.sched_setaffinity(0, {options.core})
    names = draw_names(options.onet, options.count, options.seed)
    with open(options.ads, encoding="utf-8") as rows:
        text = "\n".join(json.loads(row)["text"] for row in rows if row.strip())
    keys = [folded(name) for name in names]
    prepared = folded(text)
    with tempfile.TemporaryDirectory() as folder:
        files = pathlib.Path(folder)
        (files / "names.txt").write_text("\n".join(names), encoding="utf-8")
        (files / "text.txt").write_text(text, encoding="utf-8")
        check(options, files, text, keys)
        contenders = dict(peers(keys))
        times = {name: [] for name in ["rolewise", *contenders]}
        counts = {}
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            report = engine(options, "--json", "--seconds", str(options.seconds),
                            "--names", str(files / "names.txt"),
                            "--text", str(files / "text.txt"))
            times["rolewise"].append(report["median_ms"] / 1e3)
            counts["rolewise"] = report["matches"]
            for name, search in contenders.items():
                start = time.perf_counter()
                matches = search(prepared)
                times[name].append(time.perf_counter() - start)
                counts[name] = len(matches)
                del matches
    megabytes = {name: len(prepared.encode()) / 1e6 for name in contenders}
    megabytes["rolewise"] = len(text.encode()) / 1e6
    date = datetime.date.today().isoformat()
    rows = []
    for name, own in times.items():
        rows.append({
            "date": date, "machine": report["machine"], "contender": name,
            "names": len(names), "text_mb": round(megabytes[name], 2), "rounds": options.rounds,
            "mb_per_s": round(megabytes[name] / statistics.median(own), 1),
            "matches": counts[name],
            "ratio_to_rolewise": round(
                statistics.median(o / e for o, e in zip(own, times["rolewise"])), 2),
            "build_ms": round(report["build_ms"], 1) if name == "rolewise" else "",
            "open_ms": round(report["open_ms"], 3) if name == "rolewise" else "",
            "file_mib": round(report["file_mib"], 2) if name == "rolewise" else "",
        })
    for row in rows:
        print("  ".join(f"{key} {row[key]}" for key in (
            "contender", "mb_per_s", "ratio_to_rolewise", "matches", "build_ms", "open_ms")))
    path = pathlib.Path(options.results) / f"gazetteer-{date}.csv"
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"wrote {path.name}", file=sys.stderr)


if __name__ == "__main__":
    main()
