package import Foundation

/// Files that commands write for people and other programs.
package enum OutputFile {
  /// Writes a file whole or not at all; into a device or a pipe, straight.
  ///
  /// A symbolic link stays one: what it names is written.
  package static func write(_ data: Data, to path: String) throws {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    guard isSpecial(url.path) else { return try data.write(to: url, options: .atomic) }
    let handle = try FileHandle(forWritingTo: url)
    defer { try? handle.close() }
    try handle.write(contentsOf: data)
  }

  /// A file that is written part by part, empty at first.
  package static func open(_ path: String) throws -> FileHandle {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if !isSpecial(url.path) { try Data().write(to: url) }
    return try FileHandle(forWritingTo: url)
  }

  /// Whether a file may be written: asked before long work whose result goes there.
  package static func mayWrite(_ path: String) -> Bool {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) {
      return !isFolder.boolValue && FileManager.default.isWritableFile(atPath: url.path)
    }
    return FileManager.default.isWritableFile(atPath: url.deletingLastPathComponent().path)
  }

  /// Whether there is something at a path that is no regular file: it must not be replaced by one.
  private static func isSpecial(_ path: String) -> Bool {
    let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type]
    return type.map { $0 as? FileAttributeType != .typeRegular } ?? false
  }
}
