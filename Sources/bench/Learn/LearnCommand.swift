import ArgumentParser
import Pipeline

/// `bench learn`: what a store has learned.
struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Times the fit of a store's decided runs, against its factorisation alone.")

  @Option(help: "The store; its runs of the model that decided most are read.") var db: String
  @Option(help: "The most runs to fit; those that a fit would take first.")
  var runs = LearnedRoles.runLimit
  @Option(help: "Seconds to measure for.") var seconds = 5.0
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    try Bench.refuseDebugBuild()
    try Limits.check(threads: 1, seconds: seconds)
    guard (2...LearnedRoles.runLimit).contains(runs) else {
      throw BenchError.usage("--runs must be 2 to \(LearnedRoles.runLimit)")
    }
    let store = try Store(path: db, mayCreate: false)
    guard let workload = try LearnWorkload(store: store, runLimit: runs) else {
      throw BenchError.badData(
        "\(db) has no decided runs of two roles; classify some JDs with --db \(db) first")
    }
    let report = try workload.report(seconds: seconds)
    print(json ? report.json : report.table)
  }
}
