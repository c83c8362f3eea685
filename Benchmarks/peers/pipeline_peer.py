"""The three steps of the pipeline in Python: sentence-transformers, NumPy and sqlite3.

It reads the same catalog, encodes the same sentences and commits as often, but does less: no tf-idf
of words, no calibration, no evidence record, no places, degrees or employers, and it knows no skill
that the catalog lacks. What is left out would only cost it time.

As a program it is a worker: the first line of its input is the task, every further line a round.
"""

import json
import pathlib
import resource
import statistics
import sys
import tempfile
import time
import uuid

from pipeline_catalog import Catalog
from pipeline_steps import Pipeline
from pipeline_store import make_store


class Round:
    """All ads in a new store, each step timed."""

    def __init__(self, catalog, encode, ads):
        self.times = {name: [] for name in (
            "extract_from_jd_ms", "extract_details_ms", "final_role_output_ms", "encode_ms")}
        self.answers = []
        with tempfile.TemporaryDirectory() as folder:
            database = make_store(str(pathlib.Path(folder) / "store.db"), catalog)
            self.pipeline = Pipeline(catalog, encode, database)
            for ad in ads:
                self._run(ad)
            database.close()

    def _run(self, ad):
        run = str(uuid.uuid4())
        pipeline = self.pipeline
        pipeline.encode_seconds = 0.0
        marks = [time.perf_counter()]
        first = pipeline.extract_from_jd(run, ad["text"], ad["sentences"])
        marks.append(time.perf_counter())
        if not first["rejected"]:
            pipeline.extract_details(run)
            marks.append(time.perf_counter())
            pipeline.final_role_output(run)
            marks.append(time.perf_counter())
        marks += [marks[-1]] * (4 - len(marks))
        steps = [after - before for before, after in zip(marks, marks[1:])]
        for name, seconds in zip(self.times, [*steps, pipeline.encode_seconds]):
            self.times[name].append(seconds * 1e3)
        signals, decision = first["stage3_signals"], first["stage4_decision"]
        self.answers.append({
            "rejected": first["rejected"], "case": decision and decision["case"],
            "slug": decision and decision["chosen_role"] and decision["chosen_role"]["slug"],
            "kra_leader": signals and signals["kra_match_roles"][0]["slug"]})

    def report(self):
        *steps, encoding = self.times.values()
        whole = [sum(parts) for parts in zip(*steps)]
        medians = {name: statistics.median(values) for name, values in self.times.items()}
        return medians | {
            "median_ms": statistics.median(whole),
            "share_of_encode": sum(encoding) / sum(whole),
            "rows_per_s": len(whole) / sum(whole) * 1e3,
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def main():
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    task = json.loads(sys.stdin.readline())
    with open(task["sentences"], encoding="utf-8") as file:
        ads = [json.loads(line) for line in file]
    model = SentenceTransformer(task["model"], device="cpu")

    def encoder(batch_size):
        return lambda texts: model.encode(
            texts, batch_size=batch_size, normalize_embeddings=True, show_progress_bar=False)

    catalog = Catalog(task["catalog"], encoder(64))
    # The answers, and every path warm.
    print(json.dumps(Round(catalog, encoder(64), ads).answers), flush=True)
    for line in sys.stdin:
        print(json.dumps(Round(catalog, encoder(int(line)), ads).report()), flush=True)


if __name__ == "__main__":
    main()
