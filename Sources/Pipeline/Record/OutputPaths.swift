import Foundation

/// The files that a command writes, checked before any of them is opened.
///
/// A file that is read and written at once loses what it held, and so does one that is written
/// twice.
package enum OutputPaths {
  /// Refuses outputs that are an input, another output, the store, or a file beside the store.
  ///
  /// Paths are the same where they name one file, by whatever links. Devices and pipes hold nothing
  /// that could be lost.
  ///
  /// - Parameters:
  ///   - outputs: what is written; nil where an option was not given.
  ///   - inputs: what is read.
  /// - Throws: `OutputPathError`.
  package static func check(
    _ outputs: [String?], inputs: [String?] = [], store: String? = nil
  ) throws(OutputPathError) {
    let read = Set(inputs.compactMap { $0.flatMap(identity) })
    let stored = Set(
      store.map { store in ([""] + storeSuffixes).compactMap { identity(of: store + $0) } } ?? [])
    var written: Set<Identity> = []
    for path in outputs.compactMap({ $0 }) {
      guard let identity = identity(of: path) else { continue }
      if stored.contains(identity) { throw .store(path: path) }
      if read.contains(identity) { throw .input(path: path) }
      guard written.insert(identity).inserted else { throw .twice(path: path) }
    }
  }

  /// What stands beside a store.
  private static let storeSuffixes = [
    "-wal", "-shm", "-journal", ".gazetteer", ".kra-index",
  ]

  /// A file: by its device and number, or by its path where there is none yet.
  private enum Identity: Hashable {
    case file(device: UInt64, number: UInt64)
    case path(String)
  }

  /// - Returns: nil of standard input or output (`-`), and of what is no regular file.
  private static func identity(of path: String) -> Identity? {
    guard path != "-" else { return nil }
    var status = stat()
    guard stat(path, &status) == 0 else {
      return .path(URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    return .file(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }
}

/// Why a file cannot be written by this command.
package enum OutputPathError: FaultError, Equatable {
  case input(path: String)
  case store(path: String)
  case twice(path: String)

  package var fault: Fault { .usage }

  package var description: String {
    switch self {
    case .input(let path): "\(path) is read by this command; name another file to write"
    case .store(let path): "\(path) belongs to the store; name another file to write"
    case .twice(let path): "\(path) would be written twice; name two files"
    }
  }
}
