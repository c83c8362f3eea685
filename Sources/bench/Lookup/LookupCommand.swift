import ArgumentParser
import Catalogs
import Foundation
import Pipeline
import SimCore

/// `bench lookup`: titles and skills, by exact look-up.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Times the look-up of titles and skills: a text's key, and what it stands for.")

  @Option(
    help: ArgumentHelp(
      "Names, one a line, in UTF-8: each a role's title and a skill; those of the catalog where "
        + "absent.",
      valueName: "file"))
  var names: String?
  @OptionGroup var catalog: CatalogOption
  @Option(help: "Seconds to measure for.") var seconds = 2.0
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws {
    guard names == nil || catalog.catalog == nil else {
      throw ValidationError("--names and --catalog exclude each other")
    }
  }

  func run() throws {
    try Bench.refuseDebugBuild()
    try Limits.check(threads: 1, seconds: seconds)
    let workload =
      if let names {
        LookupWorkload(
          names: try TextFile.read(names).split(whereSeparator: \.isNewline).map(String.init))
      } else {
        LookupWorkload(catalog: try CatalogFolder.read(catalog.path))
      }
    let report = try workload.report(seconds: seconds)
    print(json ? report.json : report.table)
  }
}
