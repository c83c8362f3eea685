import Glibc
import Synchronization

/// Files that appear whole or not at all.
enum AtomicFile {
  /// Tells apart the files aside that threads of this process write at the same time.
  private static let serial = Atomic<Int>(0)

  /// Writes `bytes` to a file beside `path`, flushes it to the disk, and renames it over `path`: a
  /// reader sees the old file or the new one and never a part. The file aside is removed when
  /// anything fails.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let number = serial.add(1, ordering: .relaxed).newValue
    let aside = "\(path).\(getpid()).\(number).tmp"
    let descriptor = unsafe open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: systemMessage(errno))
    }
    var failure: Int32 = 0
    var written = 0
    while written < bytes.count, failure == 0 {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        written += count
      } else if count == 0 {
        failure = EIO
      } else if errno != EINTR {
        failure = errno
      }
    }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, unsafe rename(aside, path) != 0 { failure = errno }
    guard failure == 0 else {
      unsafe unlink(aside)
      throw .unwritable(path: path, reason: systemMessage(failure))
    }
  }
}
