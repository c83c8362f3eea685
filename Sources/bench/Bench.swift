import ArgumentParser
import Foundation
import Pipeline

/// Times the engine: `bench score`, `bench encode`, `bench gazetteer`, `bench learn`, `bench rescore`.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Times the engine; every answer is checked before it is timed.",
    subcommands: [
      ScoreCommand.self, EncodeCommand.self, GazetteerCommand.self, LearnCommand.self,
      RescoreCommand.self,
    ])

  /// Parses and runs; every failure is one line on standard error.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as BenchError {
      fail(error.message, code: error.exitCode)
    } catch let error as any FaultError {
      fail("\(error)", code: error.fault.rawValue)
    } catch {
      let code = exitCode(for: error).rawValue
      if code == 0 { exit(withError: error) }
      fail(message(for: error), code: code)
    }
  }

  /// Every benchmark calls this first.
  static func refuseDebugBuild() throws {
    #if DEBUG
      throw BenchError.usage(
        "this is a debug build, whose times mean nothing; build with swift build -c release")
    #endif
  }

  private static func fail(_ message: String, code: Int32) -> Never {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Data("bench: \(line)\n".utf8))
    Foundation.exit(code)
  }
}

/// Why a benchmark cannot be run, with the exit code of sysexits.h.
struct BenchError: Error {
  let message: String
  let exitCode: Int32

  /// The command line is wrong.
  static func usage(_ message: String) -> BenchError { BenchError(message: message, exitCode: 64) }

  /// A file's contents are wrong.
  static func badData(_ message: String) -> BenchError {
    BenchError(message: message, exitCode: 65)
  }

  /// A file is missing.
  static func missingInput(_ message: String) -> BenchError {
    BenchError(message: message, exitCode: 66)
  }

  /// The engine's answer is wrong.
  static func fault(_ message: String) -> BenchError { BenchError(message: message, exitCode: 70) }
}
