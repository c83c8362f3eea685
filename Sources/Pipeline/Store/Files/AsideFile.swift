import Foundation

/// A file that is made beside its place and takes it when it is whole.
///
/// What is left of it goes away with the value, unless it took its place.
final class AsideFile {
  /// Where it is made.
  let path: String
  private let target: String

  /// - Throws: `StoreError.exists` where there is a file at `target` that may not be replaced,
  ///   `.missingFolder` where it has no folder.
  init(for target: String, replacing: Bool) throws {
    self.target = target
    path = "\(target).\(getpid()).partial"
    let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw StoreError.missingFolder(path: target)
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: target, isDirectory: &isFolder) {
      guard !isFolder.boolValue else {
        throw StoreError.failed(path: target, reason: "it is a folder; name a file")
      }
      guard replacing else { throw StoreError.exists(path: target) }
    }
    removeParts()
  }

  deinit { removeParts() }

  private func removeParts() {
    unlink(path)
    Self.removeLogs(of: path)
  }

  /// Removes what SQLite keeps beside a database.
  static func removeLogs(of path: String) {
    for suffix in ["-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Writes the file to the disk and puts it in its place, at once and for good.
  ///
  /// - Parameter replacing: false refuses a file that has come into its place since.
  func takePlace(replacing: Bool) throws {
    try Self.flush(path)
    if replacing {
      guard rename(path, target) == 0 else { throw failure() }
    } else {
      // Unlike a rename, a link never takes another file's place.
      guard link(path, target) == 0 else {
        throw errno == EEXIST ? StoreError.exists(path: target) : failure()
      }
      unlink(path)
    }
    try Self.flush(URL(fileURLWithPath: target).deletingLastPathComponent().path)
  }

  private func failure() -> StoreError { StoreError(errno, path: target) }

  /// Waits until a file, or the names in a folder, are on the disk.
  private static func flush(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError(errno, path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw StoreError(errno, path: path) }
  }
}
