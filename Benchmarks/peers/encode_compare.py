"""Times rolewise, ONNX Runtime and sentence-transformers on the same sentences and core.

Rounds are interleaved and every ratio is that of one round; medians of ratios stand against drift
of the machine. Each peer has its best schedule, chosen beforehand: batches of 4 to 64 sentences
sorted by length in bulk; for the ten sentences of one JD all together, by halves, in sorted pairs,
or one by one.
"""

import argparse
import csv
import datetime
import os
import pathlib
import platform
import statistics
import sys

import encode_engines
import encode_graphs
import numpy as np


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--input", required=True, help="sentences, one a line")
    parser.add_argument("--model", default=os.environ.get("ROLEWISE_MODEL", ".cache/model"))
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--rounds", type=int, default=7)
    for name in ("bench", "graphs", "results"):
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_args()


def processor():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def ten_mixed(texts, tokenizer):
    """Ten sentences from the shortest to the longest, evenly by rank, in a mixed order."""
    order = sorted(range(len(texts)), key=lambda i: len(tokenizer.encode(texts[i]).ids))
    ranks = [round(i * (len(order) - 1) / 9) for i in (4, 9, 0, 6, 2, 8, 1, 5, 3, 7)]
    return [texts[order[rank]] for rank in ranks]


def best_schedule(engine, texts, sizes):
    """The batch size with the least time."""
    return min(sizes, key=lambda size: engine.seconds(texts, size)) if sizes[1:] else sizes[0]


def cosines(vectors, reference):
    values = (vectors.astype("f8") * reference.astype("f8")).sum(1)
    values /= np.linalg.norm(vectors, axis=1) * np.linalg.norm(reference, axis=1)
    return values.mean(), values.min()


def measure(workload, texts, engines, sizes, rounds, reference):
    """Rows of the table for one workload."""
    schedules = {e.name: best_schedule(e, texts, e.batch_sizes or sizes) for e in engines}
    times = {e.name: [] for e in engines}
    for number in range(rounds):
        print(f"{workload}: round {number + 1} of {rounds}", file=sys.stderr)
        for engine in engines:
            times[engine.name].append(engine.seconds(texts, schedules[engine.name]))
    base = times["onnxruntime f32"]
    quantised = times["onnxruntime int8"]
    for engine in engines:
        mean, least = cosines(engine.encode(texts, schedules[engine.name]), reference)
        own = times[engine.name]
        yield {
            "workload": workload,
            "engine": engine.name,
            "batch": schedules[engine.name],
            "median_ms": round(statistics.median(own) * 1e3, 3),
            "sentences_per_s": round(len(texts) / statistics.median(own), 1),
            "times_onnxruntime_f32": round(
                statistics.median(b / o for b, o in zip(base, own)), 2
            ),
            "times_onnxruntime_int8": round(
                statistics.median(b / o for b, o in zip(quantised, own)), 2
            ),
            "cosine_mean": round(float(mean), 6),
            "cosine_min": round(float(least), 6),
        }


def print_table(rows):
    names = list(rows[0])
    print("| " + " | ".join(names) + " |")
    print("|" + "---|" * len(names))
    for row in rows:
        print("| " + " | ".join(str(row[name]) for name in names) + " |")


def main():
    options = arguments()
    os.sched_setaffinity(0, {options.core})
    os.environ["OMP_NUM_THREADS"] = "1"
    from tokenizers import Tokenizer

    texts = [line for line in open(options.input, encoding="utf-8").read().splitlines() if line]
    tokenizer = Tokenizer.from_file(str(pathlib.Path(options.model) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    plain, quantised = encode_graphs.export(options.model, options.graphs)
    reference = encode_engines.SentenceTransformers(options.model)
    engines = [
        encode_engines.OnnxRuntime("onnxruntime f32", plain, tokenizer),
        encode_engines.OnnxRuntime("onnxruntime int8", quantised, tokenizer),
        reference,
    ] + [
        encode_engines.Rolewise(options.bench, options.model, precision)
        for precision in ("f32", "bf16", "int8")
    ]
    rows = []
    for workload, chosen, sizes in [
        (f"bulk of {len(texts)}", texts, [4, 8, 16, 32, 64]),
        ("10 mixed", ten_mixed(texts, tokenizer), [1, 2, 5, 10]),
    ]:
        vectors = reference.encode(chosen, 16)
        rows += measure(workload, chosen, engines, sizes, options.rounds, vectors)
    print_table(rows)
    date = datetime.date.today().isoformat()
    path = pathlib.Path(options.results) / f"encode-{date}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, ["date", "processor", *rows[0]])
        writer.writeheader()
        for row in rows:
            writer.writerow({"date": date, "processor": processor(), **row})
    print(f"\n{processor()}, one thread on core {options.core}; {path}")


if __name__ == "__main__":
    main()
