package import ArgumentParser
import Catalogs
package import Foundation
package import Pipeline

/// The options that say which store and catalog to work with.
package struct StoreOptions: ParsableArguments {
  @Option(help: "The store (default: $ROLEWISE_DB, then rolewise.db).")
  package var db: String?

  @Option(
    help: """
      The catalog folder that a new store is made from (default: $ROLEWISE_CATALOG, then \
      data/catalog); a store that is there has its own.
      """)
  package var catalog: String?

  @Option(help: "Seconds to wait while another process writes the store.")
  package var lockTimeout = Store.defaultLockTimeout

  package init() {}

  package func validate() throws {
    guard (0...86_400).contains(lockTimeout) else {
      throw ValidationError("--lock-timeout must be 0 to 86400 seconds")
    }
  }

  package var path: String { Self.setting(db, "ROLEWISE_DB", "rolewise.db") }
  package var catalogPath: String { Self.catalogPath(catalog) }

  /// The catalog folder that is meant where `catalog` is given.
  package static func catalogPath(_ catalog: String?) -> String {
    setting(catalog, "ROLEWISE_CATALOG", "data/catalog")
  }

  private static func setting(_ given: String?, _ variable: String, _ fallback: String) -> String {
    given ?? Environment.value(variable) ?? fallback
  }

  /// The store with its library; one that is missing is made from the catalog folder.
  package func open() throws -> Store {
    try StoreSetup.open(
      path: path, catalogFolder: catalogPath, isFolderExplicit: catalog != nil,
      lockTimeout: lockTimeout)
  }

  /// The store, which must be there.
  package func openExisting() throws -> Store {
    try Store(path: path, mayCreate: false, lockTimeout: lockTimeout)
  }

  /// The store, which must be there, to be looked at: it may lie where nothing can be written, and
  /// never changes.
  package func openToRead(ofAnyVersion: Bool = false) throws -> Store {
    try Store.openToRead(path: path, lockTimeout: lockTimeout, ofAnyVersion: ofAnyVersion)
  }

  /// Refuses the options of a store beside a catalog folder, which is looked at in its place.
  package func requireNone(beside folder: String?) throws {
    guard folder != nil, db != nil || catalog != nil else { return }
    throw ValidationError("a catalog folder is looked at alone: leave --db and --catalog out")
  }

  /// The catalog of a folder, or the store's.
  package func loadCatalog(_ folder: String?) throws -> Catalog {
    if let folder { return try CatalogFolder.read(folder) }
    return try openToRead().loadCatalog().catalog
  }
}
