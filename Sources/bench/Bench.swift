import ArgumentParser
import DriverOptions
import Pipeline

/// Times the engine, a part at a time (`bench score`, `bench encode` …) and whole (`bench pipeline`,
/// `bench rescore`).
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Times the engine; every answer is checked before it is timed.",
    subcommands: [
      ScoreCommand.self, EncodeCommand.self, LookupCommand.self, GazetteerCommand.self,
      CentroidCommand.self, LearnCommand.self, PipelineCommand.self, RescoreCommand.self,
    ])

  static func main() async { await runProgram() }

  /// Every benchmark calls this first.
  static func refuseDebugBuild() throws {
    #if DEBUG
      throw BenchError.usage(
        "this is a debug build, whose times mean nothing; build with swift build -c release")
    #endif
  }
}

/// Why a benchmark cannot be run.
struct BenchError: FaultError {
  let description: String
  let fault: Fault

  /// The command line is wrong.
  static func usage(_ message: String) -> BenchError {
    BenchError(description: message, fault: .usage)
  }

  /// A file's contents are wrong.
  static func badData(_ message: String) -> BenchError {
    BenchError(description: message, fault: .badData)
  }

  /// A file is missing.
  static func missingInput(_ message: String) -> BenchError {
    BenchError(description: message, fault: .missingInput)
  }

  /// A file cannot be written.
  static func unwritable(_ path: String) -> BenchError {
    BenchError(description: "cannot write \(path)", fault: .inputOutput)
  }

  /// The engine's answer is wrong.
  static func fault(_ message: String) -> BenchError {
    BenchError(description: message, fault: .ours)
  }
}
