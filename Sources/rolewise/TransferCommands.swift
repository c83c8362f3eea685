import ArgumentParser
import DriverOptions
import Pipeline

/// `rolewise export`: the store as text.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the whole store as JSON Lines, safely while others write it.")

  @Argument(help: "The file to make.") var file: String
  @Flag(help: "Replace a file that is there.") var force = false
  @OptionGroup var options: StoreOptions

  func run() async throws {
    try OutputPaths.check([file], store: options.path)
    try options.openToRead().export(to: file, replacing: force)
    print("\(file) holds every row of \(options.path)")
  }
}

/// `rolewise import`: a store of such text.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a store of a file that export wrote.",
    discussion: "A damaged file is refused with the number of its line, and nothing is made.")

  @Argument(help: "The file of JSON Lines.") var file: String
  @OptionGroup var options: StoreOptions

  func run() async throws {
    try Store.importing(file, to: options.path, lockTimeout: options.lockTimeout)
    print("\(options.path) holds every row of \(file)")
  }
}
