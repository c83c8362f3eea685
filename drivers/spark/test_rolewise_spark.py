"""Tests of the pipes to worker processes: python3 -m unittest discover drivers/spark. No Spark needed."""

import json
import sys
import threading
import unittest
from unittest import mock

for name in ["pyarrow", "pyspark", "pyspark.sql"]:
    sys.modules.setdefault(name, mock.MagicMock())

import rolewise_spark  # noqa: E402
from rolewise_spark import Worker, WorkerFault  # noqa: E402

HANDSHAKE = json.dumps(
    {"format": rolewise_spark.HANDSHAKE, "lines_per_row": 1, "versions": {"engine": "1"}})


def worker(body):
    """A worker process that runs `body` after its handshake."""
    return Worker([sys.executable, "-c", "import sys\nprint(%r, flush=True)\n%s" % (HANDSHAKE, body)])


ECHO = "for line in sys.stdin: print(line.strip(), flush=True)"
LARGE = b"x" * 100_000 + b"\n"


def within(seconds, body):
    """What `body` returns; fails where it takes longer."""
    result = []

    def run():
        try:
            result.append((body(), None))
        except BaseException as error:
            result.append((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not result:
        raise AssertionError("it hangs")
    if result[0][1] is not None:
        raise result[0][1]
    return result[0][0]


class AnswersTests(unittest.TestCase):
    def answers(self, process, requests):
        return within(20, lambda: [lines[0] for lines in process.answers(requests)])

    def test_each_request_is_answered_in_order(self):
        process = worker(ECHO)
        requests = [b"row %d\n" % number for number in range(100)] + [LARGE]
        for _ in range(2):
            self.assertEqual(
                self.answers(process, iter(requests)), [line[:-1] for line in requests])
        self.assertEqual(self.answers(process, iter([])), [])
        process.close()

    def test_no_row_is_lost_with_a_worker_that_has_died(self):
        for requests in [[LARGE], [b"row\n"], [b"row\n"] * 20, [LARGE] * 3]:
            process = worker("")
            process.process.wait()
            with self.assertRaisesRegex(WorkerFault, "ended before its last row"):
                self.answers(process, iter(requests))

    def test_no_row_is_lost_with_a_worker_that_stops_reading(self):
        process = worker("print(sys.stdin.readline().strip(), flush=True)")
        with self.assertRaisesRegex(WorkerFault, "ended before its last row"):
            self.answers(process, iter([b"row\n"] + [LARGE] * 3))

    def test_a_failure_of_the_input_is_raised(self):
        for failure in [RuntimeError, ValueError, BrokenPipeError]:
            for count in [0, 3, 8, 9]:

                def requests():
                    for number in range(count):
                        yield b"row %d\n" % number
                    raise failure("the input")

                process = worker(ECHO)
                with self.assertRaisesRegex(failure, "the input"):
                    self.answers(process, requests())
                # All that was asked is answered: the process serves the next task.
                self.assertEqual(self.answers(process, iter([b"next\n"])), [b"next"])
                process.close()


if __name__ == "__main__":
    unittest.main()
