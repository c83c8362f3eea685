import Glibc

/// A file held open for reading, so that its bytes stay there when another takes its name.
final class OpenFile: Sendable {
  let path: String
  /// Size in bytes when it was opened.
  let byteCount: Int
  /// The system's number of the file, valid while this object lives.
  let descriptor: Int32

  /// - Throws: `FileError.unreadable` when it cannot be opened or is no regular file, `.empty` when
  ///   it has no bytes.
  init(path: String) throws(FileError) {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemMessage(errno)) }
    var status = stat()
    let failure: FileError? =
      if unsafe fstat(descriptor, &status) != 0 {
        .unreadable(path: path, reason: systemMessage(errno))
      } else if status.st_mode & S_IFMT != S_IFREG {
        .unreadable(path: path, reason: "it is no regular file")
      } else if status.st_size <= 0 {
        .empty(path: path)
      } else {
        nil
      }
    if let failure {
      close(descriptor)
      throw failure
    }
    self.path = path
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Maps all bytes read-only; nil where the system refuses. The mapping outlives the open file.
  @unsafe
  func map() -> UnsafeMutableRawPointer? {
    let address = unsafe mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
    return unsafe address == MAP_FAILED ? nil : address
  }

  /// Fills `bytes` from `offset` on; the system's error number where it cannot.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Int32 {
    var done = 0
    while done < bytes.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
      let count = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if count > 0 {
        done += count
      } else if count == 0 {
        return EIO
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
