import ArgumentParser
import Pipeline

/// `rolewise replay`: recorded runs through the same code as `classify`.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Compute recorded runs again and print where the payloads differ; exit 1 if any do.")

  @Argument(help: "Run bundles (run-bundle/1).")
  var bundles: [String]

  func run() async throws {
    var differenceCount = 0
    for path in bundles {
      let differences = try await Replay.differences(in: Replay.bundle(at: path))
      for difference in differences { print("\(path): \(difference)") }
      if differences.isEmpty { print("\(path): same") }
      differenceCount += differences.count
    }
    if differenceCount > 0 { throw ExitCode(1) }
  }
}
