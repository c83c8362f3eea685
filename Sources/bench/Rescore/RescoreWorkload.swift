import Foundation
import Pipeline
import Rescoring
import SimCore

/// Ads, and what they are rescored by.
struct RescoreWorkload {
  let store: Store
  let encoder: SentenceEncoder
  let threadCount: Int
  let cacheCapacity: Int

  /// Checks the answer, measures, and reports.
  ///
  /// - Parameter input: JSON Lines; `rowCount` ads of the built-in sentences where nil.
  func report(input: String?, rowCount: Int, rounds: Int) async throws -> Report {
    let folder = NSTemporaryDirectory() + "rolewise-bench-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = input ?? folder + "/ads.jsonl"
    if input == nil { try SampleAds.write(rowCount, to: path) }
    let source = try RescoreInput(checking: path)
    let sentences = try await sentences(of: source, folder)
    try await checkThreads(on: path, folder)
    var encoding: [Double] = []
    var summaries: [Rescorer.Summary] = []
    for round in 0..<rounds {
      encoding.append(encode(sentences))
      summaries.append(
        try await rescore(source, to: folder + "/\(round)", threadCount: threadCount))
      guard try same(folder + "/0", folder + "/\(round)") else {
        throw BenchError.fault("two passes give other rows; report this as a bug")
      }
    }
    let summary = summaries[0]
    let (encodeSeconds, seconds) = (
      Measurement(encoding).median, Measurement(summaries.map(\.seconds)).median
    )
    var report = Report()
    report.add("benchmark", .text("rescore"))
    report.add("rows_per_s", .number(Double(summary.rowCount) / seconds, decimals: 2))
    report.add("sentences_per_s", .number(Double(sentences.count) / seconds, decimals: 1))
    report.add(
      "encode_sentences_per_s", .number(Double(sentences.count) / encodeSeconds, decimals: 1))
    report.add("share_of_encode", .number(encodeSeconds / seconds, decimals: 3))
    report.add("seconds", .number(seconds, decimals: 2))
    report.add(
      "hours_per_million", .number(seconds / Double(summary.rowCount) * 1e6 / 3600, decimals: 2))
    report.add("rows", .integer(summary.rowCount))
    report.add("bad_rows", .integer(summary.badRowCount))
    report.add("sentences", .integer(sentences.count))
    report.add("sentences_encoded", .integer(summary.encodedSentenceCount ?? 0))
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.add("threads", .integer(threadCount))
    report.add("rounds", .integer(rounds))
    report.add("model", .text(encoder.identifier))
    report.addMachine()
    return report
  }

  /// Checks that several threads write what one writes, on the input's first mebibyte: one thread
  /// would take longer for the whole than all that is timed (`scripts/test-rescore` compares the
  /// whole).
  private func checkThreads(on path: String, _ folder: String) async throws {
    guard threadCount > 1 else { return }
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var head = try file.read(upToCount: 1 << 20) ?? Data()
    if let lastLine = head.lastIndex(of: UInt8(ascii: "\n")) {
      head = head.prefix(through: lastLine)
    }
    try head.write(to: URL(fileURLWithPath: folder + "/head.jsonl"))
    let source = try RescoreInput(checking: folder + "/head.jsonl")
    _ = try await rescore(source, to: folder + "/one", threadCount: 1)
    _ = try await rescore(source, to: folder + "/several", threadCount: threadCount)
    guard try same(folder + "/one", folder + "/several") else {
      throw BenchError.fault(
        "\(threadCount) threads give other rows than one; report this as a bug")
    }
  }

  /// One pass in a process that has encoded nothing of the ads.
  private func rescore(
    _ input: RescoreInput, to output: String, threadCount: Int
  ) async throws -> Rescorer.Summary {
    let rescorer = try await Rescorer(
      store: store, embedder: EncoderEmbedder(encoder), threadCount: threadCount,
      cacheCapacity: cacheCapacity)
    return try await rescorer.rescore(input, to: output)
  }

  /// Seconds for all sentences, in calls of 64.
  private func encode(_ sentences: [String]) -> Double {
    let workers = WorkerPool(threadCount: threadCount)
    let clock = ContinuousClock()
    let start = clock.now
    for first in stride(from: 0, to: sentences.count, by: 64) {
      _ = encoder.encode(
        Array(sentences[first..<min(first + 64, sentences.count)]), workers: workers)
    }
    return (clock.now - start).seconds
  }

  /// The distinct texts that rescoring encodes.
  private func sentences(of input: RescoreInput, _ folder: String) async throws -> [String] {
    let recorder = TextRecorder()
    let rescorer = try await Rescorer(store: store, embedder: recorder, threadCount: 1)
    recorder.clear()
    _ = try await rescorer.rescore(input, to: folder + "/texts")
    let texts = recorder.takeTexts()
    guard !texts.isEmpty else { throw BenchError.badData("no row of the input has a sentence") }
    return texts
  }

  private func same(_ left: String, _ right: String) throws -> Bool {
    try Data(contentsOf: URL(fileURLWithPath: left))
      == Data(contentsOf: URL(fileURLWithPath: right))
  }
}
