public import Foundation
import GRDB

extension Store {
  /// Opens the store at `path` to be looked at, wherever it lies: also on a medium that may not be
  /// written, and in a folder of another user.
  ///
  /// Its file never changes: whatever writes is refused with `StoreError.readOnly`, previews are
  /// rolled back, and what is otherwise kept for the next process is held until this one ends.
  ///
  /// - Parameter ofAnyVersion: whether a store of an earlier version will do, for what is done with
  ///   the file as a whole.
  /// - Throws: `StoreError.missing`, `.notAStore`, `.newerSchema`; `.olderSchema` for a store that
  ///   would have to be migrated.
  public static func openToRead(
    path: String, lockTimeout: TimeInterval = Store.defaultLockTimeout, ofAnyVersion: Bool = false
  ) throws -> Store {
    let place = FilePlace.resolvingLinks(of: path)
    let mayWrite = access(place, W_OK) == 0 && access(FilePlace.folder(of: place), W_OK) == 0
    return try openReadOnly(
      path: path, lockTimeout: lockTimeout, mayWrite: mayWrite, ofAnyVersion: ofAnyVersion)
  }

  /// Opens a store without changing it.
  ///
  /// - Parameter mayWrite: whether its file and its folder may be written. SQLite then puts away
  ///   what it keeps beside the file.
  static func openReadOnly(
    path: String, lockTimeout: TimeInterval, mayWrite: Bool = false, ofAnyVersion: Bool = false
  ) throws -> Store {
    try translating(path) { () -> Store in
      // Nobody makes, migrates or replaces the store meanwhile.
      let lock = try FolderLock(ofStore: path, timeout: lockTimeout)
      return try withExtendedLifetime(lock) { () -> Store in
        guard FileManager.default.fileExists(atPath: path) else {
          throw StoreError.missing(path: path)
        }
        try refuseFolder(at: path)
        // A pool would write the file's header at each opening.
        let queue =
          mayWrite
          ? try DatabaseQueue(path: path, configuration: configuration(lockTimeout: lockTimeout))
          : try readOnlyQueue(path: path, lockTimeout: lockTimeout)
        try queue.read { db in
          try checkKind(of: db, path: path, mayBeEmpty: false)
          guard try ofAnyVersion || StoreSchema.migrator.hasCompletedMigrations(db) else {
            throw StoreError.olderSchema(path: path)
          }
        }
        return Store(path: path, reading: queue)
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
