import ArgumentParser
public import Catalogs
import DriverOptions
import Pipeline

extension CatalogSource: ExpressibleByArgument {}

/// `rolewise catalog`: the role library.
struct CatalogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Import, export, count and check the role library.",
    subcommands: [Import.self, Export.self, Stats.self, Verify.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Replace the library of a store by a catalog; what was learned stays.",
      discussion: """
        A catalog is a folder in our own format, or with --from the folder of a public release. Of \
        our own format an id that has become something else, with another slug and another name, is \
        refused once runs were decided under what it was. Importing a newer release keeps the ids \
        of what it still has and retires the rest. The KRAs of a release are encoded at once, its \
        titles when they are first needed.
        """)

    @Argument(help: "The catalog folder.") var folder: String
    @Option(help: "The release that the folder holds: onet (text) or esco (CSV).")
    var from: CatalogSource?
    @Flag(help: "Print what would change and change nothing (with --from).") var dryRun = false
    @Flag(help: "Print the changes as JSON (with --from).") var json = false
    @Flag(help: "Leave the encoding of KRAs to the first classification (with --from).")
    var withoutVectors = false
    @OptionGroup var options: StoreOptions
    @OptionGroup var embedding: EmbedderOptions
    @OptionGroup(title: "Model server") var server: ServerOptions

    func validate() throws {
      if from == nil, dryRun || json || withoutVectors {
        throw ValidationError("--dry-run, --json and --without-vectors need --from")
      }
    }

    func run() async throws {
      guard let from else { return try importOwn() }
      let release = try from.read(folder)
      if dryRun {
        return try show(
          StoreSetup.preview(release, path: options.path, lockTimeout: options.lockTimeout))
      }
      // Whatever can be refused is, before the store is touched.
      let embedder = withoutVectors ? nil : try await embedding.load(server)
      let store = try Store(path: options.path, lockTimeout: options.lockTimeout)
      let imported = try store.importRelease(release)
      if let embedder {
        let pipeline = JDPipeline(store: store, embedder: embedder, report: { Console.show($0) })
        try await pipeline.encodeCatalog()
      }
      try show(imported)
      if !json {
        print("\(options.path) holds catalog version \(imported.version)")
        print(CatalogStatistics(try store.loadCatalog().catalog).text)
      }
    }

    private func importOwn() throws {
      let catalog = try CatalogFolder.read(folder)
      let (store, version) = try StoreSetup.importCatalog(
        catalog, path: options.path, lockTimeout: options.lockTimeout)
      print("\(options.path) holds catalog version \(version)")
      print(CatalogStatistics(try store.loadCatalog().catalog).text)
    }

    private func show(_ imported: Store.ReleaseImport) throws {
      print(json ? try RecordCoding.text(imported.diff, indented: true) : imported.diff.text)
      if dryRun, !json { print("nothing was changed: this was a dry run") }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the library of a store as a catalog folder.")

    @Argument(help: "The folder to create.") var folder: String
    @OptionGroup var options: StoreOptions

    func run() async throws {
      let store = try options.openToRead()
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

    func validate() throws { try options.requireNone(beside: folder) }

    func run() async throws {
      let statistics = CatalogStatistics(try options.loadCatalog(folder))
      print(json ? try RecordCoding.text(statistics, indented: true) : statistics.text)
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a catalog folder, or a whole store; exit 65 if anything is wrong.",
      discussion: """
        Of a store, its library, every page of the file, and what was learned are checked: the \
        count and the sum of every role's centroid are made again from the runs. --repair sets \
        those that differ to what the runs give, in one transaction.
        """)

    @Argument(help: "A catalog folder; the store where left out.") var folder: String?
    @Flag(help: "Set the centroids of the store to what its runs give.") var repair = false
    @OptionGroup var options: StoreOptions

    func validate() throws {
      if repair, folder != nil { throw ValidationError("--repair is for a store, not a folder") }
      try options.requireNone(beside: folder)
    }

    func run() async throws {
      if let folder {
        let catalog = try CatalogFolder.read(folder)
        return try check(catalog, CatalogVerification.breaches(of: catalog), [])
      }
      let store = try repair ? options.openExisting() : options.openToRead()
      let catalog = try store.loadCatalog().catalog
      for finding in repair ? try store.repair() : [] { print("repaired: \(finding)") }
      let findings = try store.verify().map(\.description)
      if try store.holdsRelease() {
        // A public catalog is as its publisher wrote it: that is no damage of the store.
        let count = CatalogVerification.breaches(of: catalog).count
        if count > 0 { print("\(count) remarks on the release's KRAs, which are its publisher's") }
        try check(catalog, [], findings)
      } else {
        try check(catalog, CatalogVerification.breaches(of: catalog), findings)
      }
      print("\(options.path): every page is whole, every centroid is what its runs give")
    }

    private func check(_ catalog: Catalog, _ breaches: [String], _ findings: [String]) throws {
      let faults = breaches + findings
      for fault in faults { Console.complain(fault) }
      if !faults.isEmpty { throw ExitCode(Fault.badData.rawValue) }
      print("\(catalog.information.name): \(catalog.roles.count) roles, no breach")
    }
  }
}
