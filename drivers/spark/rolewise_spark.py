"""Rescores job descriptions with `rolewise worker` processes on Spark.

Each Python worker of Spark, one a task slot, keeps one `rolewise worker` process and pipes the rows of
its tasks through it. The rows that come back are those that `rolewise rescore` would write, byte for
byte, in the input's order. A killed process or executor costs its tasks again and no row: Spark
repeats a failed task.

Nothing is decided here: this file moves rows and adds up numbers.
"""

import argparse
import atexit
import base64
import json
import os
import struct
import subprocess
import sys
import threading
import time

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

HANDSHAKE = "rolewise-worker/1"
# Rows of a batch that goes back to Spark.
BATCH_ROWS = 64
# A component of a vector is a multiple of this in a centroid's sum (decision 0053).
CENTROID_SCALE = 1 << 30


class WorkerFault(RuntimeError):
    """A worker process failed for a reason that is no row's."""


class Feeder(threading.Thread):
    """Writes requests to a worker while its answers are read."""

    # Requests between two flushes.
    FLUSH_COUNT = 8

    def __init__(self, pipe, requests):
        super().__init__(daemon=True)
        self.pipe = pipe
        self.requests = requests
        # Requests that were written, and so are to be answered.
        self.count = 0
        # The input's own failure: it is the task's.
        self.error = None
        # Whether the worker reads no more.
        self.is_cut_off = False
        self.done = threading.Event()

    def run(self):
        try:
            for request in self.requests:
                if not self.write(request):
                    break
        except BaseException as error:
            self.error = error
        finally:
            # What was written before a failure is answered too.
            self.flush()
            self.done.set()

    def write(self, request):
        """Writes a request; False where nobody reads it."""
        try:
            self.pipe.write(request)
        except (OSError, ValueError):
            self.is_cut_off = True
            return False
        self.count += 1
        return self.count % self.FLUSH_COUNT != 0 or self.flush()

    def flush(self):
        try:
            self.pipe.flush()
        except (OSError, ValueError):
            self.is_cut_off = True
        return not self.is_cut_off


class Worker:
    """One `rolewise worker` process."""

    _shared = {}

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.errors = []
        self.error_reader = threading.Thread(target=self._read_errors, daemon=True)
        self.error_reader.start()
        line = self.process.stdout.readline()
        try:
            self.handshake = json.loads(line)
        except ValueError:
            self.fail("gave no handshake")
        if self.handshake.get("format") != HANDSHAKE:
            self.fail("speaks %r, expected %r" % (self.handshake.get("format"), HANDSHAKE))
        self.lines_per_row = self.handshake["lines_per_row"]

    @classmethod
    def shared(cls, command, versions=None):
        """The process of this Python worker, started where there is none that lives."""
        key = tuple(command)
        worker = cls._shared.get(key)
        if worker is None or worker.process.poll() is not None:
            worker = cls._shared[key] = cls(command)
        if versions is not None and worker.handshake["versions"] != versions:
            different = [
                name for name in versions if worker.handshake["versions"].get(name) != versions[name]]
            raise WorkerFault(
                "a worker decides by another %s than the driver's; ship the same store, model and "
                "policy to every host" % ", ".join(different))
        return worker

    def _read_errors(self):
        for line in self.process.stderr:
            self.errors = (self.errors + [line.decode("utf-8", "replace").strip()])[-5:]

    def fail(self, what):
        self.process.kill()
        status = self.process.wait()
        self.error_reader.join(1)
        self._shared.clear()
        raise WorkerFault("a worker %s (status %d): %s" % (what, status, "; ".join(self.errors)))

    def answers(self, requests):
        """Yields the lines of each request's answer; requests are fed from a thread of their own.

        Raises what the requests raise, and a WorkerFault where any of them has no answer.
        """
        feeder = Feeder(self.process.stdin, requests)
        feeder.start()
        given = 0
        try:
            while True:
                if given == feeder.count:
                    if feeder.done.wait(0.001) and given == feeder.count:
                        break
                    continue
                lines = [self.process.stdout.readline() for _ in range(self.lines_per_row)]
                if not all(line.endswith(b"\n") for line in lines):
                    self.fail("ended before its last row")
                given += 1
                yield [line[:-1] for line in lines]
            if feeder.is_cut_off:
                self.fail("ended before its last row")
        finally:
            # A task that is given up leaves answers in the pipe: the next one starts a new process.
            if not feeder.done.is_set() or given != feeder.count:
                self.process.kill()
                self._shared.clear()
        if feeder.error is not None:
            raise feeder.error

    def close(self):
        self.process.stdin.close()
        self.process.wait()


@atexit.register
def _close_workers():
    for worker in Worker._shared.values():
        if worker.process.poll() is None:
            worker.process.kill()


def request(line, value, file=None):
    """The line that asks for a row: its bytes as text, or in base64 where they are no UTF-8."""
    message = {"line": line}
    if file is not None:
        message["file"] = file
    try:
        message["row"] = value.decode("utf-8")
    except UnicodeDecodeError:
        message["row_base64"] = base64.b64encode(value).decode("ascii")
    return json.dumps(message, ensure_ascii=False).encode("utf-8") + b"\n"


RESULT = T.StructType([
    T.StructField("position", T.LongType(), False),
    T.StructField("role", T.StringType(), True),
    T.StructField("row", T.StringType(), False),
    T.StructField("vector_row", T.StringType(), True),
    T.StructField("seconds", T.DoubleType(), False),
])


ARROW = pa.schema([
    ("position", pa.int64()), ("role", pa.string()), ("row", pa.string()),
    ("vector_row", pa.string()), ("seconds", pa.float64())])


def rescoring(command, versions):
    """The function for `mapInArrow`: (position, line, value) rows to `RESULT` rows."""

    def run(batches):
        worker = Worker.shared(command, versions)
        positions = []

        def requests():
            for batch in batches:
                columns = batch.to_pydict()
                for position, line, value in zip(
                        columns["position"], columns["line"], columns["value"]):
                    if not value.strip(b" \t\r"):
                        continue
                    positions.append(position)
                    yield request(line, value)

        rows = {name: [] for name in RESULT.fieldNames()}
        start = time.monotonic()
        count = 0
        for lines in worker.answers(requests()):
            text = lines[0].decode("utf-8")
            rows["position"].append(positions[count])
            count += 1
            rows["role"].append(json.loads(text).get("slug"))
            rows["row"].append(text)
            rows["vector_row"].append(lines[1].decode("utf-8") if len(lines) > 1 else None)
            rows["seconds"].append(time.monotonic() - start)
            start = time.monotonic()
            if len(rows["row"]) == BATCH_ROWS:
                yield pa.RecordBatch.from_pydict(rows, schema=ARROW)
                rows = {name: [] for name in RESULT.fieldNames()}
        if count != len(positions):
            raise WorkerFault("a worker answered %d of %d rows" % (count, len(positions)))
        if rows["row"]:
            yield pa.RecordBatch.from_pydict(rows, schema=ARROW)

    return run


def numbered_lines(spark, path, partitions):
    """The lines of a JSON Lines file as (position, line, value): bytes, with their numbers.

    A first pass counts the lines of each split; the numbers do not depend on the splits.
    """
    splits = (
        spark.read.option("lineSep", "\n").text(path)
        .select(F.col("value").cast("binary").alias("value"),
                F.col("_metadata.file_path").alias("file"),
                F.col("_metadata.file_block_start").alias("start"))
        .withColumn("place", F.monotonically_increasing_id()))
    counts = splits.groupBy("file", "start").agg(
        F.count("*").alias("count"), F.min("place").alias("first"))
    before, total, file = {}, 0, None
    for row in sorted(counts.collect(), key=lambda row: (row["file"], row["start"])):
        if row["file"] != file:
            if file is not None:
                raise SystemExit("rolewise_spark: give one file; a folder's rows have no single order")
            file = row["file"]
        before[row["start"]] = total - row["first"]
        total += row["count"]
    offsets = F.create_map([F.lit(part) for pair in before.items() for part in pair])
    numbered = splits.select(
        (F.col("place") + offsets[F.col("start")] + 1).alias("line"), "value")
    numbered = numbered.select(F.col("line").alias("position"), "line", "value")
    return numbered.repartitionByRange(partitions, "position") if total else numbered


def numbered_parquet(spark, path, partitions):
    """The rows of a Parquet table with `id` and `text` as the lines they would be in JSON Lines.

    A column `line` gives their order and numbers; without it they are numbered as they are read.
    """
    table = spark.read.parquet(path)
    if "line" not in table.columns:
        rows = table.rdd.zipWithIndex().map(lambda pair: (pair[1] + 1, pair[0]["id"], pair[0]["text"]))
        table = rows.toDF(T.StructType([
            T.StructField("line", T.LongType()), T.StructField("id", T.StringType()),
            T.StructField("text", T.StringType())]))
    value = F.to_json(F.struct("id", "text")).cast("binary").alias("value")
    return table.select(
        F.col("line").cast("long").alias("position"), F.col("line").cast("long").alias("line"),
        value).repartitionByRange(partitions, "position")


def component_sums(rows):
    """Exact integer sums of the rounded components of one partition, a line a role."""
    sums = {}
    for row in rows:
        if row["role"] is None or row["vector_row"] is None:
            continue
        text = json.loads(row["vector_row"])["vector"]
        count, total = sums.get(row["role"], (0, None))
        if text is not None:
            data = base64.b64decode(text)
            # round() to even, as the engine rounds.
            parts = [round(part * CENTROID_SCALE) for part in struct.unpack("<%dd" % (len(data) // 8), data)]
            total = parts if total is None else [a + b for a, b in zip(total, parts)]
        sums[row["role"]] = (count + 1, total)
    return iter(sums.items())


def merged(left, right):
    count = left[0] + right[0]
    if left[1] is None or right[1] is None:
        return count, left[1] or right[1]
    return count, [a + b for a, b in zip(left[1], right[1])]


def centroid_lines(results):
    """The centroids that `rolewise rescore --centroids` would write, as a Spark aggregate."""
    sums = results.select("role", "vector_row").rdd.mapPartitions(component_sums).reduceByKey(merged)
    for role, (count, total) in sorted(sums.collect(), key=lambda pair: pair[0].encode("utf-8")):
        data = struct.pack("<%dd" % len(total or []), *[part / CENTROID_SCALE for part in total or []])
        yield json.dumps(
            {"count": count, "role": role, "sum": base64.b64encode(data).decode("ascii")},
            separators=(",", ":"), ensure_ascii=False)


def write_lines(path, lines):
    """Writes a file whole or not at all."""
    with open(path + ".part", "w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            file.write(line + "\n")
    os.replace(path + ".part", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--input", required=True, help="JSON Lines or a Parquet table (*.parquet)")
    parser.add_argument("--output", required=True, help="the file of rows (JSON Lines), or *.parquet")
    parser.add_argument("--vectors", help="a file for id, role and vector of each row")
    parser.add_argument("--centroids", help="a file for the centroids of the vectors")
    parser.add_argument("--metrics", help="a file for counts and times, as JSON")
    parser.add_argument("--partitions", type=int, default=0, help="default: four a task slot")
    parser.add_argument("--rolewise", default="rolewise", help="the program, on every host")
    parser.add_argument("worker", nargs="*", help="options of rolewise worker, after --")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("rolewise").getOrCreate()
    spark.sparkContext.addPyFile(os.path.abspath(__file__))
    command = [options.rolewise, "worker"] + options.worker
    wants_vectors = bool(options.vectors or options.centroids)
    if wants_vectors:
        command.append("--vectors")
    # A worker here says what all of them must decide by; it also fills the store's caches once.
    probe = Worker(command)
    versions = probe.handshake["versions"]
    probe.close()
    partitions = options.partitions or 4 * spark.sparkContext.defaultParallelism
    read = numbered_parquet if options.input.rstrip("/").endswith(".parquet") else numbered_lines
    start = time.monotonic()
    # Imported by name, so that executors find the module that they were sent.
    from rolewise_spark import rescoring as run

    results = read(spark, options.input, partitions).mapInArrow(
        run(command, versions), RESULT).persist()
    ordered = results.orderBy("position")
    if options.output.endswith(".parquet"):
        ordered.select("position", "role", "row").write.mode("error").parquet(options.output)
    else:
        write_lines(options.output, (row["row"] for row in ordered.select("row").toLocalIterator()))
    if options.vectors:
        write_lines(
            options.vectors,
            (row["vector_row"] for row in ordered.select("vector_row").toLocalIterator()))
    if options.centroids:
        write_lines(options.centroids, centroid_lines(results))
    totals = results.agg(
        F.count("*").alias("rows"), F.sum("seconds").alias("seconds"),
        F.sum(F.when(F.get_json_object("row", "$.error").isNotNull(), 1).otherwise(0)).alias("bad"),
    ).first()
    seconds = time.monotonic() - start
    metrics = {
        "rows": totals["rows"], "bad_rows": totals["bad"] or 0, "partitions": partitions,
        "worker_seconds": totals["seconds"] or 0.0, "seconds": seconds,
        "rows_per_s": totals["rows"] / seconds if seconds else 0.0, "versions": versions}
    if options.metrics:
        write_lines(options.metrics, [json.dumps(metrics, sort_keys=True)])
    print("%(rows)d rows, %(bad_rows)d could not be read, %(seconds).1f s" % metrics, file=sys.stderr)
    spark.stop()


if __name__ == "__main__":
    # Run as the module that executors import.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import rolewise_spark

    rolewise_spark.main()
