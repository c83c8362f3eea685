import Foundation
import Pipeline

/// A row of what is to be rescored: a JD, or why there is none.
struct InputRow: Sendable, Equatable {
  /// Where it stands: 1-based in its file, or in the order of a store's runs.
  var line: Int
  /// Its file in a folder; nil elsewhere.
  var file: String?
  /// Nil where a bad row names none.
  var id: String?
  var content: Content
  /// What tells this row's contents from others.
  var fingerprint: String

  enum Content: Sendable, Equatable {
    case text(String)
    case bad(reason: String)
  }

  /// A line of JSON with `id` and `text`.
  init(json bytes: [UInt8], line: Int, file: String? = nil) {
    self.line = line
    self.file = file
    do {
      let row = try JDRow(line: bytes, number: line)
      id = row.id
      content = .text(row.text)
      fingerprint = InputFingerprint.of(row.text.utf8)
    } catch {
      id = Self.id(in: bytes)
      content = .bad(reason: Self.reason(of: error))
      fingerprint = InputFingerprint.of(bytes)
    }
  }

  /// A file with one JD.
  init(bytes: [UInt8], id: String, file: String) {
    line = 1
    self.file = file
    self.id = id
    fingerprint = InputFingerprint.of(bytes)
    do {
      content = .text(try JDInput.text(from: bytes))
    } catch {
      content = .bad(reason: Self.reason(of: error))
    }
  }

  /// A text whose id is known.
  init(text: String, id: String, line: Int) {
    self.line = line
    self.id = id
    fingerprint = InputFingerprint.of(text.utf8)
    do {
      try JDInput.check(text)
      content = .text(text)
    } catch {
      content = .bad(reason: Self.reason(of: error))
    }
  }

  private static func reason(of error: InputError) -> String {
    if case .row(_, let reason) = error { return reason }
    return error.description
  }

  /// The id that a bad row names all the same.
  private static func id(in bytes: [UInt8]) -> String? {
    struct Named: Decodable { var id: String }
    return try? JSONDecoder().decode(Named.self, from: Data(bytes)).id
  }
}
