import Foundation
import GRDB

/// A value of a row in a file of JSON Lines, of the storage class that SQLite holds it in.
///
/// Integers and text are JSON's own; a real number has a point or an exponent; bytes are
/// `{"base64": "…"}`; a real number that JSON has no word for is `{"real": "inf"}`.
enum StoreCell: Equatable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes(Data)

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .bytes(data)
    }
  }

  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let data): data.databaseValue
    }
  }

  /// Whether a column of this declared type may hold the value: what SQLite would convert, or keep
  /// though it does not fit, was not written by a store.
  func fits(_ columnType: String) -> Bool {
    switch (self, columnType) {
    case (.null, _), (.integer, "INTEGER"), (.real, "REAL"), (.text, "TEXT"), (.bytes, "BLOB"):
      true
    // JSON's readers take 3.0 for 3; SQLite makes a real number of it again.
    case (.integer, "REAL"): true
    // A column without a type is SQLite's own: names and numbers of its sequences.
    case (.integer, ""), (.text, ""): true
    default: false
    }
  }

  /// Appends the value as JSON.
  func write(to line: inout String) {
    switch self {
    case .null: line += "null"
    case .integer(let number): line += "\(number)"
    case .real(let number):
      line += number.isFinite ? "\(number)" : "{\"real\":\"\(number)\"}"
    case .text(let text): Self.write(text, to: &line)
    case .bytes(let data): line += "{\"base64\":\"\(data.base64EncodedString())\"}"
    }
  }

  /// Appends a JSON string: only what must be escaped is.
  static func write(_ text: String, to line: inout String) {
    line += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": line += "\\\""
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: line.unicodeScalars.append(scalar)
      }
    }
    line += "\""
  }
}

extension StoreCell: Decodable {
  private enum Key: String, CodingKey {
    case base64, real
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.singleValueContainer() {
      if container.decodeNil() {
        self = .null
        return
      }
      if let text = try? container.decode(String.self) {
        self = .text(text)
        return
      }
      let number = try? container.decode(Double.self)
      // -0.0 is read as the integer 0 as well.
      if number?.sign == .plus || number != 0, let integer = try? container.decode(Int64.self) {
        self = .integer(integer)
        return
      }
      if let number {
        self = .real(number)
        return
      }
    }
    let container = try decoder.container(keyedBy: Key.self)
    if let name = try container.decodeIfPresent(String.self, forKey: .real) {
      guard let number = Double(name), !number.isFinite else {
        throw DecodingError.dataCorruptedError(
          forKey: .real, in: container, debugDescription: "it is no infinite number")
      }
      self = .real(number)
    } else {
      let text = try container.decode(String.self, forKey: .base64)
      guard let data = Data(base64Encoded: text) else {
        throw DecodingError.dataCorruptedError(
          forKey: .base64, in: container, debugDescription: "it is no base64")
      }
      self = .bytes(data)
    }
  }
}
