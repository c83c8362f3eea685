import Foundation

/// What is wrong with a JSON document, in a line.
package enum JSONFault {
  /// The place and the reason of a decoding error, as far as the decoder tells.
  package static func line(for error: any Error) -> String {
    guard let error = error as? DecodingError else {
      return error is any FaultError ? "\(error)" : "it cannot be read as JSON"
    }
    func place(_ path: [any CodingKey]) -> String {
      let steps = path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
      return steps.isEmpty ? "the document" : "$" + steps.joined()
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context.codingPath)) lacks \"\(key.stringValue)\""
    case .typeMismatch(let type, let context):
      return "\(place(context.codingPath)) is no \(name(of: type))"
    case .valueNotFound(let type, let context):
      let expected = name(of: type)
      let article = expected == "object" ? "an" : "a"
      return "\(place(context.codingPath)) is null, expected \(article) \(expected)"
    case .dataCorrupted(let context):
      let detail = context.underlyingError.map { ": \($0)" } ?? ""
      // A number that does not fit its type comes without a path, too.
      let isMalformed =
        context.codingPath.isEmpty && context.debugDescription.contains("not valid JSON")
      let reason = isMalformed ? "it is no valid JSON" : context.debugDescription
      return "\(place(context.codingPath)): \(reason)"
        + detail.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200)
    @unknown default:
      return "it cannot be read as JSON"
    }
  }

  /// What JSON calls a type.
  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "string"
    case is Bool.Type: "boolean"
    case is any BinaryInteger.Type, is any BinaryFloatingPoint.Type: "number"
    case is [String: Any].Type: "object"
    case is [Any].Type: "list"
    default: "\(type)"
    }
  }
}
