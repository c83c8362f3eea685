"""The contenders: each answers one call with the work of all JDs of a run.

`prepare` gets the KRA matrix and is not timed; `run` gets the sentences of the JDs. What a peer
packs of the catalog it packs in `prepare`, what it packs of the sentences it packs in `run`.
`answer` gives, JD by JD, what the peer found, for the check against f64.
"""

import sys

import numpy


class NumPy:
    """A BLAS product, the best KRA of each role, the mean of the best sentences."""

    def prepare(self, kras, shape):
        self.kras, self.shape = kras, shape

    def run(self, sentences):
        roles, per_role, count = self.shape["roles"], self.shape["kras_per_role"], len(sentences[0])
        together = numpy.concatenate(sentences)
        best = (together @ self.kras.T).reshape(len(sentences), count, roles, per_role).max(3)
        kept = min(3, count)
        scores = numpy.partition(best, count - kept, axis=1)[:, count - kept :].mean(1)
        size = min(5, roles)
        return [row[numpy.argpartition(-row, size - 1)[:size]] for row in scores], scores

    def answer(self, sentences):
        return {"role_scores": self.run(sentences)[1].tolist()}


class FAISS:
    """IndexFlatIP: the 50 nearest KRAs of each sentence; the roles are not even looked at."""

    def prepare(self, kras, shape):
        import faiss

        faiss.omp_set_num_threads(1)
        self.index = faiss.IndexFlatIP(kras.shape[1])
        self.index.add(kras)
        self.nearest = min(50, len(kras))

    def run(self, sentences):
        return self.index.search(numpy.concatenate(sentences), self.nearest)

    def answer(self, sentences):
        values = self.run(sentences)[0]
        return {"best": values[:, 0].reshape(len(sentences), -1).tolist()}


class MaxSimCPU:
    """maxsim_scores: for each role the sum over all sentences of the best KRA."""

    def prepare(self, kras, shape):
        import maxsim_cpu

        self.score = maxsim_cpu.maxsim_scores
        self.roles = kras.reshape(shape["roles"], shape["kras_per_role"], -1)

    def run(self, sentences):
        return [self.score(document, self.roles) for document in sentences]

    def answer(self, sentences):
        return {"role_sums": [numpy.asarray(row).tolist() for row in self.run(sentences)]}


class NumKong:
    """maxsim_packed, a call a role: the sum over all sentences of the least angular distance."""

    def prepare(self, kras, shape):
        import numkong

        self.pack, self.score = numkong.maxsim_pack, numkong.maxsim_packed
        step = shape["kras_per_role"]
        self.roles = [
            self.pack(kras[first : first + step], dtype="f32")
            for first in range(0, len(kras), step)
        ]

    def run(self, sentences):
        results = []
        for document in sentences:
            packed = self.pack(document, dtype="f32")
            results.append([self.score(packed, role) for role in self.roles])
        return results

    def answer(self, sentences):
        return {
            "role_sums": [
                [len(document) - distance for distance in row]
                for document, row in zip(sentences, self.run(sentences))
            ]
        }


class NumKongWhole(NumKong):
    """maxsim_packed with the catalog as one document: fewer calls, but no role is told apart."""

    def prepare(self, kras, shape):
        super().prepare(kras, {"kras_per_role": len(kras)})

    def answer(self, sentences):
        return {"sums": [len(d) - row[0] for d, row in zip(sentences, self.run(sentences))]}


CONTENDERS = {
    "numpy": NumPy,
    "faiss-flat": FAISS,
    "maxsim-cpu": MaxSimCPU,
    "numkong": NumKong,
    "numkong-whole": NumKongWhole,
}


def main():
    """A worker: reads its task from the first line, then times a call for every line."""
    import json
    import time

    task = json.loads(sys.stdin.readline())
    shape = task["shape"]
    matrix = numpy.fromfile(task["vectors"], dtype="<f4").reshape(-1, shape["dimension"])
    count = shape["roles"] * shape["kras_per_role"]
    kras = numpy.ascontiguousarray(matrix[:count])
    step = shape["sentences"]
    sentences = [
        numpy.ascontiguousarray(matrix[count + j * step : count + (j + 1) * step])
        for j in range(shape["jds"])
    ]
    contender = CONTENDERS[task["name"]]()
    contender.prepare(kras, shape)
    print(json.dumps(contender.answer(sentences)), flush=True)
    for line in sys.stdin:
        budget, times = float(line), []
        start = time.perf_counter()
        while len(times) < 3 or time.perf_counter() - start < budget:
            before = time.perf_counter()
            contender.run(sentences)
            times.append(time.perf_counter() - before)
        print(json.dumps({"median_ms": float(numpy.median(times)) * 1e3}), flush=True)


if __name__ == "__main__":
    main()
