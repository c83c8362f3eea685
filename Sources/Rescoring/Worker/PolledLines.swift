import Glibc
import Pipeline

/// Lines of a pipe, which says whether another one is there already.
final class PolledLines {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Where the next line begins, and how far it is known to hold no line feed.
  private var start = 0
  private var searched = 0
  private var isAtEnd = false

  /// Bytes of a line beyond which the rest of the line is dropped (and the row then fails).
  static let longestLine = 8 << 20

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next line without its line feed, as soon as it is there; nil at the end. O(line), in
  /// memory of the longest line.
  ///
  /// - Throws: `InputError.unreadable` where a read fails.
  func next() throws(InputError) -> [UInt8]? {
    while true {
      if let line = takeLine() { return line }
      guard !isAtEnd else { return nil }
      try fill()
    }
  }

  /// The next line where the pipe holds it now; nil where one would have to wait.
  ///
  /// - Throws: `InputError.unreadable` where a read fails.
  func nextWithoutWaiting() throws(InputError) -> [UInt8]? {
    while true {
      if let line = takeLine() { return line }
      guard !isAtEnd, canRead else { return nil }
      try fill()
    }
  }

  private func takeLine() -> [UInt8]? {
    if let feed = buffer[searched...].firstIndex(of: 0x0A) {
      return takeLine(to: feed, next: feed + 1)
    }
    buffer.removeLast(max(0, buffer.count - start - Self.longestLine))
    searched = buffer.count
    guard isAtEnd, start < buffer.count else { return nil }
    return takeLine(to: buffer.count, next: buffer.count)
  }

  private func takeLine(to end: Int, next: Int) -> [UInt8] {
    let line = Array(buffer[start..<end].prefix(Self.longestLine))
    start = next
    searched = next
    return line
  }

  private var canRead: Bool {
    var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&question, 1, 0) > 0
  }

  private func fill() throws(InputError) {
    buffer.removeFirst(start)
    searched -= start
    start = 0
    let count = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: 1 << 16))
    let read = buffer.withUnsafeMutableBytes {
      Glibc.read(descriptor, $0.baseAddress! + count, 1 << 16)
    }
    let code = errno
    buffer.removeLast((1 << 16) - max(0, read))
    if read == 0 { isAtEnd = true }
    guard read >= 0 || code == EINTR else {
      throw .unreadable(path: "the standard input", reason: String(cString: strerror(code)))
    }
  }
}
