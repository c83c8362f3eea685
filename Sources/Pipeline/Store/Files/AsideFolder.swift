import Foundation

/// A folder beside a store for copies of it: nobody else may read what is in it.
///
/// What a process that was killed left of its own is removed by the next one.
package struct AsideFolder: Sendable {
  package let path: String

  /// - Throws: `StoreError` where the store's folder may not be written.
  package init(of store: Store) throws {
    let isInMemory = store.path == Store.memoryPath
    let place = AsidePlace(
      of: isInMemory
        ? NSTemporaryDirectory() + "rolewise" : FilePlace.resolvingLinks(of: store.path),
      suffix: "migration")
    path = place.path
    for old in [path] + place.leftovers { try? FileManager.default.removeItem(atPath: old) }
    guard mkdir(path, 0o700) == 0 else { throw StoreError(errno, path: path) }
  }

  package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
