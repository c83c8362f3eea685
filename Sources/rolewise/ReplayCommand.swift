import ArgumentParser
import DriverOptions
import Pipeline

/// `rolewise replay`: recorded runs through the same code as `classify`.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Compute recorded runs again and print where the payloads differ; exit 1 if any do.",
    discussion: """
      By default a bundle's own policy, vectors and answers are used. With --policy, --embedder or \
      --model others take their place, and the default arbiter answers what was not recorded.
      A bundle that cannot be replayed gets a line on standard error, the others are replayed, and
      its exit code is the command's.
      """)

  @Argument(help: "Run bundles (run-bundle/1), or -.")
  var bundles: [String]

  @Option(help: "A policy file (JSON) in the place of the bundles' policies.")
  var policy: String?

  @OptionGroup var embedding: EmbedderOptions
  @OptionGroup(title: "Model server") var server: ServerOptions

  func run() async throws {
    let changes = Replay.Changes(
      policy: try policy.map { try Policy(file: $0) },
      embedder: embedding.isGiven ? try await embedding.load(server) : nil)
    var differenceCount = 0
    var fault: Fault?
    for path in bundles {
      do {
        let differences = try await Replay.differences(
          in: Replay.bundle(at: path), with: changes)
        for difference in differences { print("\(path): \(difference)") }
        if differences.isEmpty { print("\(path): same") }
        differenceCount += differences.count
      } catch let error as any FaultError {
        let line = "\(error)"
        Console.complain(line.contains(path) ? line : "\(path): \(line)")
        fault = fault ?? error.fault
      }
    }
    if let fault { throw ExitCode(fault.rawValue) }
    if differenceCount > 0 { throw ExitCode(1) }
  }
}
