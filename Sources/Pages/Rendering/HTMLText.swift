import Mustache

/// How values are written into HTML, scalar by scalar.
///
/// The package's own escaping goes by characters as people see them: a quotation mark with an
/// accent combined to it is none of its own, stays as it is, and would end an attribute's value.
struct HTMLText: MustacheContentType {
  /// The name that templates use.
  static let name = "SCALARS"

  func escapeText(_ text: String) -> String { Self.escaped(text) }

  /// The text with `& < > " '` as references, and characters that HTML or XML may not hold
  /// (controls, U+FFFE, U+FFFF) as U+FFFD.
  static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case UInt8(ascii: "<"): result += Array("&lt;".utf8)
      case UInt8(ascii: ">"): result += Array("&gt;".utf8)
      case UInt8(ascii: "\""): result += Array("&quot;".utf8)
      case UInt8(ascii: "'"): result += Array("&#39;".utf8)
      case 0..<9, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: result += [0xEF, 0xBF, 0xBD]
      // The last byte of U+FFFE or U+FFFF; 0xEF begins three bytes, and is in no other place.
      case 0xBE...0xBF where result.suffix(2).elementsEqual([0xEF, 0xBF]): result.append(0xBD)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
