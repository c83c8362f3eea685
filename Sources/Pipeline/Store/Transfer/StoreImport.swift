import Crypto
public import Foundation
import GRDB

extension Store {
  /// Makes a store of an exported one. It is built aside, checked, and put in its place when it is
  /// whole: from a damaged file nothing is made.
  ///
  /// - Parameters:
  ///   - source: a file that `export` wrote, by this version or an older one.
  ///   - path: the store to make.
  /// - Throws: `StoreImportError` with the line; `StoreError.importExists`, `.newerSchema`.
  public static func importing(
    _ source: String, to path: String, lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws {
    let lines = try FileLines(path: source, longestLine: StoreImport.longestLine)
    do {
      let aside = try AsideFile(for: path, replacing: false)
      try translating(path) {
        let queue = try DatabaseQueue(path: aside.path, configuration: configuration())
        try StoreImport(source: source).read(lines, into: queue)
        try queue.close()
      }
      let lock = try FolderLock(ofStore: path, timeout: lockTimeout)
      try withExtendedLifetime(lock) {
        guard !FileManager.default.fileExists(atPath: path) else {
          throw StoreError.exists(path: path)
        }
        // What a store that is gone left beside it would be played on the new one.
        AsideFile.removeLogs(of: path)
        try aside.takePlace(replacing: false)
      }
    } catch StoreError.exists(_) {
      throw StoreError.importExists(path: path)
    }
  }
}

/// Reads an exported store into an empty database.
struct StoreImport {
  /// Bytes of a line: a run of the largest text, with its payloads and what was read from it.
  static let longestLine = 64 << 20

  let source: String
  /// Whether the checksum is compared; a fuzzer that changes lines leaves it.
  var checksChecksum = true

  private struct RowLine: Decodable {
    var table: String
    var row: [String: StoreCell]
  }

  /// - Throws: `StoreImportError` with the number of the line that is wrong.
  func read(_ lines: FileLines, into queue: DatabaseQueue) throws {
    var lines = lines
    var reading = Reading()
    guard let first = try lines.next() else { throw fault(1, "the file is empty") }
    try migrate(queue, asOf: header(first))
    reading.take(first)
    let tables = try queue.read { db in
      Dictionary(uniqueKeysWithValues: try StoreTable.all(db).map { ($0.name, $0) })
    }
    try queue.writeWithoutTransaction { db in
      try db.inTransaction {
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        var statements: [String: Statement] = [:]
        while let line = try lines.next() {
          if line.starts(with: Array("{\"rows\":".utf8)) {
            try check(line, reading)
            guard try lines.next() == nil else {
              throw fault(reading.lineCount + 2, "the file goes on after its last line")
            }
            reading.isComplete = true
            break
          }
          reading.take(line)
          try insert(line, reading, tables, &statements, db)
        }
        guard reading.isComplete else {
          throw fault(reading.lineCount + 1, "the file is cut off: its last line is missing")
        }
        try Store.checkIntegrity(db, path: source)
        return .commit
      }
    }
    // Tables of an older version become today's.
    try StoreSchema.migrator.migrate(queue)
    try queue.read { db in
      for finding in try Store.unreadableRuns(db) {
        throw StoreError.damaged(path: source, reason: finding.description)
      }
    }
  }

  /// Reads the lines and keeps nothing of them.
  func check(_ lines: FileLines) throws {
    try Store.translating(source) {
      try read(lines, into: DatabaseQueue(configuration: Store.configuration()))
    }
  }

  /// What was read so far.
  private struct Reading {
    var lineCount = 0
    var hash = SHA256()
    var isComplete = false

    mutating func take(_ line: [UInt8]) {
      lineCount += 1
      hash.update(data: line)
      hash.update(data: [0x0A] as [UInt8])
    }
  }

  private func header(_ line: [UInt8]) throws -> StoreExport.Header {
    guard let header = try? JSONDecoder().decode(StoreExport.Header.self, from: Data(line)),
      header.format == StoreExport.format
    else { throw fault(1, "it does not begin as an exported store (\(StoreExport.format))") }
    return header
  }

  /// Makes the tables as they were when the file was written.
  private func migrate(_ queue: DatabaseQueue, asOf header: StoreExport.Header) throws {
    let known = StoreSchema.migrator.migrations
    guard Set(header.schema).isSubset(of: known) else {
      throw StoreError.newerSchema(path: source)
    }
    guard let last = header.schema.last, header.schema == Array(known.prefix(header.schema.count))
    else { throw fault(1, "its schema is none that a store ever had") }
    try StoreSchema.migrator.migrate(queue, upTo: last)
  }

  private func insert(
    _ line: [UInt8], _ reading: Reading, _ tables: [String: StoreTable],
    _ statements: inout [String: Statement], _ db: Database
  ) throws {
    let row: RowLine
    do {
      row = try JSONDecoder().decode(RowLine.self, from: Data(line))
    } catch {
      throw fault(reading.lineCount, "it is no row: \(JSONFault.line(for: error))")
    }
    guard let table = tables[row.table] else {
      throw fault(reading.lineCount, "there is no table \(row.table)")
    }
    guard row.row.count == table.columns.count else {
      throw fault(
        reading.lineCount,
        "a row of \(table.name) has \(table.columns.count) columns, this one "
          + "\(row.row.count)")
    }
    let values = try table.columns.map { column in
      guard let cell = row.row[column.name] else {
        throw fault(reading.lineCount, "the row lacks \(column.name)")
      }
      guard cell.fits(column.type) else {
        throw fault(reading.lineCount, "\(column.name) does not hold \(column.type)")
      }
      return cell.databaseValue
    }
    do {
      if statements[table.name] == nil {
        // Inserting rows has begun sequences of its own.
        if table.name == StoreTable.sequences {
          try db.execute(sql: "DELETE FROM \(StoreTable.sequences)")
        }
        statements[table.name] = try db.makeStatement(sql: table.insertion)
      }
      try statements[table.name]?.execute(arguments: StatementArguments(values))
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw fault(reading.lineCount, error.message ?? "the row breaks a rule of \(table.name)")
    }
  }

  private func check(_ line: [UInt8], _ reading: Reading) throws {
    let number = reading.lineCount + 1
    guard let trailer = try? JSONDecoder().decode(StoreExport.Trailer.self, from: Data(line)) else {
      throw fault(number, "the last line is cut off")
    }
    guard trailer.rows == reading.lineCount - 1 else {
      throw fault(number, "it counts \(trailer.rows) rows, there are \(reading.lineCount - 1)")
    }
    let checksum = reading.hash.finalize().map { String(format: "%02x", $0) }.joined()
    guard !checksChecksum || trailer.sha256 == checksum else {
      throw fault(number, "the checksum does not fit: a line before it was changed")
    }
  }

  private func fault(_ line: Int, _ reason: String) -> StoreImportError {
    StoreImportError(path: source, line: line, reason: reason)
  }
}

/// Where an exported store is wrong.
public struct StoreImportError: FaultError, Equatable {
  /// The file.
  public var path: String
  /// The number of the line, from 1.
  public var line: Int
  /// What is wrong with it.
  public var reason: String

  public var fault: Fault { .badData }

  public var description: String {
    "\(path), line \(line): \(reason); export the store again"
  }
}
