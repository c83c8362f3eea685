/// Checks the bytes of a job description before anything reads them.
public enum JDInput {
  /// The most bytes a job description may have: 1 MiB, some two hundred long ads.
  public static let largestByteCount = 1 << 20

  /// The text of `bytes`.
  ///
  /// A byte-order mark is dropped; a pasted HTML fragment passes (the reader cleans it), a whole
  /// page does not.
  ///
  /// - Throws: `InputError`, in a line that says what is wrong and what to do.
  public static func text(from bytes: [UInt8]) throws(InputError) -> String {
    guard bytes.count <= largestByteCount else {
      throw .tooLarge(byteCount: bytes.count, limit: largestByteCount)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .utf16 }
    if let offset = bytes.firstIndex(where: isBinary) {
      throw .binary(offset: offset, byte: bytes[offset])
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: body, as: UTF8.self) else {
      throw .invalidUTF8(offset: firstInvalidOffset(of: body))
    }
    try check(text)
    return text
  }

  /// The same checks for a text that came as a string, such as a JSON row's.
  ///
  /// - Throws: `InputError.tooLarge`, `.empty`, `.binary`, `.htmlPage`.
  /// - Complexity: O(n).
  public static func check(_ text: String) throws(InputError) {
    guard text.utf8.count <= largestByteCount else {
      throw .tooLarge(byteCount: text.utf8.count, limit: largestByteCount)
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw .empty
    }
    if let index = text.utf8.firstIndex(where: isBinary) {
      throw .binary(
        offset: text.utf8.distance(from: text.utf8.startIndex, to: index), byte: text.utf8[index])
    }
    if isWholePage(text) { throw .htmlPage }
  }

  /// Control characters that no text file holds.
  static func isBinary(_ byte: UInt8) -> Bool {
    byte < 0x20 && ![0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains(byte) && byte != 0x1B
  }

  /// Whether the text is an HTML document, not a passage pasted from one.
  private static func isWholePage(_ text: String) -> Bool {
    let head = text.utf8.prefix(4096).map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
    let first = head.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    if first.starts(with: "<!doctype html".utf8) || first.starts(with: "<?xml".utf8) { return true }
    let tags = ["<html>", "<html ", "<head>", "<body>", "<body ", "<script"]
    return first.indices.contains { index in
      first[index] == 0x3C && tags.contains { first[index...].starts(with: $0.utf8) }
    }
  }

  /// Where bytes stop being UTF-8; their count where they do not.
  static func firstInvalidOffset(of bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
    }
    return offset
  }
}

/// Why bytes are no job description's text.
public enum InputError: FaultError, Equatable {
  /// There is no such file.
  case missing(path: String)
  /// It is a folder, may not be read, or the reading failed.
  case unreadable(path: String, reason: String)
  /// There is nothing but white space.
  case empty
  /// There are more than `limit` bytes; of a file no more than one beyond it is counted.
  case tooLarge(byteCount: Int, limit: Int)
  /// A control character that no text holds, at a UTF-8 offset.
  case binary(offset: Int, byte: UInt8)
  /// The bytes stop being UTF-8 at the offset.
  case invalidUTF8(offset: Int)
  /// The bytes begin with the mark of UTF-16.
  case utf16
  /// The text is a whole HTML page, and not a fragment of one.
  case htmlPage
  /// A line of a JSON Lines file is no row, or its text is refused.
  case row(line: Int, reason: String)

  public var fault: Fault {
    switch self {
    case .missing: .missingInput
    case .unreadable: .inputOutput
    default: .badData
    }
  }

  public var description: String {
    switch self {
    case .missing(let path): "there is no file \(path)"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .empty: "the input is empty; give the text of a job description"
    case .tooLarge(_, let limit):
      // The rest of a larger file was not read: its size is not known.
      "the input is larger than \(limit) bytes (1 MiB), the limit; give one job description"
    case .binary(let offset, let byte):
      "the input is no text (byte \(byte) at offset \(offset)); give plain text in UTF-8"
    case .invalidUTF8(let offset):
      "the input is no valid UTF-8 (at byte \(offset)); convert it, for example with iconv -t UTF-8"
    case .utf16: "the input is UTF-16; convert it, for example with iconv -f UTF-16 -t UTF-8"
    case .htmlPage:
      "the input is a whole HTML page; give the text of the job description, or the fragment of "
        + "the page that holds it"
    case .row(let line, let reason): "line \(line): \(reason)"
    }
  }
}
