import ArgumentParser
import SimCore

/// `bench gazetteer`: names in a text.
struct GazetteerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gazetteer",
    abstract: "Times the search for names in a text: folding, word edges, the longest name.")

  @Option(help: ArgumentHelp("Names to find, one a line, in UTF-8.", valueName: "file"))
  var names: String
  @Option(help: ArgumentHelp("The text, in UTF-8.", valueName: "file"))
  var text: String
  @Option(help: "Seconds to measure for.") var seconds = 2.0
  @Option(
    help: ArgumentHelp(
      "Write the matches, a line each: offset of the first byte, of the end, the name's number.",
      valueName: "file"))
  var matches: String?
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    try Bench.refuseDebugBuild()
    try Limits.check(threads: 1, seconds: seconds)
    let workload = try GazetteerWorkload(
      names: TextFile.read(names).split(whereSeparator: \.isNewline).map(String.init),
      text: Array(TextFile.read(text).utf8))
    if let matches { return try workload.write(matchesTo: matches) }
    let report = try workload.report(seconds: seconds)
    print(json ? report.json : report.table)
  }
}
