import Foundation
import Hummingbird
import Pipeline

/// Reads what requests carry, strictly: what is not understood is refused, not skipped.
extension Request {
  /// Bytes that the body may come to have: what the head says of it, or the limit.
  func bodyReservation(limit: Int) throws -> Int {
    guard let length = headers[.contentLength] else {
      return headers[.transferEncoding] == nil ? 0 : limit
    }
    guard let count = Int(length), count <= limit else { throw Problem.tooLarge }
    return count
  }

  /// Refuses a body of another kind.
  func requireContentType(_ type: String) throws {
    let header = headers[.contentType] ?? ""
    let parts = header.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    let charset = parts.dropFirst().first { $0.lowercased().hasPrefix("charset=") }
    guard parts.first?.lowercased() == type,
      charset.map({ ["charset=utf-8", "charset=\"utf-8\""].contains($0.lowercased()) }) ?? true
    else {
      throw Problem(
        .unsupportedMediaType, "unsupported-media-type", "send the body as \(type) in UTF-8")
    }
    guard headers[.contentEncoding].map({ $0.lowercased() == "identity" }) ?? true else {
      throw Problem(
        .unsupportedMediaType, "unsupported-media-type", "send the body without an encoding")
    }
  }

  /// The part of the path that the route names.
  static func parameter(_ name: String, _ context: ServiceContext) throws -> String {
    guard let raw = context.parameters.get(name), let value = raw.removingPercentEncoding else {
      throw Problem.badRequest("the path is not percent-encoded UTF-8")
    }
    return value
  }
}

extension [UInt8] {
  /// The record in a JSON document.
  ///
  /// - Throws: a `Problem` of status 400: no UTF-8, no JSON, another shape.
  func json<Record: Decodable>(_ type: Record.Type) throws -> Record {
    guard let text = String(validating: self, as: UTF8.self) else {
      throw Problem.badRequest("the body is no valid UTF-8")
    }
    // A decoder would take a document with zero bytes for UTF-16.
    guard !contains(0) else { throw Problem.badRequest("the body is no JSON text in UTF-8") }
    try JSONScan.check(self)
    do {
      return try RecordCoding.record(type, from: text)
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.badRequest, "malformed-json", Self.fault(error, in: text))
    }
  }

  /// What is wrong with a document. Of a number that does not fit its place the decoder says no more
  /// than of what is no JSON.
  private static func fault(_ error: any Error, in text: String) -> String {
    if case DecodingError.dataCorrupted(let context) = error, context.codingPath.isEmpty,
      (try? RecordCoding.record(JSONValue.self, from: text)) != nil
    {
      return "a number in the document is not whole, or too large"
    }
    return JSONFault.line(for: error)
  }
}

/// A key of an object, whatever it is called.
struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// Refuses an object with a key of another name.
  func refuseKeys<Keys: CodingKey & CaseIterable>(notIn keys: Keys.Type) throws {
    let known = Set(Keys.allCases.map(\.stringValue))
    let container = try container(keyedBy: AnyKey.self)
    guard let other = container.allKeys.map(\.stringValue).filter({ !known.contains($0) }).min()
    else { return }
    throw Problem(
      .badRequest, "unknown-member",
      "\"\(other.prefix(80))\" is no member of this request; it has "
        + known.sorted().joined(separator: ", "))
  }
}

extension KeyedDecodingContainer {
  /// One of the names of a type; nil where there is none.
  ///
  /// - Throws: a `Problem` of status 400 that lists them.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type, forKey key: Key
  ) throws -> Choice? where Choice.RawValue == String {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw Problem.badChoice(key.stringValue, of: Choice.allCases.map(\.rawValue))
    }
    return choice
  }
}
