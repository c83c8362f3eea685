import Foundation
import Pipeline
import SimCore

/// Ads, and what they are classified by.
struct PipelineWorkload {
  let catalog: Catalog
  let encoder: SentenceEncoder
  let workers: WorkerPool
  let ads: [JDRow]

  /// The milliseconds of one JD: in one call, in three, and of encoding alone.
  private struct Times {
    var whole = 0.0
    var extractFromJD = 0.0
    var extractDetails = 0.0
    var finalRoleOutput = 0.0
    var encoding = 0.0
  }

  /// What was decided of a JD.
  private struct Answer: Equatable {
    var status: StoredRun.Status?
    var decision: Decision?
  }

  /// Checks the answer, measures, and reports.
  ///
  /// Every round classifies all ads in one call each, and in a second store step by step. Both
  /// stores are new, with a catalog that is encoded already, so no pass knows a sentence or a
  /// decision of another. What is encoded is encoded once more by itself.
  func report(rounds: Int) async throws -> Report {
    try await inFolder { folder in
      let prepared = try await prepare(folder + "/prepared.db")
      let texts = try await encodedTexts(prepared, folder + "/texts.db")
      var expected: [Answer]?
      var times: [Times] = []
      for round in 0..<rounds {
        var taken = ads.map { _ in Times() }
        let whole = try await classify(
          try copy(prepared, folder + "/\(round)-whole.db"), texts, &taken)
        let stepped = try await step(try copy(prepared, folder + "/\(round)-steps.db"), &taken)
        guard whole == expected ?? whole, stepped == whole else {
          throw BenchError.fault(
            "two passes decide a JD otherwise, or one call and three; report this as a bug")
        }
        expected = whole
        times += taken
      }
      let rejected = expected?.count { $0.status == .rejected } ?? 0
      return report(times, texts: texts, rejected: rejected, rounds)
    }
  }

  /// Writes what is encoded of each ad.
  func write(sentencesTo path: String) async throws {
    struct Row: Encodable {
      var id: String
      var text: String
      var sentences: [String]
    }
    try await inFolder { folder in
      let prepared = try await prepare(folder + "/prepared.db")
      let texts = try await encodedTexts(prepared, folder + "/texts.db")
      let lines = try zip(ads, texts).map {
        try RecordCoding.text(Row(id: $0.id, text: $0.text, sentences: $1)) + "\n"
      }
      guard FileManager.default.createFile(atPath: path, contents: Data(lines.joined().utf8))
      else { throw BenchError.unwritable(path) }
    }
  }

  private func report(_ times: [Times], texts: [[String]], rejected: Int, _ rounds: Int) -> Report {
    let whole = Measurement(times.map(\.whole))
    func median(_ part: KeyPath<Times, Double>) -> Report.Value {
      .number(Measurement(times.map { $0[keyPath: part] }).median, decimals: 3)
    }
    let encoding = times.reduce(0) { $0 + $1.encoding }
    var report = Report()
    report.add("benchmark", .text("pipeline"))
    report.add("precision", .text(encoder.precision.rawValue))
    report.add("median_ms", .number(whole.median, decimals: 3))
    report.add("p99_ms", .number(whole.percentile(0.99), decimals: 3))
    report.add("extract_from_jd_ms", median(\.extractFromJD))
    report.add("extract_details_ms", median(\.extractDetails))
    report.add("final_role_output_ms", median(\.finalRoleOutput))
    report.add("encode_ms", median(\.encoding))
    report.add("share_of_encode", .number(encoding / whole.total, decimals: 3))
    report.add("rows_per_s", .number(Double(times.count) / whole.total * 1e3, decimals: 2))
    report.add("rows", .integer(ads.count))
    report.add("rejected", .integer(rejected))
    report.add("sentences", .integer(texts.reduce(0) { $0 + $1.count }))
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.add("kernel", .text(encoder.kernel.rawValue))
    report.add("threads", .integer(workers.threadCount))
    report.add("rounds", .integer(rounds))
    report.add("model", .text(encoder.identifier))
    report.addMachine()
    return report
  }

  private func inFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = NSTemporaryDirectory() + "rolewise-bench-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
  }

  /// A store with the catalog and its vectors.
  private func prepare(_ path: String) async throws -> Store {
    let store = try Store(path: path)
    try store.importFirstCatalog(catalog)
    try await pipeline(store).prepare()
    return store
  }

  private func copy(_ store: Store, _ path: String) throws -> Store {
    try store.backup(to: path)
    return try Store(path: path)
  }

  private func pipeline(_ store: Store) -> JDPipeline {
    JDPipeline(store: store, embedder: EncoderEmbedder(encoder, workers: workers))
  }

  /// The run's id: a round stores each ad once.
  private func runID(_ index: Int) -> String { RunIdentifier.named("bench pipeline \(index)") }

  /// What is encoded of each ad, in order, each text once.
  private func encodedTexts(_ prepared: Store, _ path: String) async throws -> [[String]] {
    let recorder = TextRecorder(EncoderEmbedder(encoder, workers: workers))
    let pipeline = JDPipeline(store: try copy(prepared, path), embedder: recorder)
    try await pipeline.prepare()
    recorder.takeTexts()
    var texts: [[String]] = []
    for (index, ad) in ads.enumerated() {
      _ = try await pipeline.classify(ad.text, runID: runID(index))
      texts.append(recorder.takeTexts())
    }
    return texts
  }

  /// Classifies each ad in one call, and encodes its texts alone after it; both are timed.
  private func classify(
    _ store: Store, _ texts: [[String]], _ times: inout [Times]
  ) async throws -> [Answer] {
    let pipeline = pipeline(store)
    try await pipeline.prepare()
    var answers: [Answer] = []
    for (index, ad) in ads.enumerated() {
      let run = try await Self.timed(&times[index].whole) {
        try await pipeline.classify(ad.text, runID: runID(index))
      }
      _ = await Self.timed(&times[index].encoding) {
        encoder.encode(texts[index], workers: workers)
      }
      answers.append(Answer(status: run.status, decision: run.extractFromJD.stage4Decision))
    }
    return answers
  }

  /// The same in three calls, each timed.
  private func step(_ store: Store, _ times: inout [Times]) async throws -> [Answer] {
    let pipeline = pipeline(store)
    try await pipeline.prepare()
    var answers: [Answer] = []
    for (index, ad) in ads.enumerated() {
      let id = runID(index)
      let first = try await Self.timed(&times[index].extractFromJD) {
        try await pipeline.extractFromJD(ad.text, runID: id)
      }
      if !first.rejected {
        _ = try await Self.timed(&times[index].extractDetails) {
          try await pipeline.extractDetails(runID: id)
        }
        _ = try await Self.timed(&times[index].finalRoleOutput) {
          try await pipeline.finalRoleOutput(runID: id)
        }
      }
      let status = try store.run(id)?.status
      answers.append(Answer(status: status, decision: first.stage4Decision))
    }
    return answers
  }

  private static func timed<Result>(
    _ milliseconds: inout Double, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let start = ContinuousClock.now
    let result = try await body()
    milliseconds = (ContinuousClock.now - start).seconds * 1e3
    return result
  }
}
