import Foundation

/// Where the default model is: `$ROLEWISE_MODEL`, else `.cache/model` of the package.
enum ModelFolder {
  struct NotFound: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "no model in \(path): run scripts/bootstrap, or set ROLEWISE_MODEL to its folder"
    }
  }

  /// The folder, which has a vocabulary. Throws, and so fails the test, where there is none.
  static func path() throws -> String {
    let path =
      ProcessInfo.processInfo.environment["ROLEWISE_MODEL"]
      ?? packageRoot(from: #filePath) + "/.cache/model"
    guard FileManager.default.fileExists(atPath: path + "/vocab.txt") else {
      throw NotFound(path: path)
    }
    return path
  }

  /// The bytes of a file of the folder.
  static func bytes(of file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path() + "/" + file)))
  }

  /// The rows of a file of `Tests/Golden`, one JSON object a line.
  static func goldenRows<Row: Decodable>(_ file: String, as row: Row.Type) throws -> [Row] {
    let path = packageRoot(from: #filePath) + "/Tests/Golden/" + file
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let decoder = JSONDecoder()
    return try data.split(separator: 0x0A).map { try decoder.decode(Row.self, from: $0) }
  }

  /// The folder above `Tests`.
  private static func packageRoot(from file: String) -> String {
    var parts = file.split(separator: "/", omittingEmptySubsequences: false)
    while let last = parts.popLast(), last != "Tests" {}
    return parts.joined(separator: "/")
  }
}
