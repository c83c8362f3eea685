import Foundation
public import Pipeline

/// Where JDs to be rescored come from.
public enum RescoreInput: Sendable {
  /// JSON Lines with `id` and `text`; `-` is standard input.
  case lines(path: String)
  /// A folder, in the byte order of its files' names: `.jsonl` files hold rows, any other file
  /// holds one JD whose id is its name.
  case folder(path: String)
  /// The texts of a store's runs, in the order in which they were stored.
  case runs(of: Store)

  /// The input that a path names.
  ///
  /// - Throws: `InputError.missing`.
  public init(checking path: String) throws(InputError) {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists || path == "-" else { throw .missing(path: path) }
    self = path != "-" && isFolder.boolValue ? .folder(path: path) : .lines(path: path)
  }

  /// The rows, one at a time.
  ///
  /// - Throws: `InputError` where there is nothing to read.
  func reader() throws -> any RowReader {
    switch self {
    case .lines(let path): try LineRowReader(path: path)
    case .folder(let path): try FolderRowReader(path: path)
    case .runs(let store): RunRowReader(store)
    }
  }
}

/// Gives rows one at a time, in memory of a few.
protocol RowReader {
  /// The next row; nil at the end.
  mutating func next() throws -> InputRow?
}

/// Rows of a file of JSON Lines; empty lines are skipped, and counted.
struct LineRowReader: RowReader {
  private var lines: FileLines
  private let file: String?

  init(path: String, file: String? = nil) throws {
    lines = try FileLines(path: path)
    self.file = file
  }

  mutating func next() throws -> InputRow? {
    guard let bytes = try lines.nextFilled() else { return nil }
    return InputRow(json: bytes, line: lines.number, file: file)
  }
}

/// Rows of a folder's files.
struct FolderRowReader: RowReader {
  private let path: String
  private var names: ArraySlice<String>
  private var lines: LineRowReader?

  init(path: String) throws {
    self.path = path
    var isFolder: ObjCBool = false
    names = try FileManager.default.contentsOfDirectory(atPath: path).filter { name in
      guard !name.hasPrefix("."), !name.hasPrefix("_") else { return false }
      let exists = FileManager.default.fileExists(
        atPath: path + "/" + name, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }[...]
  }

  mutating func next() throws -> InputRow? {
    while true {
      if let row = try lines?.next() { return row }
      lines = nil
      guard let name = names.popFirst() else { return nil }
      if name.hasSuffix(".jsonl") {
        lines = try LineRowReader(path: path + "/" + name, file: name)
      } else {
        return InputRow(bytes: try JDFile.bytes(of: path + "/" + name), id: name, file: name)
      }
    }
  }
}

/// Rows of a store's runs, read in pages.
struct RunRowReader: RowReader {
  private let store: Store
  private var page: ArraySlice<Store.RunText> = []
  private var last: Int64 = 0
  private var line = 0
  private static let pageSize = 64

  init(_ store: Store) { self.store = store }

  mutating func next() throws -> InputRow? {
    if page.isEmpty { page = try store.runTexts(after: last, limit: Self.pageSize)[...] }
    guard let run = page.popFirst() else { return nil }
    last = run.sequence
    line += 1
    return InputRow(text: run.text, id: run.runID, line: line)
  }
}
