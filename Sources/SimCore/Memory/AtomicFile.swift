import CSimKernels
import Glibc
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files that appear whole or not at all.
enum AtomicFile {
  /// Writes `bytes` to `path`.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(to: path) { sink throws(FileError) in try sink.append(bytes) }
  }

  /// Writes a file beside `path` by way of `body`, and puts it in the place of `path`: a reader
  /// sees the old file or the new one and never a part. The file aside is removed when anything
  /// fails.
  static func write(
    to path: String, _ body: (FileSink) throws(FileError) -> Void
  ) throws(FileError) {
    let file = try AtomicFileWriter(path: path)
    try body(file.sink)
    try file.replace()
  }
}

/// A file being written beside the path that it will have: removed when the value goes away before
/// `replace` was called.
///
/// A symbolic link stays one: what it names is written. A device or a pipe is never replaced: the
/// bytes go into it straight. A file that was there keeps its permissions.
package final class AtomicFileWriter {
  /// Tells apart the files aside that threads of this process write at the same time.
  private static let serial = Atomic<Int>(0)

  /// Takes the bytes.
  package let sink: FileSink
  private let path: String
  /// Nil where the bytes go into `path` straight.
  private let aside: String?
  private let descriptor: Int32
  private var isReplaced = false

  /// Opens the file aside.
  ///
  /// - Throws: `FileError.unwritable`.
  package init(path: String) throws(FileError) {
    let target = Self.resolved(path)
    let mode = Self.mode(of: target)
    let isStraight = mode.map { $0 & S_IFMT != S_IFREG && $0 & S_IFMT != S_IFDIR } ?? false
    let number = Self.serial.add(1, ordering: .relaxed).newValue
    let aside = "\(target).\(getpid()).\(number).tmp"
    // Left by a process of this number that was killed.
    if !isStraight { _ = unsafe unlink(aside) }
    let descriptor =
      isStraight
      ? unsafe open(target, O_WRONLY | O_CLOEXEC)
      : unsafe open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: systemMessage(errno))
    }
    if !isStraight, let mode { _ = fchmod(descriptor, mode & 0o777) }
    self.path = target
    self.aside = isStraight ? nil : aside
    self.descriptor = descriptor
    sink = FileSink(descriptor: descriptor, path: path)
  }

  deinit {
    close(descriptor)
    if !isReplaced, let aside { _ = unsafe unlink(aside) }
  }

  /// The path that symbolic links lead to, which may name what is not there yet.
  private static func resolved(_ path: String) -> String {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    var path = path
    // More links one after another Linux does not follow.
    for _ in 0..<40 {
      guard let target = linkTarget(path) else { break }
      path = target
    }
    return path
  }

  /// What a symbolic link names; nil where there is none at the path.
  private static func linkTarget(_ path: String) -> String? {
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
      return nil
    }
    guard !target.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return target }
    // It is seen from the folder of the link.
    return String(path[...slash]) + target
  }

  /// What kind of file is at a path, and its permissions; nil where there is none.
  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode : nil
  }

  /// Flushes the file to the disk and renames it over `path`.
  ///
  /// - Throws: `FileError.unwritable`.
  package func replace() throws(FileError) {
    try sink.flush()
    if let aside {
      guard fsync(descriptor) == 0, unsafe rename(aside, path) == 0 else {
        throw FileError.unwritable(path: path, reason: systemMessage(errno))
      }
    }
    isReplaced = true
  }
}

/// Bytes on their way to a file, written a megabyte at a time.
package final class FileSink {
  /// The CRC-32C of everything appended since the last `restartChecksum`.
  private(set) var checksum: UInt32 = 0
  /// Bytes appended.
  private(set) var byteCount = 0

  private let descriptor: Int32
  private let path: String
  private var pending: [UInt8] = []

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Bytes on their way to standard output.
  package static func standardOutput() -> FileSink {
    FileSink(descriptor: STDOUT_FILENO, path: "standard output")
  }

  package func append(_ bytes: [UInt8]) throws(FileError) {
    let failure: FileError? = unsafe bytes.withUnsafeBytes { source in
      unsafe failureOfAppending(source)
    }
    if let failure { throw failure }
  }

  /// Appends bytes of memory.
  @unsafe
  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if let failure = unsafe failureOfAppending(bytes) { throw failure }
  }

  /// Appends zeros up to a multiple of `count` bytes.
  func pad(to count: Int) throws(FileError) {
    try append([UInt8](repeating: 0, count: (count - byteCount % count) % count))
  }

  func restartChecksum() { checksum = 0 }

  /// Writes `bytes` over those at the start of the file.
  package func overwriteStart(_ bytes: [UInt8]) throws(FileError) {
    try flush()
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure(errno) }
    pending = bytes
    try flush()
    guard lseek(descriptor, 0, SEEK_END) >= 0 else { throw failure(errno) }
  }

  /// Writes what is pending.
  package func flush() throws(FileError) {
    let failure: FileError? = unsafe pending.withUnsafeBytes { bytes in
      unsafe failureOfWriting(bytes)
    }
    if let failure { throw failure }
    pending.removeAll(keepingCapacity: true)
  }

  private func failureOfAppending(_ bytes: UnsafeRawBufferPointer) -> FileError? {
    guard let address = bytes.baseAddress else { return nil }
    checksum = unsafe sim_crc32c(checksum, address, bytes.count)
    byteCount += bytes.count
    if pending.count + bytes.count < 1 << 20 {
      unsafe pending.append(contentsOf: bytes)
      return nil
    }
    do throws(FileError) { try flush() } catch { return error }
    return unsafe failureOfWriting(bytes)
  }

  private func failureOfWriting(_ bytes: UnsafeRawBufferPointer) -> FileError? {
    var written = 0
    while written < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = unsafe write(descriptor, rest.baseAddress, rest.count)
      if count > 0 {
        written += count
      } else if count == 0 || errno != EINTR {
        return failure(count == 0 ? EIO : errno)
      }
    }
    return nil
  }

  private func failure(_ code: Int32) -> FileError {
    .unwritable(path: path, reason: systemMessage(code))
  }
}
