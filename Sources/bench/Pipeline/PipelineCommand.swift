import ArgumentParser
import Catalogs
import Foundation
import Pipeline
import SimCore

/// `bench pipeline`: a job description through all three steps.
struct PipelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Times one JD after another through the three steps, and the encoding alone.")

  @OptionGroup var source: AdsOptions
  @Option(help: "Ads of the built-in sentences, or the most of the input's.") var rows = 100
  @Option(help: "The precision of the encoder's products: f32, bf16 or int8.")
  var precision = Precision.f32
  @Option(
    help: ArgumentHelp(
      "Write what was encoded, a JSON object with \"id\", \"text\" and \"sentences\" a line, and "
        + "end: a peer encodes the same.",
      valueName: "file"))
  var sentences: String?
  @Flag(help: "Print one JSON object.") var json = false

  func run() async throws {
    try Bench.refuseDebugBuild()
    try source.check(rows: rows)
    // What is wrong with the input is said before a catalog is encoded.
    let ads = try source.input.map { try Self.ads(of: $0, atMost: rows) } ?? SampleAds.rows(rows)
    let workload = PipelineWorkload(
      catalog: try CatalogFolder.read(source.catalog.path),
      encoder: try EncodeWorkload.openModel(
        source.model.path, precision: precision),
      workers: WorkerPool(threadCount: source.threads), ads: ads)
    if let sentences { return try await workload.write(sentencesTo: sentences) }
    let report = try await workload.report(rounds: source.rounds)
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
