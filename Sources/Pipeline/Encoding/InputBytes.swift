import Foundation

/// The bytes of a file or of standard input, in memory of one part of it.
struct InputBytes {
  /// The file's size; nil where it is no regular file.
  let byteCount: Int?
  /// Bytes taken so far.
  private(set) var offset = 0

  private let handle: FileHandle
  private let path: String
  private var part: [UInt8] = []
  private var position = 0

  /// Bytes of a part.
  private static let partSize = 1 << 16

  /// - Parameter path: a file, or `-` for standard input.
  init(path: String) throws(InputError) {
    handle = try JDFile.handle(of: path)
    self.path = path
    let isRegular =
      path != "-"
      && (try? FileManager.default.attributesOfItem(atPath: path)[.type]) as? FileAttributeType
        == .typeRegular
    let size = isRegular ? (try? handle.seekToEnd()) : nil
    if size != nil { try? handle.seek(toOffset: 0) }
    byteCount = size.map(Int.init)
  }

  /// The next byte, which stays; nil at the end.
  mutating func peek() throws(InputError) -> UInt8? {
    try fill() ? part[position] : nil
  }

  /// Goes past the byte that `peek` gave.
  mutating func skip() {
    position += 1
    offset += 1
  }

  /// The next bytes, at most `count`, which stay: fewer where the input ends before.
  mutating func prefix(_ count: Int) throws(InputError) -> ArraySlice<UInt8> {
    while part.count - position < count, try append() {}
    return part[position...].prefix(count)
  }

  /// The bytes up to a line feed, without it, or to the end; nil at the end.
  ///
  /// Reads no further than a part beyond `limit`: of a longer line, `isCut` says that there is
  /// more.
  mutating func line(
    limit: Int
  ) throws(InputError) -> (bytes: [UInt8], isCut: Bool)? {
    guard try fill() else { return nil }
    var line: [UInt8] = []
    repeat {
      let rest = part[position...]
      let end = rest.firstIndex(of: 0x0A)
      line.append(contentsOf: rest[..<(end ?? rest.endIndex)])
      let next = end.map { $0 + 1 } ?? rest.endIndex
      offset += next - position
      position = next
      if end != nil { return (line, false) }
      if line.count > limit { return (line, true) }
    } while try fill()
    return (line, false)
  }

  /// Whether there is a byte at `position`, after reading where need be.
  private mutating func fill() throws(InputError) -> Bool {
    if position < part.count { return true }
    return try append()
  }

  /// Reads another part behind what is left of this one; false at the end.
  private mutating func append() throws(InputError) -> Bool {
    let read: Data?
    do {
      read = try handle.read(upToCount: Self.partSize)
    } catch {
      throw .unreadable(path: path, reason: "the read failed")
    }
    guard let read, !read.isEmpty else { return false }
    part.removeFirst(position)
    position = 0
    part.append(contentsOf: read)
    return true
  }
}
