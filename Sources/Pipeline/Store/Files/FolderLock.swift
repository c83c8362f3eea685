import Foundation

/// A lock on the folder of a store, between processes: held while a store is opened, made or
/// replaced.
///
/// A store that is being replaced cannot be opened halfway, and two processes do not make one store
/// twice. The lock is `flock(2)` on the folder itself, that of the file where the path is a link:
/// no file is left behind, and the system gives it back when its holder dies. Where a file system
/// knows no such locks, it holds nobody off.
final class FolderLock {
  private let descriptor: Int32

  /// Waits for the lock.
  ///
  /// - Throws: `StoreError.busy` after `timeout` seconds, `.missingFolder`.
  init(ofStore path: String, timeout: TimeInterval) throws {
    let folder = FilePlace.folder(of: FilePlace.resolvingLinks(of: path))
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? StoreError.missingFolder(path: path)
        : StoreError.failed(
          path: path, reason: "its folder cannot be read (\(systemReason())); check its permissions"
        )
    }
    let start = ContinuousClock.now
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // Anything but a lock held by another: this file system has none to give.
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      guard (ContinuousClock.now - start) / .seconds(1) < timeout else {
        throw StoreError.busy(path: path)
      }
      usleep(Store.waitingPause)
    }
  }

  // Also runs when the initialiser throws; there may be nothing to close.
  deinit { close(descriptor) }
}

/// What the system says of the last call that failed.
func systemReason(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
