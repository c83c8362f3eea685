import ArgumentParser
import DriverOptions
import Pipeline

/// `rolewise backup`: a copy of the store while it is used.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the store into one file, safely while others write it.",
    discussion: """
      The copy holds the state of one moment. It is checked page by page and appears whole or not \
      at all.
      """)

  @Argument(help: "The file to make.") var file: String
  @Flag(help: "Replace a file that is there.") var force = false
  @OptionGroup var options: StoreOptions

  func run() async throws {
    try options.openToRead(ofAnyVersion: true).backup(
      to: file, replacing: force, lockTimeout: options.lockTimeout)
    print("\(file) is a whole copy of \(options.path)")
  }
}

/// `rolewise restore`: a backup in the place of the store.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the store.",
    discussion: """
      The backup is checked page by page first. A store that is there is replaced only with \
      --force, and only when no other process has it open.
      """)

  @Argument(help: "The backup.") var backup: String
  @Flag(help: "Replace a store that is there.") var force = false
  @OptionGroup var options: StoreOptions

  func run() async throws {
    try Store.restore(
      backup, to: options.path, replacing: force, lockTimeout: options.lockTimeout)
    print("\(options.path) holds what \(backup) holds")
  }
}
