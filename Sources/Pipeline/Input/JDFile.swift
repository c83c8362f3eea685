import Foundation

/// Reads job descriptions from files and standard input.
public enum JDFile {
  /// The bytes of a file, or of standard input for `-`: at most one more than a job description
  /// may have, so that a huge file is refused without being read.
  ///
  /// - Parameter path: a file, or `-` for standard input.
  /// - Throws: `InputError.missing`, `.unreadable`.
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
  ///
  /// - Throws: `InputError`: as `bytes(of:)` and `JDInput.text(from:)`.
  public static func text(of path: String) throws(InputError) -> String {
    try JDInput.text(from: bytes(of: path))
  }
}

/// A row of a JSON Lines file of job descriptions. What else stands in it, such as the labels of
/// evaluation files, is not looked at.
public struct JDRow: Codable, Hashable, Sendable {
  /// The row's name, given back beside what is decided.
  public var id: String
  /// The job description.
  public var text: String

  /// A row as given; the text is not checked.
  public init(id: String, text: String) {
    self.id = id
    self.text = text
  }

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
