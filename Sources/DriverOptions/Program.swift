package import ArgumentParser
import Foundation
import Pipeline

extension AsyncParsableCommand {
  /// Parses the arguments and runs the command they name. Every error ends the process with one
  /// line on standard error and the exit code of its fault.
  package static func runProgram() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Console.flush()
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
      let program = configuration.commandName ?? "the program"
      Console.fail("\(message(for: error)); see \(program) --help", fault: .usage)
    }
    Console.fail("\(error); this is a fault of Rolewise, please report it", fault: .ours)
  }
}
