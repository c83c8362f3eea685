import ArgumentParser
import SimCore

/// `bench encode`: sentences to vectors.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode", abstract: "Times the sentence encoder.")

  @Option(
    help: ArgumentHelp(
      "Sentences, one a line, or a JSON array of strings; a built-in list where absent.",
      valueName: "file"))
  var input: String?
  @Option(
    help: ArgumentHelp(
      "The model's folder; else $ROLEWISE_MODEL, else .cache/model.", valueName: "dir"))
  var model: String?
  @Option(help: "Threads; sentences are shared out among them.") var threads = 1
  @Option(help: "Sentences that are encoded in one call.") var batch = 64
  @Option(help: "Seconds to measure each figure for.") var seconds = 2.0
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    try Bench.refuseDebugBuild()
    try Limits.check(threads: threads, seconds: seconds)
    guard (1...1_000_000).contains(batch) else {
      throw BenchError.usage("--batch must be 1 to 1000000")
    }
    let texts = try input.map { try SentenceFile.read($0) } ?? SampleSentences.all
    let workload = EncodeWorkload(
      encoder: try EncodeWorkload.openModel(model), texts: texts, batchSize: batch,
      workers: WorkerPool(threadCount: threads))
    let report = try workload.report(seconds: seconds)
    print(json ? report.json : report.table)
  }
}
