import ArgumentParser
import Catalogs
import DriverOptions
import Foundation
import Pipeline
import SimCore

/// `bench pipeline`: a job description through all three steps.
struct PipelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Times one JD after another through the three steps, and the encoding alone.")

  @Option(
    help: ArgumentHelp(
      "JSON Lines with \"id\" and \"text\"; ads of the built-in sentences where absent.",
      valueName: "file"))
  var input: String?
  @Option(help: "Ads of the built-in sentences, or the most of the input's.") var rows = 100
  @Option(
    help: ArgumentHelp(
      "A catalog folder; else $ROLEWISE_CATALOG, else data/catalog.", valueName: "dir"))
  var catalog: String?
  @Option(
    help: ArgumentHelp(
      "The model's folder; else $ROLEWISE_MODEL, else .cache/model.", valueName: "dir"))
  var model: String?
  @Option(help: "The precision of the encoder's products: f32, bf16 or int8.")
  var precision = Precision.f32
  @Option(help: "Threads that encode.") var threads = 1
  @Option(help: "Rounds, each in a new store; the times of all count.") var rounds = 3
  @Option(
    help: ArgumentHelp(
      "Write what was encoded, a JSON object with \"id\", \"text\" and \"sentences\" a line, and "
        + "end: a peer encodes the same.",
      valueName: "file"))
  var sentences: String?
  @Flag(help: "Print one JSON object.") var json = false

  func run() async throws {
    try Bench.refuseDebugBuild()
    try Limits.check(threads: threads, seconds: 1)
    guard (1...1000).contains(rounds), (1...1_000_000).contains(rows) else {
      throw BenchError.usage("--rounds must be 1 to 1000, --rows 1 to 1000000")
    }
    // What is wrong with the input is said before a catalog is encoded.
    let ads = try input.map { try Self.ads(of: $0, atMost: rows) } ?? SampleAds.rows(rows)
    let workload = PipelineWorkload(
      catalog: try CatalogFolder.read(StoreOptions.catalogPath(catalog)),
      encoder: try EncodeWorkload.openModel(
        EncoderOptions.modelPath(model), precision: precision),
      workers: WorkerPool(threadCount: threads), ads: ads)
    if let sentences { return try await workload.write(sentencesTo: sentences) }
    let report = try await workload.report(rounds: rounds)
    print(json ? report.json : report.table)
  }

  private static func ads(of path: String, atMost count: Int) throws -> [JDRow] {
    var lines = try FileLines(path: path)
    var ads: [JDRow] = []
    while ads.count < count, let line = try lines.nextFilled() {
      ads.append(try JDRow(line: line, number: lines.number))
    }
    guard !ads.isEmpty else { throw BenchError.badData("\(path) has no row") }
    return ads
  }
}
