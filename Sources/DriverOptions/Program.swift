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
      // The parser would print its whole usage; an error is one line, and some of its end in a stop.
      let words = message(for: error)
      let command = Self.command(of: CommandLine.arguments.dropFirst())
      Console.fail(
        "\(words.hasSuffix(".") ? String(words.dropLast()) : words); see \(command) --help",
        fault: .usage)
    }
    Console.fail("\(error); this is a fault of Rolewise, please report it", fault: .ours)
  }

  /// The command that the arguments name, with the program's name: its help tells of its options.
  private static func command(of arguments: some Sequence<String>) -> String {
    var command: any ParsableCommand.Type = Self.self
    var names = [command._commandName]
    var arguments = arguments.makeIterator()
    while true {
      let argument = arguments.next()
      let subcommands = command.configuration.subcommands
      guard
        let next = subcommands.first(where: { $0._commandName == argument })
          ?? command.configuration.defaultSubcommand
      else { return names.joined(separator: " ") }
      command = next
      names.append(next._commandName)
    }
  }
}
