import ArgumentParser
import DriverOptions
import HTTPService
import Pipeline

/// `rolewise-server keys`: who may call.
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Make, list and revoke API keys.",
    subcommands: [Add.self, List.self, Revoke.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key and print it, this once; the store keeps its hash.")

    @Argument(help: "Who holds it, as the audit log names them.") var name: String
    @Option(help: "reader (classifies and reads), reviewer (decides queues) or admin (forgets).")
    var role: APIKey.Role
    @OptionGroup var options: StoreOptions

    func validate() throws {
      let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      guard let first = name.first, let last = name.last, name.utf8.count <= 100, isPlain,
        !first.isWhitespace, !last.isWhitespace, !name.contains(where: \.isNewline)
      else {
        throw ValidationError(
          "the name must be one line of 1 to 100 bytes, without control characters, and without "
            + "white space at its ends")
      }
      guard name.lowercased() != "local" else {
        throw ValidationError("local is the name of whoever calls without a key; give another")
      }
    }

    func run() async throws {
      let store = try options.open()
      let (text, key) = APIKeyText.make(name: name, role: role)
      try store.add(key)
      print(text.text)
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the keys, without secrets.")

    @OptionGroup var options: StoreOptions

    func run() async throws {
      for key in try options.openToRead().apiKeys() {
        let state = key.revokedAt.map { "revoked \($0)" } ?? "good"
        print([key.name, key.role.rawValue, key.id, key.createdAt, state].joined(separator: "\t"))
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a key and the sessions opened with it; running servers see it in a second.")

    @Argument(help: "The key's name.") var name: String
    @OptionGroup var options: StoreOptions

    func run() async throws {
      try options.openExisting().revokeAPIKey(named: name)
      print("the key of \(name) is revoked")
    }
  }
}

extension APIKey.Role: ExpressibleByArgument {}
