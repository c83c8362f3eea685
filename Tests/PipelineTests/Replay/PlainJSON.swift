@testable import Pipeline

/// Reading JSON values without a schema.
extension JSONValue {
  /// A member of an object; null where there is none.
  func at(_ key: String) -> JSONValue {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  /// The elements of an array; none for any other value.
  var items: [JSONValue] {
    if case .array(let items) = self { items } else { [] }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var double: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  var integer: Int? { double.map { Int($0) } }

  /// A copy of an object with other members.
  func with(_ members: [String: JSONValue]) -> JSONValue {
    guard case .object(let own) = self else { return self }
    return .object(own.merging(members) { $1 })
  }

  /// Texts as an array.
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// A text, or null.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// A whole number, or null.
  static func optional(_ number: Int?) -> JSONValue {
    number.map { .number(Double($0)) } ?? .null
  }
}
