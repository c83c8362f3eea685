"""The engines that are compared: each encodes texts by one of its schedules."""

import json
import pathlib
import statistics
import subprocess
import tempfile
import time

import numpy as np


def groups(order, size):
    return [order[i : i + size] for i in range(0, len(order), size)]


def median_seconds(encode, texts, batch_size):
    """The middle time of as many runs as fill a second, as `bench encode --seconds 1` takes it."""
    times = []
    while sum(times) < 1 or len(times) < 3:
        start = time.perf_counter()
        encode(texts, batch_size)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


class OnnxRuntime:
    """ONNX Runtime on one thread; schedules are batches of neighbours in length."""

    batch_sizes = None

    def __init__(self, name, graph, tokenizer):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            str(graph), options, providers=["CPUExecutionProvider"]
        )
        self.name, self.tokenizer = name, tokenizer

    def encode(self, texts, batch_size):
        encoded = [e.ids for e in self.tokenizer.encode_batch(texts)]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
        vectors = [None] * len(texts)
        for group in groups(order, batch_size):
            width = max(len(encoded[i]) for i in group)
            ids = np.zeros((len(group), width), np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(group):
                ids[row, : len(encoded[i])] = encoded[i]
                mask[row, : len(encoded[i])] = 1
            feed = {
                "input_ids": ids,
                "attention_mask": mask,
                "token_type_ids": np.zeros_like(ids),
            }
            (hidden,) = self.session.run(None, feed)
            mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
            mean /= np.linalg.norm(mean, axis=1, keepdims=True)
            for row, i in enumerate(group):
                vectors[i] = mean[row]
        return np.stack(vectors)

    def seconds(self, texts, batch_size):
        return median_seconds(self.encode, texts, batch_size)


class SentenceTransformers:
    """sentence-transformers (PyTorch) on one thread; it sorts by length itself."""

    name = "sentence-transformers"
    batch_sizes = None

    def __init__(self, model_folder):
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)
        self.model = SentenceTransformer(model_folder, device="cpu")

    def encode(self, texts, batch_size):
        return self.model.encode(
            texts, batch_size=batch_size, normalize_embeddings=True, show_progress_bar=False
        )

    def seconds(self, texts, batch_size):
        return median_seconds(self.encode, texts, batch_size)


class Rolewise:
    """`bench encode` in a process of its own, on the same core; it has no schedule to choose."""

    batch_sizes = [64]

    def __init__(self, bench, model_folder, precision):
        self.bench, self.model_folder, self.precision = bench, model_folder, precision
        self.name = f"rolewise {precision}"
        self.folder = tempfile.TemporaryDirectory()

    def _run(self, texts, *options):
        path = pathlib.Path(self.folder.name) / "texts.json"
        path.write_text(json.dumps(texts))
        command = [self.bench, "encode", "--input", path, "--model", self.model_folder]
        command += ["--precision", self.precision, *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def encode(self, texts, batch_size):
        path = pathlib.Path(self.folder.name) / "vectors"
        self._run(texts, "--vectors", path)
        return np.fromfile(path, "<f4").reshape(len(texts), -1)

    def seconds(self, texts, batch_size):
        options = ["--only-times", "--seconds", "1", "--batch", str(batch_size), "--json"]
        report = json.loads(self._run(texts, *options))
        return report["median_ms"] / 1e3
