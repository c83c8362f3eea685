import Glibc

/// Lines of a pipe, which says whether another one is there already.
final class PolledLines {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Bytes of a line beyond which the rest of the line is dropped (and the row then fails).
  static let longestLine = 8 << 20

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next line without its line feed, as soon as it is there; nil at the end.
  func next() -> [UInt8]? {
    while true {
      if let line = takeLine() { return line }
      guard !isAtEnd else { return nil }
      fill()
    }
  }

  /// The next line where the pipe holds it now; nil where one would have to wait.
  func nextWithoutWaiting() -> [UInt8]? {
    while true {
      if let line = takeLine() { return line }
      guard !isAtEnd, canRead else { return nil }
      fill()
    }
  }

  private func takeLine() -> [UInt8]? {
    if let feed = buffer[start...].firstIndex(of: 0x0A) {
      defer { start = feed + 1 }
      return Array(buffer[start..<feed].prefix(Self.longestLine))
    }
    guard isAtEnd, start < buffer.count else { return nil }
    defer { start = buffer.count }
    return Array(buffer[start...].prefix(Self.longestLine))
  }

  private var canRead: Bool {
    var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&question, 1, 0) > 0
  }

  private func fill() {
    buffer.removeFirst(start)
    start = 0
    let count = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: 1 << 16))
    let read = buffer.withUnsafeMutableBytes {
      Glibc.read(descriptor, $0.baseAddress! + count, 1 << 16)
    }
    buffer.removeLast((1 << 16) - max(0, read))
    if read < 0, errno == EINTR { return }
    if read <= 0 { isAtEnd = true }
  }
}
