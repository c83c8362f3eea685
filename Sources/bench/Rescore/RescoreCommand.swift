import ArgumentParser
import Catalogs
import Foundation
import Pipeline
import Rescoring
import SimCore

/// `bench rescore`: job descriptions to rows, against encoding their sentences alone.
struct RescoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rescore",
    abstract: "Times rescoring, and the encoding of the same distinct sentences alone.")

  @OptionGroup var source: AdsOptions
  @Option(help: "Ads of the built-in sentences.") var rows = 400
  @Option(help: "A store that decides, in place of a catalog, with what it learned.")
  var db: String?
  @Option(help: "Sentences whose vectors are kept.") var cache = Rescorer.cacheCapacity
  @Flag(help: "Print one JSON object.") var json = false

  func run() async throws {
    try Bench.refuseDebugBuild()
    try source.check(rows: rows)
    guard (1...Rescorer.largestCacheCapacity).contains(cache) else {
      throw BenchError.usage("--cache must be 1 to \(Rescorer.largestCacheCapacity)")
    }
    // What is wrong with the input is said before a catalog is encoded.
    if let input = source.input { _ = try RescoreInput(checking: input) }
    let store = try db.map { try Store(path: $0, mayCreate: false) }
    let workload = RescoreWorkload(
      store: try StoreSetup.frozen(store, catalogFolder: source.catalog.path),
      encoder: try EncodeWorkload.openModel(source.model.path, precision: .f32),
      threadCount: source.threads, cacheCapacity: cache)
    let report = try await workload.report(
      input: source.input, rowCount: rows, rounds: source.rounds)
    print(json ? report.json : report.table)
  }
}
