import ArgumentParser
import DriverOptions
import Pipeline

/// The HTTP service's program: parses, calls the library, prints.
@main
struct RolewiseServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rolewise-server",
    abstract: "Serves the classification of job descriptions and its pages over HTTP.",
    version: "rolewise-server \(Engine.version)",
    subcommands: [ServeCommand.self, KeysCommand.self], defaultSubcommand: ServeCommand.self)

  static func main() async { await runProgram() }
}
