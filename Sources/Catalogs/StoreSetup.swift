package import Foundation
package import Pipeline

/// Opens a store with a catalog in it, the way every driver does.
package enum StoreSetup {
  /// The store at `path`; a new one gets the catalog of `folder`.
  ///
  /// - Parameters:
  ///   - path: the SQLite file. Call only after the input was found valid: it may be created.
  ///   - folder: the catalog of a new store.
  ///   - isFolderExplicit: whether the user named `folder`; a store that was made from another
  ///     catalog is then refused instead of being used silently.
  ///   - lockTimeout: seconds to wait while another process writes.
  package static func open(
    path: String, catalogFolder folder: String, isFolderExplicit: Bool,
    lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws -> Store {
    let exists = FileManager.default.fileExists(atPath: path)
    // A catalog is read before the store is created, so that a bad one leaves nothing behind.
    let catalog = exists && !isFolderExplicit ? nil : try CatalogFolder.read(folder)
    let store = try Store(path: path, lockTimeout: lockTimeout)
    if try store.catalogVersion() == 0 {
      try store.importFirstCatalog(catalog ?? CatalogFolder.read(folder))
    } else if let catalog, try store.catalogFingerprint() != catalog.fingerprint {
      throw StoreError.otherCatalog(path: path)
    }
    return store
  }

  /// The store that an evaluation works in: the one at `path`, or one in memory.
  ///
  /// - Parameters:
  ///   - path: nil for a store that ends with the process. A file that is not there is created.
  ///   - folder: the catalog of a new store.
  ///   - isFolderExplicit: as of `open`.
  ///   - lockTimeout: seconds to wait while another process writes.
  ///   - prepare: checks the catalog, or marks what can be chosen; a store of a catalog that it
  ///     would change is refused.
  package static func openForEvaluation(
    path: String?, catalogFolder folder: String, isFolderExplicit: Bool,
    lockTimeout: TimeInterval = Store.defaultLockTimeout, _ prepare: (Catalog) throws -> Catalog
  ) throws -> Store {
    guard let path else {
      let store = try Store.inMemory()
      try store.importCatalog(prepare(CatalogFolder.read(folder)))
      return store
    }
    // A catalog is read before the store is created, so that a bad one leaves nothing behind.
    let isRead = isFolderExplicit || !FileManager.default.fileExists(atPath: path)
    let wanted = isRead ? try prepare(CatalogFolder.read(folder)) : nil
    func refuseOtherCatalog(in store: Store) throws {
      let catalog = try store.loadCatalog().catalog
      guard try (wanted ?? prepare(catalog)).fingerprint == catalog.fingerprint else {
        throw StoreError.otherCatalog(path: path)
      }
    }
    // Opening a store to write changes its file: one that is refused is only looked at.
    if !isEmpty(path) {
      do {
        let store = try Store.openToRead(path: path, lockTimeout: lockTimeout)
        if try store.catalogVersion() > 0 { try refuseOtherCatalog(in: store) }
      } catch StoreError.olderSchema {}
    }
    let store = try Store(path: path, lockTimeout: lockTimeout)
    if try store.catalogVersion() == 0 {
      // Another process may be faster, and have made the store of another catalog.
      try store.importFirstCatalog(wanted ?? prepare(CatalogFolder.read(folder)))
    }
    try refuseOtherCatalog(in: store)
    return store
  }

  /// Whether a store is yet to be made at `path`: there is no file, or an empty one.
  private static func isEmpty(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int ?? 0) == 0
  }

  /// What JDs are rescored by: a store that is there, or in memory the catalog of a folder.
  ///
  /// - Parameters:
  ///   - store: a store with a catalog; nil for a catalog alone.
  ///   - folder: the catalog where there is no store.
  package static func frozen(_ store: Store?, catalogFolder folder: String) throws -> Store {
    if let store { return store }
    let catalog = try CatalogFolder.read(folder)
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    return store
  }

  /// Opens the store at `path`, or makes one, and replaces its library by an own catalog.
  ///
  /// - Returns: the store and its new catalog version.
  package static func importCatalog(
    _ catalog: Catalog, path: String, lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws -> (store: Store, version: Int) {
    // Opening a store to write changes its file: one that refuses the catalog is only looked at.
    if !isEmpty(path) {
      do {
        try Store.openToRead(path: path, lockTimeout: lockTimeout).checkImport(of: catalog)
      } catch StoreError.olderSchema, StoreError.notAStore {}
    }
    let store = try Store(path: path, lockTimeout: lockTimeout)
    return (store, try store.importCatalog(catalog))
  }

  /// What importing a release into the store at `path` would change; nothing is created or changed.
  package static func preview(
    _ release: CatalogRelease, path: String, lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws -> Store.ReleaseImport {
    guard !isEmpty(path) else { return try Store.previewOfNewStore(release) }
    return try Store.openToRead(path: path, lockTimeout: lockTimeout).previewRelease(release)
  }
}
