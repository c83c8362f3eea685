import ArgumentParser
import Catalogs
import Pipeline

/// `rolewise catalog`: the role library.
struct CatalogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Import, export, count and check the role library.",
    subcommands: [Import.self, Export.self, Stats.self, Verify.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Replace the library of a store by a catalog folder; what was learned stays.")

    @Argument(help: "The catalog folder.") var folder: String
    @OptionGroup var options: StoreOptions

    func run() async throws {
      let catalog = try CatalogFolder.read(folder)
      let store = try Store(path: options.path)
      let version = try store.importCatalog(catalog)
      print("\(options.path) holds catalog version \(version)")
      print(CatalogStatistics(catalog).text)
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the library of a store as a catalog folder.")

    @Argument(help: "The folder to create.") var folder: String
    @OptionGroup var options: StoreOptions

    func run() async throws {
      let store = try options.openExisting()
      try CatalogFolder.write(store.loadCatalog().catalog, to: folder)
      print("wrote \(folder)")
    }
  }

  struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count what a catalog folder, or the library of a store, holds.")

    @Argument(help: "A catalog folder; the store's library where left out.") var folder: String?
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var options: StoreOptions

    func run() async throws {
      let statistics = CatalogStatistics(try options.loadCatalog(folder))
      print(json ? try RecordCoding.text(statistics, indented: true) : statistics.text)
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a catalog folder, or the library of a store; exit 65 if it breaks a rule.")

    @Argument(help: "A catalog folder; the store's library where left out.") var folder: String?
    @OptionGroup var options: StoreOptions

    func run() async throws {
      let catalog = try options.loadCatalog(folder)
      let breaches = CatalogVerification.breaches(of: catalog)
      for breach in breaches { Console.complain(breach) }
      if !breaches.isEmpty { throw ExitCode(Fault.badData.rawValue) }
      print("\(catalog.information.name): \(catalog.roles.count) roles, no breach")
    }
  }
}
