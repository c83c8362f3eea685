/// Questions about UTF-8 bytes and Unicode scalars that the readers share.
enum JDBytes {
  /// What preparing a text does with a scalar.
  enum Treatment { case keep, space, lineBreak, remove }

  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let space: UInt8 = 0x20
  static let comma: UInt8 = 0x2C
  static let verticalBar: UInt8 = 0x7C

  static func isLetter(_ byte: UInt8) -> Bool { isUppercase(byte) || isLowercase(byte) }
  static func isUppercase(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  static func isLowercase(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }
  static func isReferenceByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x23 }

  /// ASCII lower case; other bytes unchanged.
  static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { isUppercase($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// A cheap hash of a word.
  static func mark(of word: String) -> UInt16 {
    var value: UInt32 = 2_166_136_261
    for byte in word.utf8 { value = (value ^ UInt32(byte)) &* 16_777_619 }
    return UInt16(truncatingIfNeeded: value ^ (value >> 16))
  }

  /// The scalar at `offset` and its length in bytes; a stray byte counts as one scalar.
  static func scalar(in bytes: [UInt8], at offset: Int) -> (Unicode.Scalar, Int) {
    let lead = bytes[offset]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard length > 1 else { return (Unicode.Scalar(lead), 1) }
    guard offset + length <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for index in 1..<length { value = value << 6 | UInt32(bytes[offset + index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  static func treatment(of scalar: Unicode.Scalar) -> Treatment {
    switch scalar.value {
    case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: .lineBreak
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
    case 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF, 0xFE0F:
      .remove
    case 0x00...0x08, 0x0E...0x1F, 0x7F...0x9F: .space
    default: .keep
    }
  }

  /// Whether a scalar outside ASCII is punctuation or a symbol and not part of a word.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA1...0xA9, 0xAB...0xB4, 0xB6...0xB9, 0xBB...0xBF, 0xD7, 0xF7: true
    case 0x2010...0x2BFF, 0x3001...0x303F, 0xE000...0xF8FF, 0xFE10...0xFE6F, 0xFF00...0xFF0F: true
    case 0x1F000...0x1FAFF, 0xFFFD: true
    default: false
    }
  }

  /// Whether a scalar marks a list item wherever it stands.
  static func isBullet(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2022, 0x2023, 0x2043, 0x2219, 0x25A0...0x25A3, 0x25AA, 0x25AB, 0x25B6, 0x25B8, 0x25BA,
      0x25C6...0x25C9, 0x25CB, 0x25CF, 0x25E6, 0x2605, 0x2606, 0x2713, 0x2714, 0x2726, 0x2736,
      0x2756, 0x2794, 0x2798...0x27AF, 0x27A2, 0x29BF, 0x2B24, 0xF076, 0xF0A7, 0xF0B7, 0xF0D8,
      0xF0FC, 0xF06E, 0x1F539, 0x1F538, 0x1F449:
      true
    default: false
    }
  }
}

/// Word lists written as text.
enum JDWords {
  /// The words of a white-space separated list.
  static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
  }

  /// The phrases of a list separated by commas and line feeds, trimmed.
  static func phrases(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == "," || $0 == "\n" })
      .map { trimmed(String($0)) }
      .filter { !$0.isEmpty }
  }

  /// The text without white space at its ends.
  static func trimmed(_ text: String) -> String {
    var bytes = Substring(text).utf8
    while let first = bytes.first, JDBytes.isSpace(first) { bytes = bytes.dropFirst() }
    while let last = bytes.last, JDBytes.isSpace(last) { bytes = bytes.dropLast() }
    return String(Substring(bytes))
  }

  /// The words of a text, separated by spaces, tabs and line feeds.
  static func split(_ text: String) -> [Substring] {
    text.utf8.split(whereSeparator: JDBytes.isSpace).map { Substring($0) }
  }
}
