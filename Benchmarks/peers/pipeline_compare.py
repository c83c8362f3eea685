"""Times `bench pipeline` and the same three steps in Python on the same ads and core.

Rounds are interleaved: one is a run of the engine, then one of the peer for each batch size, in a
process that lives on with its catalog encoded; every ratio is that of one round. The peer encodes
what the engine encodes of each ad. It is sentence-transformers in f32 whatever the engine's
precision. Before anything is timed the roles that both choose are compared.
"""

import argparse
import csv
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PARTS = ["median_ms", "encode_ms", "extract_from_jd_ms", "extract_details_ms",
         "final_role_output_ms", "share_of_encode", "rows_per_s", "peak_mib"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--input", help="JSON Lines with id and text; ads of built-in sentences where absent")
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--precision", default="f32", choices=["f32", "int8"],
                        help="of the engine; the peer stays f32")
    parser.add_argument("--batches", default="8,64", help="batch sizes of the peer, by comma")
    parser.add_argument("--catalog", default=os.environ.get("ROLEWISE_CATALOG", "data/catalog"))
    parser.add_argument("--model", default=os.environ.get("ROLEWISE_MODEL", ".cache/model"))
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--least-agreement", type=float, default=0.4,
                        help="share of ads whose role by KRAs alone is on the engine's shortlist")
    parser.add_argument("--save", action="store_true", help="write a dated CSV")
    for name in ("bench", "rolewise", "results"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    try:
        options.batches = [int(size) for size in options.batches.split(",")]
    except ValueError:
        parser.error("--batches must be numbers, by comma")
    if options.rounds < 1 or min(options.batches) < 1:
        parser.error("--rounds and --batches must be at least 1")
    return options


def pinned(options, *command):
    parts = ["taskset", "-c", options.core, *command]
    return [str(part) for part in parts]


def engine(options, *further):
    """One run of `bench pipeline`."""
    ads = ["--input", options.input] if options.input else []
    command = pinned(
        options, options.bench, "pipeline", *ads, "--rows", options.rows, "--catalog",
        options.catalog, "--model", options.model, "--precision", options.precision, *further)
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def engine_answers(options, sentences, folder):
    """What the engine decides of each ad, having learned nothing."""
    path = folder / "answers.jsonl"
    subprocess.run(
        pinned(options, options.rolewise, "rescore", "--catalog", options.catalog, "--model",
               options.model, "--precision", options.precision, "--input", sentences, "--output",
               path),
        check=True)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Peer:
    """The worker: it answers its task with what it decided, and a batch size with a round."""

    def __init__(self, options, sentences):
        threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
                   "RAYON_NUM_THREADS")
        self.process = subprocess.Popen(
            pinned(options, sys.executable, HERE / "pipeline_peer.py"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {name: "1" for name in threads})
        self.answers = self.ask(json.dumps({
            "sentences": str(sentences), "catalog": options.catalog, "model": options.model}))

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("pipeline_peer.py ended; what is wrong stands above")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def agreement(ours, theirs):
    """Counts of ads: both accepted, the same role, the peer's leader by KRAs on our shortlist."""
    if len(ours) != len(theirs):
        raise SystemExit(f"the engine decided {len(ours)} ads, the peer {len(theirs)}")
    pairs = [
        (o, t) for o, t in zip(ours, theirs) if "rejection" not in o and not t["rejected"]]
    listed = [(o, t) for o, t in pairs if o["shortlist"]]
    return {
        "both": len(pairs), "listed": len(listed),
        "same_role": sum(o.get("slug") == t["slug"] for o, t in pairs),
        "both_by_title": sum(o["case"] == t["case"] == "A" for o, t in pairs),
        "same_by_title": sum(
            o["case"] == t["case"] == "A" and o["slug"] == t["slug"] for o, t in pairs),
        "same_kra_leader": sum(o["shortlist"][0]["slug"] == t["kra_leader"] for o, t in listed),
        "on_shortlist": sum(
            t["kra_leader"] in (role["slug"] for role in o["shortlist"]) for o, t in listed),
    }


def print_agreement(counts, rejected):
    both, listed = counts["both"], counts["listed"]
    print(f"of {both} ads that both accepted (rejected: engine {rejected[0]}, peer {rejected[1]}): "
          f"the same role {counts['same_role']} ({counts['same_role'] / both:.0%}); both by a "
          f"title alone {counts['both_by_title']}, of them the same role "
          f"{counts['same_by_title']}. Of {listed} that have a shortlist by KRAs: the same leader "
          f"{counts['same_kra_leader']}, the peer's leader on the engine's shortlist "
          f"{counts['on_shortlist']} ({counts['on_shortlist'] / listed:.0%})")


def table(options, rounds, report, counts):
    """A row a contender; ratios are medians over the rounds."""
    for name, reports in rounds.items():
        is_peer = name != "rolewise"
        ratios = [own["median_ms"] / base["median_ms"]
                  for own, base in zip(reports, rounds["rolewise"])]
        yield {
            "date": datetime.date.today().isoformat(), "machine": report["machine"],
            "kernel": "" if is_peer else report["kernel"],
            "data": "ads" if options.input else "built-in", "rows": report["rows"],
            "rejected": report["rejected"], "sentences": report["sentences"],
            "rounds": options.rounds, "compared_with": options.precision, "contender": name,
            "precision": "f32" if is_peer else options.precision,
        } | {
            part: round(statistics.median(r[part] for r in reports), 3) for part in PARTS
        } | {
            "min_ms": round(min(r["median_ms"] for r in reports), 3),
            "ratio_to_rolewise": round(statistics.median(ratios), 2),
            "same_role": round(counts["same_role"] / counts["both"], 3) if is_peer else "",
        }


def print_table(options, rows, report):
    print(f"{report['machine']}, kernel {report['kernel']}, core {options.core}, "
          f"{report['rows']} ads ({rows[0]['data']}), {report['sentences']} sentences encoded, "
          f"{options.rounds} rounds; the peer is f32")
    print(f"{'contender':18}{'precision':>10}{'median ms':>11}{'ratio':>7}{'encode ms':>11}"
          f"{'share':>7}{'step 1':>9}{'step 2':>8}{'step 3':>8}{'ads/s':>8}{'MiB':>7}")
    for row in rows:
        print(f"{row['contender']:18}{row['precision']:>10}{row['median_ms']:11.2f}"
              f"{row['ratio_to_rolewise']:7.2f}{row['encode_ms']:11.2f}"
              f"{row['share_of_encode']:7.3f}{row['extract_from_jd_ms']:9.2f}"
              f"{row['extract_details_ms']:8.2f}{row['final_role_output_ms']:8.2f}"
              f"{row['rows_per_s']:8.2f}{row['peak_mib']:7.0f}")
    best = min(rows[1:], key=lambda row: row["ratio_to_rolewise"])
    print(f"best peer: {best['contender']}, {best['ratio_to_rolewise']}x")


def save(options, rows):
    path = pathlib.Path(options.results) / f"pipeline-{datetime.date.today().isoformat()}.csv"
    is_new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerows(rows)
    print(f"wrote {path.name}", file=sys.stderr)


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        sentences = folder / "sentences.jsonl"
        engine(options, "--sentences", sentences)
        ours = engine_answers(options, sentences, folder)
        peer = Peer(options, sentences)
        counts = agreement(ours, peer.answers)
        if not counts["listed"]:
            raise SystemExit("no ad has a shortlist by KRAs: nothing to compare")
        print_agreement(counts, [
            sum("rejection" in row for row in ours),
            sum(row["rejected"] for row in peer.answers)])
        if counts["on_shortlist"] < options.least_agreement * counts["listed"]:
            raise SystemExit("the peer's roles are too far from the engine's: not compared")
        rounds = {name: [] for name in [
            "rolewise", *(f"python, batch {size}" for size in options.batches)]}
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            report = json.loads(engine(options, "--json", "--rounds", "1"))
            rounds["rolewise"].append(report)
            for size in options.batches:
                rounds[f"python, batch {size}"].append(peer.ask(str(size)))
        peer.close()
    rows = list(table(options, rounds, report, counts))
    print_table(options, rows, report)
    if options.save:
        save(options, rows)


if __name__ == "__main__":
    main()
