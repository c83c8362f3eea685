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
  @OptionGroup var model: ModelOption
  @Option(help: "The precision of the products.") var precision = Precision.f32
  @Option(help: "Threads; sentences are shared out among them.") var threads = 1
  @Option(help: "Sentences that are encoded in one call.") var batch = 64
  @Option(help: "Seconds to measure each figure for.") var seconds = 2.0
  @Flag(help: "Print one JSON object.") var json = false
  @Option(
    help: ArgumentHelp(
      "Write the vectors as little-endian f32 rows to a file and exit.", valueName: "file"))
  var vectors: String?
  @Flag(help: "Leave out quality and the first vector of a new process.") var onlyTimes = false
  @Flag(
    help: ArgumentHelp(
      "Encode the first sentence and exit: what first_vector_ms times.", visibility: .hidden))
  var onlyFirstVector = false

  func run() throws {
    try Bench.refuseDebugBuild()
    try Limits.check(threads: threads, seconds: seconds)
    guard (1...1_000_000).contains(batch) else {
      throw BenchError.usage("--batch must be 1 to 1000000")
    }
    let texts = try input.map { try SentenceFile.read($0) } ?? SampleSentences.all
    let folder = model.path
    let encoder = try EncodeWorkload.openModel(folder, precision: precision)
    if onlyFirstVector {
      _ = encoder.encode(Array(texts.prefix(1)))
      return
    }
    if let vectors {
      try VectorFile.write(encoder.encode(texts), to: vectors)
      return
    }
    let workload = EncodeWorkload(
      folder: folder, encoder: encoder, texts: texts, batchSize: batch,
      workers: WorkerPool(threadCount: threads))
    let report = try workload.report(seconds: seconds, timesOnly: onlyTimes)
    print(json ? report.json : report.table)
  }
}
