import Foundation

/// A file that a benchmark reads whole.
enum TextFile {
  /// The file's text; an empty one is refused.
  static func read(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchError.missingInput("there is no file \(path)")
    }
    guard let text = String(validating: data, as: UTF8.self), !text.isEmpty else {
      throw BenchError.badData("\(path) is empty or no UTF-8")
    }
    return text
  }
}
