public import Foundation
import GRDB

extension Store {
  /// Copies the store into a file of its own while others go on writing it: the state at one
  /// moment, by SQLite's online backup.
  ///
  /// The copy is made aside, checked page by page, written to the disk and renamed: a backup is
  /// whole or not there. It needs no log beside it, and one that a crash left there goes away. This
  /// user alone may read it.
  ///
  /// - Parameters:
  ///   - target: the file to make.
  ///   - replacing: whether a file that is there may be replaced. A store that another process has
  ///     open is not: its log would be played on the copy.
  /// - Throws: `StoreError.exists`, `.sameFile`, `.busy`, and whatever reading or writing gives.
  public func backup(
    to target: String, replacing: Bool = false,
    lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws {
    guard !Self.isSameFile(path, target) else { throw StoreError.sameFile(path: target) }
    let aside = try AsideFile(for: target, replacing: replacing)
    try aside.create()
    // Errors of the copy are told of the target; damage is the store's, page for page.
    try Self.translating(target) {
      let copy = try DatabaseQueue(path: aside.path, configuration: Self.configuration())
      do {
        try database.backup(to: copy)
        try copy.writeWithoutTransaction { try Self.finishCopy($0, path: path) }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        throw StoreError(error, path: path)
      }
      try copy.close()
    }
    let lock = try FolderLock(ofStore: target, timeout: lockTimeout)
    try withExtendedLifetime(lock) {
      if FileManager.default.fileExists(atPath: target) {
        guard replacing else { throw StoreError.exists(path: target) }
        do {
          try Self.translating(target) { try Self.release(target, lockTimeout: lockTimeout) }
        } catch StoreError.notAStore(_) {
          // Any other file is replaced as it is.
        }
      }
      AsideFile.removeLogs(of: target)
      try aside.takePlace(replacing: replacing)
    }
  }

  /// Puts a backup into the place of a store.
  ///
  /// The backup is checked page by page and copied beside the place; only then is the store that is
  /// there let go, and the copy renamed over it. No log of the old store is left to be replayed on
  /// the new one.
  ///
  /// - Parameter replacing: whether a store that is there may be replaced, also a damaged one. One
  ///   that another process has open is not: it would go on writing a file that no longer has a
  ///   name.
  /// - Throws: `InputError.missing` or `StoreError.notAStore`, `.newerSchema`, `.damaged` for the
  ///   backup; `StoreError.exists`, `.busy`, `.notAStore` for the store.
  public static func restore(
    _ backup: String, to path: String, replacing: Bool = false,
    lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws {
    guard FileManager.default.fileExists(atPath: backup) else {
      throw InputError.missing(path: backup)
    }
    guard !isSameFile(backup, path) else { throw StoreError.sameFile(path: path) }
    let aside = try AsideFile(for: path, replacing: replacing)
    try translating(backup) {
      try checkKind(backup, mayBeEmpty: false)
      let source = try DatabaseQueue(path: backup, configuration: configuration(readonly: true))
      try source.read { try checkIntegrity($0, path: backup) }
      try copy(source, to: aside.path, of: path)
      try source.close()
    }
    let lock = try FolderLock(ofStore: path, timeout: lockTimeout)
    try withExtendedLifetime(lock) {
      if FileManager.default.fileExists(atPath: path) {
        guard replacing else { throw StoreError.exists(path: path) }
        try translating(path) { try release(path, lockTimeout: lockTimeout) }
      }
      // Whatever a store that could not be opened had beside it would be replayed on the new one.
      AsideFile.removeLogs(of: path)
      try aside.takePlace(replacing: replacing)
    }
  }

  private static func copy(_ source: DatabaseQueue, to aside: String, of path: String) throws {
    try translating(path) {
      let copy = try DatabaseQueue(path: aside, configuration: configuration())
      try source.backup(to: copy)
      try copy.writeWithoutTransaction { try finishCopy($0, path: path) }
      try copy.close()
    }
  }

  /// Checks a copy, and makes it a file that needs no log beside it, not even to be read.
  ///
  /// - Parameter path: the database that is named where the copy is damaged.
  private static func finishCopy(_ db: Database, path: String) throws {
    try checkIntegrity(db, path: path)
    _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
  }

  /// Empties the log of the store that is to be replaced into its file, and makes sure that nobody
  /// else has it open: SQLite leaves the write-ahead log only to the last connection.
  ///
  /// - Throws: `StoreError.busy`; `.notAStore` for what is neither a store, nor empty, nor a
  ///   damaged database.
  private static func release(_ path: String, lockTimeout: TimeInterval) throws {
    // Asked first: to close a damaged database removes its log.
    let hadLog = hasLog(path)
    do {
      let old = try DatabaseQueue(
        path: path, configuration: configuration(lockTimeout: lockTimeout))
      try old.writeWithoutTransaction { db in
        let identifier = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard identifier == StoreSchema.applicationID || tables == 0 else {
          throw StoreError.notAStore(path: path)
        }
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") == "delete" else {
          throw StoreError.busy(path: path, holder: LockHolder.ofWriter(of: path))
        }
      }
      try old.close()
    } catch let error as DatabaseError
      where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
    {
      // Of a damaged database nothing that could be read is lost.
      guard hadLog || hasMark(path) else { throw StoreError.notAStore(path: path) }
    }
  }

  /// Whether SQLite has left a log beside a file, whose own first bytes may be damaged.
  private static func hasLog(_ path: String) -> Bool {
    let place = FilePlace.resolvingLinks(of: path)
    return ["-wal", "-journal"].contains {
      FileManager.default.fileExists(atPath: place + $0)
    }
  }

  /// Whether a file begins as a database of SQLite does.
  private static func hasMark(_ path: String) -> Bool {
    let mark = Data("SQLite format 3\0".utf8)
    let handle = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle?.close() }
    return (try? handle?.read(upToCount: mark.count)) == mark
  }

  /// SQLite's own check of every page and index, and of the references between tables.
  ///
  /// - Throws: `StoreError.damaged` with the first thing that is wrong.
  static func checkIntegrity(_ db: Database, path: String) throws {
    let answer = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no answer"
    guard answer == "ok" else {
      let line = answer.split(whereSeparator: \.isNewline).joined(separator: " ")
      throw StoreError.damaged(path: path, reason: line)
    }
    if let row = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
      let table: String = row[0]
      throw StoreError.damaged(path: path, reason: "a row of \(table) refers to none")
    }
  }

  private static func isSameFile(_ left: String, _ right: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(left, &first) == 0, stat(right, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
