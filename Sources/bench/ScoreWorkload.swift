import SimCore

/// An index and the JDs that are scored against it.
struct ScoreWorkload {
  let shape: ScoreShape
  let scorer: RoleScorer
  let documents: [EmbeddingMatrix]

  /// - Throws: `BenchError` where a file is missing or does not fit the shape.
  init(
    shape: ScoreShape, source: VectorSource, indexFile: String?, kernel: Kernel
  ) throws {
    let index: KRAIndex
    do {
      index = try indexFile.map { try KRAIndex(mapping: $0) } ?? source.index(of: shape)
    } catch {
      throw BenchError.badData("\(error)")
    }
    guard index.dimension == shape.dimension, index.kraCount == shape.kras else {
      throw BenchError.badData(
        "the index has \(index.kraCount) KRAs of dimension \(index.dimension), asked for were"
          + " \(shape.kras) of \(shape.dimension); give the sizes it was saved with")
    }
    self.shape = shape
    scorer = RoleScorer(index: index, kernel: kernel)
    documents = source.documents(of: shape)
    guard documents.allSatisfy(\.isFinite) else {
      throw BenchError.badData("a sentence vector has a component that is no finite number")
    }
  }

  /// Checks the answer, measures, and reports.
  func report(threads: Int, seconds: Double) throws -> Report {
    let workers = WorkerPool(threadCount: threads)
    try check(workers)
    let rescored = rescoredShares(workers)
    let measurement = Measurement(budget: seconds) { run in
      let first = run % (documents.count / shape.jds) * shape.jds
      _ = scorer.shortlists(for: Array(documents[first..<first + shape.jds]), workers: workers)
    }
    let resident = Machine.residentMebibytes
    let multiplyAdds =
      Double(shape.kras) * Double(shape.dimension) * Double(shape.sentences) * Double(shape.jds)
    let limit = Limit(
      scorer: scorer, multiplyAdds: multiplyAdds, threads: threads, shape: shape)
    var report = Report()
    report.add("benchmark", .text("score"))
    report.add("median_ms", .number(measurement.median * 1e3, decimals: 4))
    report.add("p99_ms", .number(measurement.percentile(0.99) * 1e3, decimals: 4))
    report.add("min_ms", .number((measurement.seconds.first ?? 0) * 1e3, decimals: 4))
    report.add("gflops", .number(2 * multiplyAdds / measurement.median * 1e-9, decimals: 2))
    report.add("kernel", .text(scorer.kernel.rawValue))
    report.add("screen", .text(scorer.kernel.screenName))
    report.add("rescored_share", .number(rescored[rescored.count / 2], decimals: 5))
    report.add("rescored_share_max", .number(rescored[rescored.count - 1], decimals: 5))
    report.add("share_of_limit", .number(limit.seconds / measurement.median, decimals: 3))
    report.add("limit_ms", .number(limit.seconds * 1e3, decimals: 4))
    report.add("limit_giga_multiply_adds_per_s", .number(limit.rate * 1e-9, decimals: 1))
    report.add("limit_read_gb_per_s", .number(limit.bandwidth * 1e-9, decimals: 1))
    let first = scorer.shortlist(for: documents[0])
    report.add(
      "first_shortlist", .text(first.map { "\($0.roleID):\($0.score)" }.joined(separator: " ")))
    report.add("threads", .integer(workers.threadCount))
    report.add("roles", .integer(shape.roles))
    report.add("kras_per_role", .integer(shape.krasPerRole))
    report.add("dimension", .integer(shape.dimension))
    report.add("sentences", .integer(shape.sentences))
    report.add("jds", .integer(shape.jds))
    report.add("distinct_jds", .integer(documents.count))
    report.add("runs", .integer(measurement.seconds.count))
    report.add("resident_mib", .number(resident, decimals: 1))
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.addMachine()
    return report
  }

  /// Compares the first and the last JD's shortlist, each in a batch, with the plain definition.
  ///
  /// - Throws: a fault where any role, pair or bit differs.
  private func check(_ workers: WorkerPool) throws {
    let plain = PlainShortlist(index: scorer.index, sentencesPerRole: scorer.sentencesPerRole)
    for first in Set([0, documents.count - shape.jds]) {
      let batch = Array(documents[first..<first + shape.jds])
      let shortlists = scorer.shortlists(for: batch, workers: workers)
      for document in Set([0, batch.count - 1]) {
        let found = shortlists[document].map(PlainShortlist.Entry.init)
        let expected = plain.entries(for: batch[document], limit: scorer.shortlistSize)
        guard found == expected else {
          throw BenchError.fault(
            "the shortlist of JD \(first + document) differs from the definition;"
              + " report this as a bug")
        }
      }
    }
  }

  /// The share of the pairs of each JD that the pass after the screen settled, ascending.
  private func rescoredShares(_ workers: WorkerPool) -> [Double] {
    documents.map { document in
      let measured = scorer.measuredShortlists(for: [document], workers: workers)[0]
      return Double(measured.settledPairCount) / Double(shape.kras * shape.sentences)
    }.sorted()
  }
}

/// The least time that the machine could take for one run, as measured on it: all multiply-adds at
/// the rate of registers, or all bytes at the rate at which one thread reads as many; whichever is
/// longer, shared out among the threads.
struct Limit {
  /// Multiply-adds a second of one thread.
  let rate: Double
  /// Bytes a second of one thread.
  let bandwidth: Double
  let seconds: Double

  init(scorer: RoleScorer, multiplyAdds: Double, threads: Int, shape: ScoreShape) {
    rate = MachineRate.multiplyAddsPerSecond(of: scorer.kernel)
    let bytes =
      scorer.kernel == .blas
      ? shape.kras * shape.dimension * 4 : scorer.index.screenByteCount
    bandwidth = MachineRate.bytesReadPerSecond(of: bytes)
    let used = Double(min(threads, Machine.processorCount))
    seconds = max(multiplyAdds / rate, Double(bytes) / bandwidth) / used
  }
}
