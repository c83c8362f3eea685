"""Times the scoring engine and its peers side by side and prints one table.

One process each, all pinned to the same core, interleaved: a round times every contender once, and
the ratios are medians over the rounds. Before that every answer is compared with f64 in NumPy.
"""

import argparse
import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy

from contenders import CONTENDERS

HERE = pathlib.Path(__file__).resolve().parent
NO_ROLES = {"numkong-whole", "faiss-flat"}


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--roles", type=int, default=250)
    parser.add_argument("--kras-per-role", type=int, default=10)
    parser.add_argument("--dimension", type=int, default=384)
    parser.add_argument("--sentences", type=int, default=10)
    parser.add_argument("--jds", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.5, help="of one timing in a round")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--vectors", help="little-endian f32 rows: real sentence vectors")
    parser.add_argument("--peers", default=",".join(CONTENDERS), help="which, by comma")
    parser.add_argument("--save", action="store_true", help="write a dated CSV")
    return parser.parse_args()


def vectors(options):
    """KRAs, then sentences: rows of the file, repeated with noise where it is too short."""
    rows = options.roles * options.kras_per_role + options.sentences * options.jds
    generator = numpy.random.default_rng(options.seed)
    if options.vectors:
        file = numpy.fromfile(options.vectors, dtype="<f4").reshape(-1, options.dimension)
        order = generator.permutation(len(file))
        matrix = file[numpy.resize(order, rows)].astype("f8")
        # A row that comes again is moved a little, so that catalogs larger than the file have
        # near neighbours but no copies.
        noise = generator.normal(size=(max(rows - len(file), 0), options.dimension))
        matrix[len(file) :] += 0.3 * noise / numpy.sqrt(options.dimension)
    else:
        matrix = generator.uniform(-1, 1, (rows, options.dimension))
    matrix /= numpy.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix.astype("<f4")


def reference(matrix, options):
    """What each kind of answer should be, in f64."""
    count = options.roles * options.kras_per_role
    kras = matrix[:count].astype("f8")
    result = {"role_scores": [], "role_sums": [], "best": [], "sums": []}
    for first in range(count, len(matrix), options.sentences):
        sentences = matrix[first : first + options.sentences].astype("f8")
        best = (sentences @ kras.T).reshape(options.sentences, options.roles, -1).max(2)
        kept = min(3, options.sentences)
        result["role_scores"].append(numpy.sort(best, axis=0)[-kept:].mean(0))
        result["role_sums"].append(best.sum(0))
        result["best"].append(best.max(1))
        result["sums"].append(best.max(1).sum())
    return result


class Worker:
    def __init__(self, name, path, options, core, expected):
        self.process = subprocess.Popen(
            ["taskset", "-c", str(core), sys.executable, str(HERE / "contenders.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {name: "1" for name in (
                "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")},
        )
        shape = {key: getattr(options, key) for key in (
            "roles", "kras_per_role", "dimension", "sentences", "jds")}
        answer = self.ask(json.dumps({"name": name, "vectors": path, "shape": shape}))
        (kind, values), = answer.items()
        error = numpy.abs(numpy.asarray(values) - numpy.asarray(expected[kind])).max()
        self.error, self.kind = float(error), kind
        if not error < 0.1 * options.sentences:
            raise SystemExit(f"{name} answers {kind} off by {error}: not compared")

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def time(self, seconds):
        return self.ask(str(seconds))["median_ms"]


def engine(path, options, core, seconds):
    """One run of `bench score`, which checks its own answer to the bit before it times."""
    command = [
        "taskset", "-c", str(core), os.environ["ROLEWISE_BENCH"], "score", "--json",
        "--roles", options.roles, "--kras-per-role", options.kras_per_role,
        "--dimension", options.dimension, "--sentences", options.sentences,
        "--jds", options.jds, "--distinct-jds", options.jds, "--vectors", path,
        "--seconds", seconds,
    ]
    return json.loads(subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True).stdout)


def check_engine(report, expected):
    for part in report["first_shortlist"].split():
        role, score = part.split(":")
        error = abs(expected["role_scores"][0][int(role) - 1] - float(score))
        if not error < 1e-9:
            raise SystemExit(f"bench score gives role {role} {score}, off by {error}")
    found = [int(part.split(":")[0]) - 1 for part in report["first_shortlist"].split()]
    best = numpy.sort(expected["role_scores"][0])[::-1][: len(found)]
    if numpy.abs(expected["role_scores"][0][found] - best).max() > 1e-9:
        raise SystemExit("bench score gives other roles than f64")


def main():
    options = parse()
    core = min(os.sched_getaffinity(0))
    names = options.peers.split(",")
    with tempfile.NamedTemporaryFile(suffix=".f32") as file:
        matrix = vectors(options)
        matrix.tofile(file)
        file.flush()
        expected = reference(matrix, options)
        workers = {name: Worker(name, file.name, options, core, expected) for name in names}
        times = {name: [] for name in ["rolewise", *names]}
        for _ in range(options.rounds):
            report = engine(file.name, options, core, options.seconds)
            check_engine(report, expected)
            times["rolewise"].append(report["median_ms"])
            for name in names:
                times[name].append(workers[name].time(options.seconds))
    rows = []
    for name, values in times.items():
        ratios = numpy.asarray(values) / numpy.asarray(times["rolewise"])
        rows.append({
            "date": datetime.date.today().isoformat(), "machine": report["machine"],
            "kernel": report["kernel"] if name == "rolewise" else "",
            "data": "real" if options.vectors else "random", "roles": options.roles,
            "kras_per_role": options.kras_per_role, "dimension": options.dimension,
            "sentences": options.sentences, "jds": options.jds, "rounds": options.rounds,
            "contender": name, "median_ms": round(float(numpy.median(values)), 4),
            "min_ms": round(min(values), 4),
            "ratio_to_rolewise": round(float(numpy.median(ratios)), 2),
            "answers": "shortlist, exact" if name == "rolewise" else workers[name].kind,
            "largest_error": 0 if name == "rolewise" else f"{workers[name].error:.1e}",
        })
    print(f"{report['machine']}, kernel {report['kernel']}, core {core}, {rows[0]['data']} vectors: "
          f"{options.roles} roles x {options.kras_per_role} KRAs x {options.dimension}, "
          f"{options.jds} JDs of {options.sentences} sentences, {options.rounds} rounds")
    print(f"{'contender':16}{'median ms':>12}{'min ms':>12}{'ratio':>8}  answers (largest error)")
    for row in rows:
        print(f"{row['contender']:16}{row['median_ms']:12.3f}{row['min_ms']:12.3f}"
              f"{row['ratio_to_rolewise']:8.2f}  {row['answers']} ({row['largest_error']})")
    answering = [r for r in rows[1:] if r["contender"] not in NO_ROLES]
    if answering:
        best = min(answering, key=lambda row: row["ratio_to_rolewise"])
        print(f"best peer that tells roles apart: {best['contender']}, {best['ratio_to_rolewise']}x; "
              f"rescored share {report['rescored_share']:.5f}, share of limit "
              f"{report['share_of_limit']:.2f}")
    if options.save:
        path = HERE.parent / "results" / f"score-{datetime.date.today().isoformat()}.csv"
        is_new = not path.exists()
        with path.open("a", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
            if is_new:
                writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
