import Foundation

@testable import Pipeline

/// A folder that goes away with the test, and a store in it.
final class TemporaryStore {
  let folder: String
  var path: String { folder + "/test.db" }

  init() throws {
    folder = NSTemporaryDirectory() + "rolewise-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func open(_ catalog: Catalog? = nil) throws -> Store {
    let store = try Store(path: path)
    if let catalog { try store.importCatalog(catalog) }
    return store
  }

  /// Which texts stand in any file of the store.
  func found(_ texts: [String]) throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).map {
      try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))
    }
    return texts.filter { text in files.contains { $0.range(of: Data(text.utf8)) != nil } }
  }
}
