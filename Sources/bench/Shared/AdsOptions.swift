import ArgumentParser
import DriverOptions

/// Which catalog a benchmark reads.
struct CatalogOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A catalog folder; else $ROLEWISE_CATALOG, else data/catalog.", valueName: "dir"))
  var catalog: String?

  var path: String { StoreOptions.catalogPath(catalog) }
}

/// Which model a benchmark encodes with.
struct ModelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The model's folder; else $ROLEWISE_MODEL, else .cache/model.", valueName: "dir"))
  var model: String?

  var path: String { EncoderOptions.modelPath(model) }
}

/// The ads of a benchmark, and what they are read and encoded by.
struct AdsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "JSON Lines with \"id\" and \"text\"; ads of the built-in sentences where absent.",
      valueName: "file"))
  var input: String?
  @OptionGroup var catalog: CatalogOption
  @OptionGroup var model: ModelOption
  @Option(help: "Threads that encode.") var threads = 1
  @Option(help: "Rounds; the medians of all count.") var rounds = 3

  /// - Parameter rows: the ads asked for.
  func check(rows: Int) throws {
    try Limits.check(threads: threads, seconds: 1)
    guard (1...1000).contains(rounds), (1...1_000_000).contains(rows) else {
      throw BenchError.usage("--rounds must be 1 to 1000, --rows 1 to 1000000")
    }
  }
}
