import Pipeline

/// The shape of a model's answer: sent along as a JSON schema, and checked in code.
///
/// Only what structured outputs of the common servers know: every property is required, and none
/// may come beside them.
indirect enum AnswerSchema: Sendable {
  case string
  /// A text with at least one character.
  case text
  case boolean
  case integer
  /// A number in the range.
  case number(ClosedRange<Double>)
  /// One of the given texts.
  case choice([String])
  case array(AnswerSchema)
  case object([(name: String, schema: AnswerSchema)])
  /// The shape, or null.
  case nullable(AnswerSchema)
  /// Asked for in a shape, taken in any: parts of the payloads whose shape is open.
  case open(AnswerSchema)

  /// The JSON schema.
  var json: JSONValue {
    switch self {
    case .string, .text: ["type": "string"]
    case .boolean: ["type": "boolean"]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .choice(let values): ["type": "string", "enum": .array(values.map(JSONValue.string))]
    case .array(let items): ["type": "array", "items": items.json]
    case .open(let schema): schema.json
    case .nullable(let schema): ["anyOf": [schema.json, ["type": "null"]]]
    case .object(let properties):
      [
        "type": "object", "additionalProperties": .bool(false),
        "required": .array(properties.map { .string($0.name) }),
        "properties": .object(
          Dictionary(uniqueKeysWithValues: properties.map { ($0.name, $0.schema.json) })),
      ]
    }
  }

  /// Checks a value against the shape.
  ///
  /// - Throws: `ReplyFault` with the place and the reason of the first breach.
  func check(_ value: JSONValue, at path: String = "$") throws(ReplyFault) {
    switch (self, value) {
    case (.string, .string), (.boolean, .bool), (.open, _), (.nullable, .null): return
    case (.nullable(let schema), _): try schema.check(value, at: path)
    case (.text, .string(let text)):
      guard text.contains(where: { !$0.isWhitespace }) else { throw .breach(path, "is empty") }
    case (.integer, .number(let number)):
      guard number == number.rounded(), number.magnitude < 1e15 else {
        throw .breach(path, "is no whole number")
      }
    case (.number(let range), .number(let number)):
      guard range.contains(number) else {
        throw .breach(path, "is not in \(range.lowerBound) to \(range.upperBound)")
      }
    case (.choice(let values), .string(let text)):
      guard values.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
        throw .breach(path, "is \"\(text.prefix(80))\", which is none of the allowed values")
      }
    case (.array(let schema), .array(let items)):
      for (index, item) in items.enumerated() { try schema.check(item, at: "\(path)[\(index)]") }
    case (.object(let properties), .object(let members)):
      try Self.check(members, properties, at: path)
    default: throw .breach(path, "is no \(kind)")
    }
  }

  private static func check(
    _ members: [String: JSONValue], _ properties: [(name: String, schema: AnswerSchema)],
    at path: String
  ) throws(ReplyFault) {
    let known = Set(properties.map(\.name))
    if let stranger = members.keys.filter({ !known.contains($0) }).min() {
      throw .breach("\(path).\(stranger.prefix(80))", "is not in the schema")
    }
    for (name, schema) in properties {
      guard let member = members[name] else { throw .breach("\(path).\(name)", "is missing") }
      try schema.check(member, at: "\(path).\(name)")
    }
  }

  private var kind: String {
    switch self {
    case .string, .text, .choice: "text"
    case .boolean: "boolean"
    case .integer, .number: "number"
    case .array: "array"
    case .object: "object"
    case .nullable(let schema), .open(let schema): schema.kind
    }
  }
}

/// Why a reply is no valid answer.
struct ReplyFault: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  static func breach(_ path: String, _ reason: String) -> ReplyFault {
    ReplyFault("\(path) \(reason)")
  }
}
