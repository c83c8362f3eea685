import Foundation

/// The sentences of a file, one at a time: a line each, or the strings of a JSON array.
///
/// The input is a JSON array where it begins with `[` and then `"` or `]`, white space aside; else
/// every line that holds more than white space is a sentence. A byte-order mark and the carriage
/// returns before line feeds are dropped. Memory is that of the longest sentence.
package struct SentenceReader {
  /// The most bytes a sentence may have in the file: 1 MiB.
  package static let largestByteCount = JDInput.largestByteCount

  /// Bytes read so far, and bytes of the file (nil where it is no regular file).
  var progress: (done: Int, total: Int?) { (bytes.offset, bytes.byteCount) }

  private let name: String
  private var bytes: InputBytes
  private let isArray: Bool
  /// Lines or elements read.
  private var number = 0
  private var sentenceCount = 0
  private var isAtEnd = false

  /// Opens a file, or standard input for `-`.
  ///
  /// - Throws: `InputError`: no such file, a folder, no permission, UTF-16.
  package init(path: String) throws(InputError) {
    name = path == "-" ? "standard input" : path
    bytes = try InputBytes(path: path)
    let start = try bytes.prefix(3)
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { throw .utf16 }
    if start.elementsEqual([0xEF, 0xBB, 0xBF]) {
      for _ in 0..<3 { bytes.skip() }
    }
    isArray = try Self.beginsArray(&bytes)
  }

  /// Whether the first two bytes that are no white space begin a JSON array of strings. Looks at 4
  /// KiB.
  private static func beginsArray(_ bytes: inout InputBytes) throws(InputError) -> Bool {
    let head = try bytes.prefix(4096).lazy.filter { !Self.isJSONSpace($0) }
    var iterator = head.makeIterator()
    guard iterator.next() == UInt8(ascii: "["), let second = iterator.next() else { return false }
    return second == UInt8(ascii: "\"") || second == UInt8(ascii: "]")
  }

  /// The next sentence; nil at the end.
  ///
  /// - Throws: `SentenceError`, naming the line or element; `.empty` where the input ends without
  ///   any; `InputError` where it cannot be read.
  package mutating func next() throws -> String? {
    guard !isAtEnd else { return nil }
    if let sentence = try isArray ? nextElement() : nextLine() {
      sentenceCount += 1
      return sentence
    }
    isAtEnd = true
    if sentenceCount == 0 { throw SentenceError.empty(input: name) }
    return nil
  }

  private mutating func nextLine() throws -> String? {
    while var line = try bytes.line(limit: Self.largestByteCount)?.bytes {
      number += 1
      guard line.count <= Self.largestByteCount else { throw tooLong }
      if line.last == 0x0D { line.removeLast() }
      let text = try text(of: line)
      if text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) { return text }
    }
    return nil
  }

  /// The UTF-8 text of a line or element.
  private func text(of line: [UInt8]) throws(SentenceError) -> String {
    if let offset = line.firstIndex(where: JDInput.isBinary) {
      throw fault("it is no text (byte \(line[offset]) at offset \(offset)); give UTF-8 text")
    }
    guard let text = String(validating: line, as: UTF8.self) else {
      let offset = JDInput.firstInvalidOffset(of: line)
      throw fault(
        "it is no valid UTF-8 (at byte \(offset)); convert the input, for example with "
          + "iconv -t UTF-8")
    }
    return text
  }

  private var place: String { "\(name), \(isArray ? "element" : "line") \(number)" }

  private func fault(_ reason: String) -> SentenceError {
    .sentence(place: place, reason: reason)
  }

  private var tooLong: SentenceError {
    fault("it is longer than \(Self.largestByteCount) bytes (1 MiB); give one sentence")
  }
}

// MARK: - JSON arrays

extension SentenceReader {
  private static func isJSONSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// The next byte that is no white space, which stays.
  private mutating func peekToken() throws(InputError) -> UInt8? {
    while let byte = try bytes.peek() {
      guard Self.isJSONSpace(byte) else { return byte }
      bytes.skip()
    }
    return nil
  }

  private mutating func nextElement() throws -> String? {
    // Before the first element stands the bracket, before each other one a comma.
    let isFirst = number == 0
    let separator = try peekToken()
    guard separator == UInt8(ascii: isFirst ? "[" : ",") else {
      guard !isFirst, separator == UInt8(ascii: "]") else { throw malformed }
      return try endOfArray()
    }
    bytes.skip()
    let start = try peekToken()
    if isFirst, start == UInt8(ascii: "]") { return try endOfArray() }
    number += 1
    guard start == UInt8(ascii: "\"") else {
      throw fault("it is no string; give a JSON array of strings")
    }
    return try string()
  }

  private mutating func endOfArray() throws -> String? {
    bytes.skip()
    guard try peekToken() == nil else { throw malformed }
    return nil
  }

  private var malformed: SentenceError {
    .malformedArray(input: name, offset: bytes.offset)
  }

  /// The string whose opening quote is next.
  private mutating func string() throws -> String {
    var literal: [UInt8] = []
    var hasEscape = false
    var isEscaped = false
    bytes.skip()
    while let byte = try bytes.peek() {
      bytes.skip()
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        return try decoded(literal, hasEscape: hasEscape)
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
        hasEscape = true
      }
      literal.append(byte)
      guard literal.count <= Self.largestByteCount else { throw tooLong }
    }
    throw malformed
  }

  private func decoded(_ literal: [UInt8], hasEscape: Bool) throws(SentenceError) -> String {
    let text = try text(of: literal)
    guard hasEscape else { return text }
    do {
      return try RecordCoding.record([String].self, from: "[\"\(text)\"]")[0]
    } catch {
      throw fault("it is no JSON string; check its escapes")
    }
  }
}

/// Why an input has no sentences that could be encoded.
package enum SentenceError: FaultError, Equatable {
  case empty(input: String)
  case sentence(place: String, reason: String)
  case malformedArray(input: String, offset: Int)

  package var fault: Fault { .badData }

  package var description: String {
    switch self {
    case .empty(let input):
      "\(input) is empty; give a sentence a line, or a JSON array of strings"
    case .sentence(let place, let reason): "\(place): \(reason)"
    case .malformedArray(let input, let offset):
      "\(input) is no JSON array of strings (at byte \(offset)); repair it, or give a sentence a line"
    }
  }
}
