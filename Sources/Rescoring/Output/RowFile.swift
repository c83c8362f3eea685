import Foundation
import Glibc
import Pipeline

/// A file of lines that grows at its end and survives being killed: whole lines count, a torn last
/// one does not.
final class RowFile {
  let path: String
  private let descriptor: Int32

  /// Opens the file for more lines, and creates it where there is none.
  ///
  /// - Throws: `RescoreError.unwritable`.
  init(path: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw RescoreError.unwritable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  /// Bytes up to the last line feed: what follows is a torn line. O(the torn line).
  var wholeByteCount: Int {
    get throws {
      var end = try checked(lseek(descriptor, 0, SEEK_END))
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while end > 0 {
        let start = max(0, end - buffer.count)
        let count = try checked(pread(descriptor, &buffer, end - start, off_t(start)))
        if let feed = buffer[..<count].lastIndex(of: 0x0A) { return start + feed + 1 }
        end = start
      }
      return 0
    }
  }

  /// Keeps the first bytes alone; later lines follow them.
  func truncate(to byteCount: Int) throws {
    _ = try checked(Int(ftruncate(descriptor, off_t(byteCount))))
    _ = try checked(lseek(descriptor, off_t(byteCount), SEEK_SET))
  }

  /// Adds bytes at the end; O(bytes).
  func append(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      written += try checked(count)
    }
  }

  /// Waits until the disk has everything.
  func flush() throws { _ = try checked(Int(fsync(descriptor))) }

  private func checked(_ result: Int) throws -> Int {
    guard result >= 0 else {
      throw RescoreError.unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    return result
  }
}
