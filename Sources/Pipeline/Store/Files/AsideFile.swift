import Foundation

/// A file that is made beside its place and takes it when it is whole.
///
/// What is left of it goes away with the value, unless it took its place, or with the next one for
/// the same place where its process was killed. The place of a symbolic link is that of the file it
/// names; the link stays.
final class AsideFile {
  /// Where it is made.
  let path: String
  /// The file as it was named, and where it lies.
  private let target: String
  private let place: String

  /// - Throws: `StoreError.exists` where there is a file at `target` that may not be replaced,
  ///   `.missingFolder` where it has no folder.
  init(for target: String, replacing: Bool) throws {
    self.target = target
    place = FilePlace.resolvingLinks(of: target)
    let aside = AsidePlace(of: place, suffix: "partial")
    path = aside.path
    guard FileManager.default.fileExists(atPath: FilePlace.folder(of: place)) else {
      throw StoreError.missingFolder(path: target)
    }
    var status = stat()
    if stat(target, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        let kind = status.st_mode & S_IFMT == S_IFDIR ? "folder" : "device or pipe"
        throw StoreError.failed(path: target, reason: "it is a \(kind); name a file")
      }
      guard replacing else { throw StoreError.exists(path: target) }
    }
    for old in [path] + aside.leftovers { Self.removeDatabase(old) }
  }

  deinit { Self.removeDatabase(path) }

  /// Makes it, empty, for this user alone to read.
  func create() throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure() }
    close(descriptor)
  }

  private static func removeDatabase(_ path: String) {
    unlink(path)
    removeLogs(of: path)
  }

  /// Removes what SQLite keeps beside a database.
  static func removeLogs(of path: String) {
    let place = FilePlace.resolvingLinks(of: path)
    for suffix in ["-journal", "-wal", "-shm"] { unlink(place + suffix) }
  }

  /// Writes the file to the disk and puts it in its place, at once and for good.
  ///
  /// - Parameter replacing: false refuses a file that has come into its place since.
  func takePlace(replacing: Bool) throws {
    try Self.flush(path)
    if replacing {
      guard rename(path, place) == 0 else { throw failure() }
    } else {
      // Unlike a rename, a link never takes another file's place.
      guard link(path, place) == 0 else {
        throw errno == EEXIST ? StoreError.exists(path: target) : failure()
      }
      unlink(path)
    }
    try Self.flush(FilePlace.folder(of: place))
  }

  private func failure() -> StoreError { StoreError(errno, path: target) }

  /// Waits until a file, or the names in a folder, are on the disk.
  static func flush(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError(errno, path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw StoreError(errno, path: path) }
  }
}
