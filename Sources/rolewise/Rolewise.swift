import ArgumentParser
import DriverOptions
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

  static func main() async { await runProgram() }
}
