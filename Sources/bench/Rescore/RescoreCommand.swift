import ArgumentParser
import Catalogs
import DriverOptions
import Foundation
import Pipeline
import Rescoring
import SimCore

/// `bench rescore`: job descriptions to rows, against encoding their sentences alone.
struct RescoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rescore",
    abstract: "Times rescoring, and the encoding of the same distinct sentences alone.")

  @Option(
    help: ArgumentHelp(
      "JSON Lines with \"id\" and \"text\"; ads of the built-in sentences where absent.",
      valueName: "file"))
  var input: String?
  @Option(help: "Ads of the built-in sentences.") var rows = 400
  @Option(help: "A store whose library and learned state decide.") var db: String?
  @Option(
    help: ArgumentHelp(
      "A catalog folder, where no store is named; else $ROLEWISE_CATALOG, else data/catalog.",
      valueName: "dir"))
  var catalog: String?
  @Option(
    help: ArgumentHelp(
      "The model's folder; else $ROLEWISE_MODEL, else .cache/model.", valueName: "dir"))
  var model: String?
  @Option(help: "Threads.") var threads = 1
  @Option(help: "Rounds of both; the medians count.") var rounds = 3
  @Option(help: "Sentences whose vectors are kept.") var cache = Rescorer.cacheCapacity
  @Flag(help: "Print one JSON object.") var json = false

  func run() async throws {
    try Bench.refuseDebugBuild()
    try Limits.check(threads: threads, seconds: 1)
    guard (1...1000).contains(rounds), (1...1_000_000).contains(rows),
      (1...Rescorer.largestCacheCapacity).contains(cache)
    else {
      throw BenchError.usage(
        "--rounds must be 1 to 1000, --rows 1 to 1000000, --cache 1 to "
          + "\(Rescorer.largestCacheCapacity)")
    }
    // What is wrong with the input is said before a catalog is encoded.
    if let input { _ = try RescoreInput(checking: input) }
    let folder = StoreOptions.catalogPath(catalog)
    let store = try db.map { try Store(path: $0, mayCreate: false) }
    let workload = RescoreWorkload(
      store: try StoreSetup.frozen(store, catalogFolder: folder),
      encoder: try EncodeWorkload.openModel(
        EncoderOptions.modelPath(model), precision: .f32),
      threadCount: threads, cacheCapacity: cache)
    let report = try await workload.report(input: input, rowCount: rows, rounds: rounds)
    print(json ? report.json : report.table)
  }
}
