import Foundation

/// A folder for copies of a store: nobody else may read what is in it. It lies beside the store, or
/// among the temporary files where nothing can be made there.
///
/// What a process that was killed left of its own is removed by the next one.
package struct AsideFolder: Sendable {
  package let path: String

  /// - Throws: `StoreError` where the folder cannot be made.
  package init(of store: Store) throws {
    let place = AsidePlace(of: Self.neighbour(of: store), suffix: "migration")
    path = place.path
    for old in [path] + place.leftovers { try? FileManager.default.removeItem(atPath: old) }
    guard mkdir(path, 0o700) == 0 else { throw StoreError(errno, path: path) }
  }

  /// The file beside which the folder is made.
  private static func neighbour(of store: Store) -> String {
    guard store.path != Store.memoryPath else { return NSTemporaryDirectory() + "rolewise" }
    let file = FilePlace.resolvingLinks(of: store.path)
    return access(FilePlace.folder(of: file), W_OK) == 0
      ? file : NSTemporaryDirectory() + URL(fileURLWithPath: file).lastPathComponent
  }

  /// Copies a store into the folder, once; the copy may be changed.
  package func copy(of store: Store) throws -> Store {
    let file = path + "/copy.db"
    try store.copy(to: file)
    return try Store(path: file, mayCreate: false)
  }

  package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
