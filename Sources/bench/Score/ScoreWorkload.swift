import Foundation
import SimCore

/// An index and the JDs that are scored against it.
struct ScoreWorkload {
  let shape: ScoreShape
  let scorer: RoleScorer
  /// Seconds that mapping the index took; nil where it was built.
  let openingTime: Double?
  let documents: [EmbeddingMatrix]

  /// - Throws: `BenchError` where a file is missing or does not fit the shape.
  init(
    shape: ScoreShape, source: VectorSource, indexFile: String?, kernel: Kernel
  ) throws {
    let index: KRAIndex
    let start = ContinuousClock.now
    do {
      index = try indexFile.map { try KRAIndex(mapping: $0) } ?? source.index(of: shape)
    } catch {
      guard indexFile.map(FileManager.default.fileExists) ?? true else {
        throw BenchError.missingInput("\(error)")
      }
      throw BenchError.badData("\(error)")
    }
    guard index.dimension == shape.dimension, index.kraCount == shape.kras,
      index.roles.count == shape.roles
    else {
      throw BenchError.badData(
        "the index has \(index.roles.count) roles and \(index.kraCount) KRAs of dimension"
          + " \(index.dimension), asked for were \(shape.roles) and \(shape.kras) of"
          + " \(shape.dimension); give the sizes it was saved with")
    }
    openingTime = indexFile == nil ? nil : (ContinuousClock.now - start).seconds
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
    let measured = pairCounts(workers)
    let pairs = Double(shape.kras * shape.sentences)
    let rescored = measured.map { Double($0.products) / pairs }.sorted()
    let settled = measured.map { Double($0.settled) / pairs }.sorted()
    let measurement = Measurement(budget: seconds) { run in
      let first = run % (documents.count / shape.jds) * shape.jds
      _ = scorer.shortlists(for: Array(documents[first..<first + shape.jds]), workers: workers)
    }
    let resident = Machine.residentMebibytes
    let multiplyAdds =
      Double(shape.kras) * Double(shape.dimension) * Double(shape.sentences) * Double(shape.jds)
    let limit = Limit(
      scorer: scorer, multiplyAdds: multiplyAdds, workers: workers)
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
    report.add("settled_share", .number(settled[settled.count / 2], decimals: 5))
    report.add("share_of_limit", .number(limit.seconds / measurement.median, decimals: 3))
    report.add("limit_ms", .number(limit.seconds * 1e3, decimals: 4))
    report.add("limit_giga_multiply_adds_per_s", .number(limit.rate * 1e-9, decimals: 1))
    report.add("limit_read_gb_per_s", .number(limit.bandwidth * 1e-9, decimals: 1))
    report.add(
      "share_of_read_rate",
      .number(limit.bytes / limit.bandwidth / measurement.median, decimals: 3))
    if let openingTime { report.add("open_ms", .number(openingTime * 1e3, decimals: 3)) }
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
    let floatMebibytes = Double(scorer.index.floatByteCount) / 1_048_576
    report.add("resident_mib", .number(resident, decimals: 1))
    report.add("resident_share_of_f32", .number(resident / floatMebibytes, decimals: 3))
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

  /// What the pass after the screen computes of every JD, each alone.
  private func pairCounts(_ workers: WorkerPool) -> [(products: Int, settled: Int)] {
    documents.map { document in
      let measured = scorer.measuredShortlists(for: [document], workers: workers)[0]
      return (measured.productCount, measured.settledPairCount)
    }
  }
}

/// The least time that the machine could take for one run, as measured on it: all multiply-adds at
/// the rate of registers, shared out among the threads, or all bytes at the rate at which the
/// threads together read as many; whichever is longer.
struct Limit {
  /// Multiply-adds a second of one thread.
  let rate: Double
  /// Bytes a second of all threads.
  let bandwidth: Double
  /// Bytes that a pass over the index reads.
  let bytes: Double
  let seconds: Double

  init(scorer: RoleScorer, multiplyAdds: Double, workers: WorkerPool) {
    let byteCount = scorer.index.byteCount(readBy: scorer.kernel)
    bytes = Double(byteCount)
    rate = MachineRate.multiplyAddsPerSecond(of: scorer.kernel)
    bandwidth = MachineRate.bytesReadPerSecond(of: byteCount, workers: workers)
    let used = Double(min(workers.threadCount, Machine.processorCount))
    seconds = max(multiplyAdds / rate / used, bytes / bandwidth)
  }
}
