@testable import Pipeline

/// Reads JSON text into a value, byte by byte. `JSONValue`'s own decoding tries one type after the
/// other, and inside a test every error that is thrown on the way costs a backtrace.
struct PlainJSONReader {
  private let bytes: [UInt8]
  private var position = 0

  /// The value that a text of valid JSON holds.
  static func value(of text: String) -> JSONValue {
    var reader = PlainJSONReader(bytes: Array(text.utf8))
    return reader.value()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  /// Takes a byte where it comes next.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value() -> JSONValue {
    if take("{") { return object() }
    if take("[") { return array() }
    if take("\"") { return .string(string()) }
    let start = position
    while position < bytes.count, !",]} \n".utf8.contains(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return .number(Double(word)!)
    }
  }

  private mutating func object() -> JSONValue {
    var members: [String: JSONValue] = [:]
    while !take("}") {
      _ = take(",")
      _ = take("\"")
      let key = string()
      _ = take(":")
      members[key] = value()
    }
    return .object(members)
  }

  private mutating func array() -> JSONValue {
    var items: [JSONValue] = []
    while !take("]") {
      _ = take(",")
      items.append(value())
    }
    return .array(items)
  }

  /// A string whose opening mark was taken. `\u` stands for control characters alone.
  private mutating func string() -> String {
    var text: [UInt8] = []
    while bytes[position] != UInt8(ascii: "\"") {
      var byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\\") {
        byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): byte = 10
        case UInt8(ascii: "r"): byte = 13
        case UInt8(ascii: "t"): byte = 9
        case UInt8(ascii: "b"): byte = 8
        case UInt8(ascii: "f"): byte = 12
        case UInt8(ascii: "u"):
          let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
          byte = UInt8(digits, radix: 16)!
          position += 4
        default: break
        }
      }
      text.append(byte)
    }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }
}
