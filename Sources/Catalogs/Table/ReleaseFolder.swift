import Foundation
import Pipeline

/// The folder of a public release.
struct ReleaseFolder {
  let path: String
  /// The names of what stands in it, in their order.
  let entries: [String]

  /// - Throws: `CatalogError.missingRelease`, or `.malformed` where it is no folder.
  init(_ path: String) throws(CatalogError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missingRelease(path: path)
    }
    guard isFolder.boolValue else {
      throw .malformed(path: path, reason: "it is a file; name the folder of the release")
    }
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .unreadable(path: path, reason: "it is no folder that can be listed")
    }
    self.path = path
  }

  /// The file that has one of `names` and one of `extensions`, in letters of any case; nil where
  /// there is none.
  ///
  /// - Returns: which of the names it is, and its path.
  /// - Throws: `CatalogError.malformed` where there are several: all but one are of other releases.
  func file(
    _ names: [String], extensions: [String]
  ) throws(CatalogError) -> (name: String, path: String)? {
    var found: [(name: String, entry: String)] = []
    for name in names {
      let files = extensions.map { "\(name).\($0)".lowercased() }
      for entry in entries where files.contains(entry.lowercased()) {
        found.append((name: name, entry: entry))
      }
    }
    guard found.count <= 1 else {
      let all = found.map { $0.entry }.joined(separator: " and ")
      throw .malformed(path: path, reason: "it holds \(all); leave the one that is meant")
    }
    return found.first.map { (name: $0.name, path: "\(path)/\($0.entry)") }
  }

  /// The error of a release without such a file; it names a folder in this one that has it, as
  /// archives are often unpacked.
  func missing(_ names: [String], extensions: [String]) -> CatalogError {
    let files = names.map { "\($0).\(extensions.first ?? "")" }.joined(separator: " or ")
    let inner = entries.map { "\(path)/\($0)" }.first { path in
      guard let folder = try? ReleaseFolder(path) else { return false }
      return (try? folder.file(names, extensions: extensions)) != nil
    }
    return .missingFile(path: "\(path)/\(files)", folderWithIt: inner)
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
