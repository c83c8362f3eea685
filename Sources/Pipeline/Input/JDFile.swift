import Foundation

/// Reads job descriptions from files and standard input.
public enum JDFile {
  /// The bytes of a file, or of standard input for `-`: at most one more than a job description
  /// may have, so that a huge file is refused without being read.
  public static func bytes(of path: String) throws(InputError) -> [UInt8] {
    let handle = try handle(of: path)
    do {
      var data = Data()
      while data.count <= JDInput.largestByteCount,
        let part = try handle.read(upToCount: JDInput.largestByteCount + 1 - data.count),
        !part.isEmpty
      {
        data.append(part)
      }
      return Array(data)
    } catch {
      throw .unreadable(path: path, reason: "the read failed")
    }
  }

  /// A file opened for reading, or standard input for `-`.
  static func handle(of path: String) throws(InputError) -> FileHandle {
    guard path != "-" else { return .standardInput }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path: path)
    }
    guard !isFolder.boolValue else {
      throw .unreadable(path: path, reason: "it is a folder; name a file")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(path: path, reason: "permission denied")
    }
    return handle
  }

  /// The text of a job description's file, checked.
  public static func text(of path: String) throws(InputError) -> String {
    try JDInput.text(from: bytes(of: path))
  }
}

/// A row of a JSON Lines file of job descriptions.
public struct JDRow: Decodable, Hashable, Sendable {
  public var id: String
  public var text: String
  /// The role it is labelled with, in evaluation files.
  public var label: String?

  /// The row in a line of JSON.
  ///
  /// - Throws: `InputError.row` where the line is no object with the strings `id` and `text`, or
  ///   its text fails the checks of `JDInput`.
  public init(line: some Collection<UInt8>, number: Int) throws(InputError) {
    do {
      self = try JSONDecoder().decode(JDRow.self, from: Data(line))
    } catch {
      throw .row(line: number, reason: "it is no row: \(JSONFault.line(for: error))")
    }
    do {
      try JDInput.check(text)
    } catch {
      throw .row(line: number, reason: error.description)
    }
  }
}

/// The lines of a file, one at a time, in memory of one line.
public struct FileLines: Sequence, IteratorProtocol {
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Bytes of a line beyond which the rest of the line is dropped (and the row then fails).
  private let longestLine: Int

  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - longestLine: bytes of the longest line.
  public init(path: String, longestLine: Int = 8 << 20) throws(InputError) {
    handle = try JDFile.handle(of: path)
    self.longestLine = longestLine
  }

  /// The next line without its line feed; nil at the end.
  public mutating func next() -> [UInt8]? {
    var searched = start
    while true {
      if let feed = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = feed + 1 }
        return Array(buffer[start..<feed].prefix(longestLine))
      }
      guard !isAtEnd else {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Array(buffer[start...].prefix(longestLine))
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      let part = (try? handle.read(upToCount: 1 << 16)) ?? nil
      guard let part, !part.isEmpty else {
        isAtEnd = true
        continue
      }
      buffer.append(contentsOf: part)
    }
  }
}
