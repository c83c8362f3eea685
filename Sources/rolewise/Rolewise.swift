import ArgumentParser
import Foundation
import Pipeline

/// The command line: parses, calls the library, prints.
@main
struct Rolewise: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rolewise",
    abstract: "Says which role of a role library a job description is for, and why.",
    version: "rolewise \(Engine.version)",
    subcommands: [
      ClassifyCommand.self, ShowCommand.self, ReplayCommand.self, ExportRunCommand.self,
      EvaluateCommand.self, EncodeCommand.self, RescoreCommand.self, WorkerCommand.self,
      ReviewCommand.self, CatalogCommand.self, BackupCommand.self, RestoreCommand.self,
      ExportCommand.self, ImportCommand.self, ForgetCommand.self, MigrateEmbeddingsCommand.self,
      DoctorCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as any FaultError {
      Console.fail("\(error)", fault: error.fault)
    } catch {
      end(with: error)
    }
  }

  /// Ends the process for an error that is none of the library's: the argument parser's own (usage,
  /// `--help`, `--version`, `ExitCode`), or one that nobody foresaw.
  private static func end(with error: any Error) -> Never {
    if error is ExitCode || exitCode(for: error) == .success { exit(withError: error) }
    if exitCode(for: error) == .validationFailure {
      // The parser would print its whole usage; an error is one line.
      Console.fail("\(message(for: error)); see rolewise --help", fault: .usage)
    }
    Console.fail("\(error); this is a fault of Rolewise, please report it", fault: .ours)
  }
}

/// Standard error, for people.
enum Console {
  /// Prints one line and ends the process with the fault's exit code.
  static func fail(_ message: String, fault: Fault) -> Never {
    complain(message)
    Foundation.exit(fault.rawValue)
  }

  /// Prints one line.
  static func complain(_ message: String) {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Data("rolewise: \(line)\n".utf8))
  }

  /// Prints one line of what was done.
  static func say(_ message: String) { FileHandle.standardError.write(Data("\(message)\n".utf8)) }

  /// A count of rows on a terminal; nothing into a pipe or a file.
  static func show(rowCount: Int) {
    guard isatty(2) == 1 else { return }
    FileHandle.standardError.write(Data("\rrows \(rowCount)".utf8))
  }

  /// A progress bar on a terminal; nothing into a pipe or a file.
  static func show(_ progress: BuildProgress) {
    guard isatty(2) == 1 else { return }
    let width = 30
    let filled = progress.total == 0 ? width : width * progress.done / progress.total
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
    let end = progress.done == progress.total ? "\n" : ""
    FileHandle.standardError.write(
      Data("\r\(progress.what) \(bar) \(progress.done)/\(progress.total)\(end)".utf8))
  }
}
