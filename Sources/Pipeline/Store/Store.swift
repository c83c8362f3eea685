public import Foundation
import GRDB
import Synchronization

/// The SQLite file that holds the library, the runs, what was learned, and the queues.
///
/// Write-ahead log, foreign keys, `synchronous = FULL`, deleted bytes overwritten. All calls block;
/// `JDPipeline` makes them on its own executor.
///
/// Any call may throw `StoreError.busy`, `.damaged` and `.failed`, one that writes also `.readOnly`
/// and `.diskFull`; the store is then as it was. What else a call throws is said at each.
public final class Store: Sendable {
  /// The file; ":memory:" for a store that ends with the process.
  public let path: String
  let database: any DatabaseWriter
  /// What waits to be written into the sentence cache.
  let pendingSentences = Mutex(PendingSentences())
  /// The payloads of step 2 that step 3 is about to ask for.
  let recentDetails = Mutex(RecentDetails())
  /// Whether it was opened to be looked at: nothing is written into its file, or beside it.
  package let isReadOnly: Bool
  /// The vectors of catalog texts that a store which is only looked at does not keep.
  let unkeptVectors = Mutex<[CatalogVectorKey: [Float]]>([:])
  /// Whether connections wait for locks.
  private let patience: LockPatience

  /// Seconds that a write waits for another process's before it gives up.
  public static let defaultLockTimeout: TimeInterval = 10

  /// Microseconds between two tries to get a lock. SQLite's own waiting grows to a tenth of a
  /// second: among many writers, one that waits so long may never find the lock free.
  static let waitingPause: UInt32 = 4000

  /// Opens the store at `path`, and creates it where there is none.
  ///
  /// - Parameters:
  ///   - mayCreate: false refuses a path without a file.
  ///   - lockTimeout: seconds to wait while another process writes; infinity waits for ever.
  /// - Throws: `StoreError.missing`, `.missingFolder`, `.notAStore`, `.newerSchema`.
  public init(
    path: String, mayCreate: Bool = true, lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws {
    self.path = path
    isReadOnly = false
    let patience = LockPatience()
    self.patience = patience
    database = try Self.translating(path) { () -> any DatabaseWriter in
      let configuration = Self.configuration(lockTimeout: lockTimeout, patience: patience)
      guard path != Self.memoryPath else {
        let queue = try DatabaseQueue(configuration: configuration)
        try Self.prepare(queue)
        return queue
      }
      // Nobody else makes, migrates or replaces the store meanwhile.
      let lock = try FolderLock(ofStore: path, timeout: lockTimeout)
      return try withExtendedLifetime(lock) { () -> any DatabaseWriter in
        let exists = FileManager.default.fileExists(atPath: path)
        guard exists || mayCreate else { throw StoreError.missing(path: path) }
        if exists { try Self.checkKind(path, lockTimeout: lockTimeout) }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try Self.prepare(pool)
        return pool
      }
    }
  }

  /// A store that is only looked at.
  ///
  /// - Parameter database: one that was found to be a store, at `path`.
  init(path: String, reading database: any DatabaseWriter) {
    self.path = path
    self.database = database
    isReadOnly = true
    patience = LockPatience()
  }

  static let memoryPath = ":memory:"

  /// A store in memory, for replays and tests.
  public static func inMemory() throws -> Store { try Store(path: memoryPath) }

  private static func prepare(_ database: any DatabaseWriter) throws {
    // GRDB sets NORMAL when it switches to the write-ahead log, after any preparation of ours.
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try StoreSchema.migrator.migrate(database)
  }

  /// What all connections to stores have in common.
  static func configuration(
    readonly: Bool = false, lockTimeout: TimeInterval = Store.defaultLockTimeout,
    patience: LockPatience = LockPatience()
  ) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.foreignKeysEnabled = true
    let tries = (lockTimeout * 1e6 / Double(waitingPause)).rounded(.down)
    configuration.busyMode = .callback { count in
      guard Double(count) < tries, patience.waits else { return false }
      usleep(waitingPause)
      return true
    }
    configuration.label = "rolewise"
    configuration.prepareDatabase { db in
      // What is deleted is overwritten; `forget` counts on it.
      if !readonly { try db.execute(sql: "PRAGMA secure_delete = ON") }
    }
    return configuration
  }

  /// Refuses a file that is no store of ours, or a newer one, before anything is written to it.
  ///
  /// - Parameter mayBeEmpty: whether a database without tables will do, of which a store can be
  ///   made.
  static func checkKind(
    _ path: String, mayBeEmpty: Bool = true, lockTimeout: TimeInterval = Store.defaultLockTimeout
  ) throws {
    try refuseFolder(at: path)
    let queue = try DatabaseQueue(
      path: path, configuration: configuration(readonly: true, lockTimeout: lockTimeout))
    try queue.read { try checkKind(of: $0, path: path, mayBeEmpty: mayBeEmpty) }
  }

  /// The same of a database that is open.
  static func checkKind(of db: Database, path: String, mayBeEmpty: Bool) throws {
    let isOurs = try Int.fetchOne(db, sql: "PRAGMA application_id") == StoreSchema.applicationID
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
    let hasSchema = try !StoreSchema.migrator.appliedIdentifiers(db).isEmpty
    guard mayBeEmpty ? isOurs || isEmpty : isOurs && hasSchema else {
      throw StoreError.notAStore(path: path)
    }
    guard try !StoreSchema.migrator.hasBeenSuperseded(db) else {
      throw StoreError.newerSchema(path: path)
    }
  }

  static func refuseFolder(at path: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw StoreError.failed(path: path, reason: "it is a folder; name the store's file in it")
    }
  }

  /// Reads in one transaction.
  func read<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) throws -> Result {
    try Self.translating(path) { [database] in try database.read(body) }
  }

  /// Writes in one transaction, all or nothing.
  func write<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) throws -> Result {
    let database = try changeable()
    return try Self.translating(path) { try database.write(body) }
  }

  /// The database, to be changed.
  ///
  /// - Throws: `StoreError.readOnly` of a store that is only looked at.
  private func changeable() throws -> any DatabaseWriter {
    guard !isReadOnly else { throw StoreError.readOnly(path: path) }
    return database
  }

  /// What a write would give; the store stays as it was. One that may not be written at all is
  /// copied for it.
  func preview<Result: Sendable>(_ body: (Database) throws -> Result) throws -> Result {
    guard !database.configuration.readonly else {
      let folder = try AsideFolder(of: self)
      defer { folder.remove() }
      return try folder.copy(of: self).preview(body)
    }
    return try Self.translating(path) { [database] in
      try database.writeWithoutTransaction { db in
        var results: [Result] = []
        try db.inTransaction(.immediate) {
          results.append(try body(db))
          return .rollback
        }
        return results[0]
      }
    }
  }

  /// Writes in one transaction, unless another process is writing: then it throws `.busy` at once.
  func writeUnlessBusy(_ body: @Sendable (Database) throws -> Void) throws {
    let database = try changeable()
    try Self.translating(path) { [patience] in
      try database.writeWithoutTransaction { db in
        try patience.withoutWaiting {
          try db.inTransaction(.immediate) {
            try body(db)
            return .commit
          }
        }
      }
    }
  }

  /// Runs statements that may not stand in a transaction.
  func writeWithoutTransaction<Result: Sendable>(
    _ body: @Sendable (Database) throws -> Result
  ) throws -> Result {
    let database = try changeable()
    return try Self.translating(path) { try database.writeWithoutTransaction(body) }
  }

  /// Says in the store's words what went wrong.
  static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch let error as DecodingError {
      throw StoreError.damaged(path: path, reason: JSONFault.line(for: error))
    }
  }
}

/// Whether the connections of a store wait for locks: all do, but for a write that is given up
/// where another process writes.
final class LockPatience: Sendable {
  private let isWaiting = Atomic<Bool>(true)

  var waits: Bool { isWaiting.load(ordering: .relaxed) }

  func withoutWaiting(_ body: () throws -> Void) rethrows {
    isWaiting.store(false, ordering: .relaxed)
    defer { isWaiting.store(true, ordering: .relaxed) }
    try body()
  }
}

/// Now, as the store writes it: ISO 8601, UTC, milliseconds.
package func timestamp(_ date: Date = Date()) -> String {
  date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
}
