import Foundation

/// Where a process makes something beside a file, for itself alone: `FILE.PROCESS.SUFFIX`.
struct AsidePlace {
  private let file: String
  private let suffix: String

  init(of file: String, suffix: String) {
    self.file = file
    self.suffix = suffix
  }

  var path: String { "\(file).\(getpid()).\(suffix)" }

  /// The paths of what processes that are gone have left there.
  var leftovers: [String] {
    let folder = FilePlace.folder(of: file)
    let prefix = URL(fileURLWithPath: file).lastPathComponent + "."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      guard name.hasPrefix(prefix) else { return false }
      let parts = name.dropFirst(prefix.count).split(
        separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1] == suffix, let processID = Int32(parts[0]), processID > 0
      else { return false }
      return kill(processID, 0) != 0 && errno == ESRCH
    }.map { folder + "/" + $0 }
  }
}
