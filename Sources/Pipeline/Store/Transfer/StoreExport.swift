import Crypto
import Foundation
import GRDB

/// The lines of an exported store that are no rows.
enum StoreExport {
  static let format = "rolewise-store/1"

  /// The first line: the format, and the migrations that made the tables.
  struct Header: Codable {
    var format: String
    var schema: [String]
  }

  /// The last line: rows before it, and the SHA-256 of all lines before it in hexadecimal.
  struct Trailer: Codable {
    var rows: Int
    var sha256: String
  }
}

extension Store {
  /// Writes the whole store as JSON Lines: the schema, a row a line with its table, and a last line
  /// with count and checksum. The state is that of one moment, while others go on writing.
  ///
  /// Equal stores give equal bytes. The file is written aside and renamed.
  ///
  /// - Parameters:
  ///   - target: the file to make.
  ///   - replacing: whether a file that is there may be replaced.
  /// - Throws: `StoreError.exists`, `.sameFile`, and whatever reading or writing gives.
  public func export(to target: String, replacing: Bool = false) throws {
    let aside = try AsideFile(for: target, replacing: replacing)
    try read { [path = aside.path] db in
      let writer = try LineWriter(path: path, target: target)
      let schema = try String.fetchAll(
        db, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
      try writer.append(
        try RecordCoding.text(StoreExport.Header(format: StoreExport.format, schema: schema)) + "\n"
      )
      var count = 0
      for table in try StoreTable.all(db) {
        let rows = try Row.fetchCursor(db, sql: table.selection)
        while let row = try rows.next() {
          try writer.append(table.line(row))
          count += 1
        }
      }
      try writer.append(
        try RecordCoding.text(StoreExport.Trailer(rows: count, sha256: writer.checksum)) + "\n")
      try writer.finish()
    }
    try aside.takePlace(replacing: replacing)
  }
}

/// A file that is written in large pieces, with a checksum of what was written.
private final class LineWriter {
  private let descriptor: Int32
  private let target: String
  private var pending: [UInt8] = []
  private var hash = SHA256()

  init(path: String, target: String) throws {
    self.target = target
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreError(errno, path: target) }
  }

  deinit { close(descriptor) }

  /// The SHA-256 of everything written so far.
  var checksum: String { hash.finalize().map { String(format: "%02x", $0) }.joined() }

  func append(_ text: String) throws {
    let bytes = Array(text.utf8)
    hash.update(data: bytes)
    pending += bytes
    if pending.count >= 1 << 20 { try finish() }
  }

  /// Writes what is pending.
  func finish() throws {
    var start = 0
    while start < pending.count {
      let count = pending.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
      }
      if count > 0 {
        start += count
      } else if count == 0 || errno != EINTR {
        throw StoreError(count == 0 ? ENOSPC : errno, path: target)
      }
    }
    pending.removeAll(keepingCapacity: true)
  }
}
