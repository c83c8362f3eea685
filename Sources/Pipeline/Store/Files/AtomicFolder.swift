import Foundation

/// Folders that appear whole or not at all.
package enum AtomicFolder {
  /// Makes a folder beside the place `target` by way of `body`, writes it to the disk, and gives it
  /// its name; folders above it are made where they are missing.
  ///
  /// What is left of it goes away when anything fails, or with the next one for the same place where
  /// its process was killed.
  ///
  /// - Parameter body: fills the folder at the path that it is given.
  /// - Throws: what `body` throws, and what the system says of a folder that cannot be made, or of a
  ///   place that is taken.
  package static func write(to target: String, _ body: (String) throws -> Void) throws {
    let files = FileManager.default
    let place = FilePlace.resolvingLinks(of: URL(fileURLWithPath: target).path)
    let parent = FilePlace.folder(of: place)
    try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
    let aside = AsidePlace(of: place, suffix: "partial")
    for old in [aside.path] + aside.leftovers { try? files.removeItem(atPath: old) }
    defer { try? files.removeItem(atPath: aside.path) }
    try files.createDirectory(atPath: aside.path, withIntermediateDirectories: false)
    try body(aside.path)
    for name in try files.subpathsOfDirectory(atPath: aside.path) {
      try AsideFile.flush(aside.path + "/" + name)
    }
    try AsideFile.flush(aside.path)
    try files.moveItem(atPath: aside.path, toPath: place)
    try AsideFile.flush(parent)
  }
}
