public import Foundation
import GRDB

extension Store {
  /// Opens the store at `path` to be looked at, wherever it lies: also on a medium that may not be
  /// written, and in a folder of another user.
  ///
  /// Where it may be written it is opened as any other, so that SQLite puts away what it keeps
  /// beside the file. Elsewhere whatever writes is refused with `StoreError.readOnly`.
  ///
  /// - Throws: `StoreError.missing`, `.notAStore`, `.newerSchema`; `.readOnly` for a store of an
  ///   earlier version, which would have to be migrated.
  public static func openToRead(
    path: String, lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws -> Store {
    let place = FilePlace.resolvingLinks(of: path)
    let mayWrite = access(place, W_OK) == 0 && access(FilePlace.folder(of: place), W_OK) == 0
    return mayWrite
      ? try Store(path: path, mayCreate: false, lockTimeout: lockTimeout)
      : try openReadOnly(path: path, lockTimeout: lockTimeout)
  }

  /// Opens a store without writing anything, into it or beside it.
  static func openReadOnly(path: String, lockTimeout: TimeInterval) throws -> Store {
    try translating(path) { () -> Store in
      // Nobody makes, migrates or replaces the store meanwhile.
      let lock = try FolderLock(ofStore: path, timeout: lockTimeout)
      return try withExtendedLifetime(lock) { () -> Store in
        guard FileManager.default.fileExists(atPath: path) else {
          throw StoreError.missing(path: path)
        }
        try refuseFolder(at: path)
        let queue = try readOnlyQueue(path: path, lockTimeout: lockTimeout)
        try queue.read { db in
          try checkKind(of: db, path: path, mayBeEmpty: false)
          guard try StoreSchema.migrator.hasCompletedMigrations(db) else {
            throw StoreError.readOnly(path: path)
          }
        }
        return Store(path: path, database: queue)
      }
    }
  }

  /// A connection that writes nothing.
  ///
  /// Of a store with a write-ahead log SQLite wants to make two files beside it, even to read it.
  /// Where it cannot, the file is opened as one that does not change, unless there is a log with
  /// something in it that the file lacks.
  private static func readOnlyQueue(
    path: String, lockTimeout: TimeInterval
  ) throws -> DatabaseQueue {
    let configuration = configuration(readonly: true, lockTimeout: lockTimeout)
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) && !hasFilledLog(path)
    {
      let address = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
      return try DatabaseQueue(path: address, configuration: configuration)
    }
  }

  private static func hasFilledLog(_ path: String) -> Bool {
    let place = FilePlace.resolvingLinks(of: path)
    return ["-wal", "-journal"].contains { suffix in
      var status = stat()
      return stat(place + suffix, &status) == 0 && status.st_size > 0
    }
  }
}
