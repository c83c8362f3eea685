import Foundation
import SimCore

/// Sentences, and the encoder that is timed on them.
struct EncodeWorkload {
  let folder: String
  let encoder: SentenceEncoder
  let texts: [String]
  /// Sentences of one call.
  let batchSize: Int
  let workers: WorkerPool

  /// Opens the model in a folder.
  static func openModel(
    _ folder: String, precision: Precision, kernel: Kernel = .current
  ) throws -> SentenceEncoder {
    if let refused = Kernel.refusedRequest {
      throw BenchError.usage("ROLEWISE_KERNEL=\(refused) cannot be run here; see rolewise doctor")
    }
    do {
      return try SentenceEncoder(folder: folder, precision: precision, kernel: kernel)
    } catch .file(let error) {
      throw BenchError.missingInput("\(ModelError.file(error))")
    } catch {
      throw BenchError.badData("\(error)")
    }
  }

  /// Checks the answer, measures, and reports.
  func report(seconds: Double, timesOnly: Bool) throws -> Report {
    try check()
    let tokens = texts.map { encoder.tokenIDs(of: $0).count }
    let tokenCount = tokens.reduce(0, +)
    let operations = tokens.reduce(0.0) { $0 + encoder.operationCount(tokens: $1) }
    let limit = EncodeLimit(of: encoder, threadCount: workers.threadCount).operationsPerSecond
    let bulk = Measurement(budget: seconds, warmUps: 1, minimumRuns: 5) { _ in
      _ = encodeAll()
    }
    let (single, _) = measureSlices(of: 1, tokens, seconds: seconds)
    let (ten, operationsOfTen) = measureSlices(of: 10, tokens, seconds: seconds)

    var report = Report()
    report.add("benchmark", .text("encode"))
    report.add("precision", .text(encoder.precision.rawValue))
    report.add("sentences_per_s", .number(Double(texts.count) / bulk.median, decimals: 1))
    report.add("tokens_per_s", .number(Double(tokenCount) / bulk.median, decimals: 0))
    report.add("ms_1", .number(single.median * 1e3, decimals: 3))
    report.add("p99_ms_1", .number(single.percentile(0.99) * 1e3, decimals: 3))
    report.add("ms_10", .number(ten.median * 1e3, decimals: 3))
    report.add("p99_ms_10", .number(ten.percentile(0.99) * 1e3, decimals: 3))
    report.add("median_ms", .number(bulk.median * 1e3, decimals: 3))
    report.add("p99_ms", .number(bulk.percentile(0.99) * 1e3, decimals: 3))
    report.add("gflops", .number(operations / bulk.median * 1e-9, decimals: 2))
    report.add("limit_gflops", .number(limit * 1e-9, decimals: 2))
    report.add("share_of_limit", .number(operations / bulk.median / limit, decimals: 3))
    report.add("share_of_limit_10", .number(operationsOfTen / ten.total / limit, decimals: 3))
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.add("kernel", .text(encoder.kernel.rawValue))
    report.add("instructions", .text(EncoderLimit.instructions(of: encoder.kernel)))
    report.add("threads", .integer(workers.threadCount))
    report.add("batch", .integer(batchSize))
    report.add("sentences", .integer(texts.count))
    report.add("tokens", .integer(tokenCount))
    report.add("runs", .integer(bulk.seconds.count))
    report.add("model", .text(encoder.identifier))
    report.addMachine()
    // After the peak was read: the reference takes memory of its own.
    if !timesOnly { try addQuality(to: &report) }
    return report
  }

  private func addQuality(to report: inout Report) throws {
    let quality = try EncodeQuality(of: encoder, folder: folder, texts: texts, workers: workers)
    let firstVector = try FirstVector(folder: folder, precision: encoder.precision.rawValue)
    report.add("cosine_mean", .number(quality.mean, decimals: 6))
    report.add("cosine_min", .number(quality.least, decimals: 6))
    report.add("first_vector_ms", .number(firstVector.milliseconds, decimals: 1))
  }

  /// All vectors, in calls of `batchSize` sentences.
  private func encodeAll() -> [EmbeddingMatrix] {
    stride(from: 0, to: texts.count, by: batchSize).map { first in
      encoder.encode(
        Array(texts[first..<min(first + batchSize, texts.count)]), workers: workers)
    }
  }

  /// The times of calls with `count` sentences, and the operations of them all; each run takes the
  /// next sentences.
  private func measureSlices(
    of count: Int, _ tokens: [Int], seconds: Double
  ) -> (times: Measurement, operations: Double) {
    func rows(_ run: Int) -> [Int] { (0..<count).map { (run * count + $0) % texts.count } }
    let times = Measurement(budget: seconds, minimumRuns: min(texts.count, 50)) { run in
      _ = encoder.encode(rows(run).map { texts[$0] }, workers: workers)
    }
    let operations = times.seconds.indices.reduce(0.0) { sum, run in
      rows(run).reduce(sum) { $0 + encoder.operationCount(tokens: tokens[$1]) }
    }
    return (times, operations)
  }

  /// Compares the vectors of the first 200 sentences in batches with those of each sentence alone.
  ///
  /// - Throws: a fault where a bit differs.
  private func check() throws {
    let checked = texts.prefix(200)
    for first in stride(from: 0, to: checked.count, by: batchSize) {
      let rows = first..<min(first + batchSize, checked.count)
      let together = encoder.encode(Array(checked[rows]), workers: workers)
      for row in rows {
        let alone = encoder.encode([checked[row]])[0]
        guard together[row - first].map(\.bitPattern) == alone.map(\.bitPattern) else {
          throw BenchError.fault(
            "sentence \(row + 1) has other bits in a batch than alone; report this as a bug")
        }
      }
    }
  }
}
