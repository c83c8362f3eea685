import Foundation
import Pipeline

/// The folder of a public release.
struct ReleaseFolder {
  let path: String

  /// - Throws: `CatalogError.missing` or `.malformed` where it is no folder.
  init(_ path: String) throws(CatalogError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path: path)
    }
    guard isFolder.boolValue else {
      throw .malformed(path: path, reason: "it is a file; name the folder of the release")
    }
    self.path = path
  }

  /// The path of `name` with the first extension under which there is a file; with the first one
  /// where there is none.
  func file(_ name: String, extensions: [String]) -> String {
    let paths = extensions.map { "\(path)/\(name).\($0)" }
    return paths.first { FileManager.default.fileExists(atPath: $0) } ?? paths[0]
  }

  /// Whether there is such a file.
  func hasFile(_ name: String, extensions: [String]) -> Bool {
    extensions.contains { FileManager.default.fileExists(atPath: "\(path)/\(name).\($0)") }
  }

  /// The first version number ("27.0", "1.2.0") in a text.
  static func version(in text: String) -> String? {
    text.firstMatch(of: /[0-9]+(?:[._][0-9]+)+/).map {
      String($0.output).replacing("_", with: ".")
    }
  }

  /// The version that the folder's own name gives, as in `db_27_0_text` or `esco-1.2.0`.
  var versionInName: String? {
    Self.version(in: URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent)
  }
}
