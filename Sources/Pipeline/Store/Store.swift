import Foundation
import GRDB
import Synchronization

/// The SQLite file that holds the library, the runs, what was learned, and the queues.
///
/// Write-ahead log, foreign keys, `synchronous = FULL`. All calls block; `JDPipeline` makes them on
/// its own executor. Errors are `StoreError`s.
public final class Store: Sendable {
  /// The file; ":memory:" for a store that ends with the process.
  public let path: String
  private let database: any DatabaseWriter
  /// What waits to be written into the sentence cache.
  let pendingSentences = Mutex(PendingSentences())

  /// Seconds that a write waits for another process's before it gives up.
  static let busyTimeout: TimeInterval = 10

  /// Opens the store at `path`, and creates it where there is none.
  ///
  /// - Parameter mayCreate: false refuses a path without a file.
  public init(path: String, mayCreate: Bool = true) throws {
    self.path = path
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(Self.busyTimeout)
    configuration.label = "rolewise"
    database = try Self.translating(path) {
      guard path != Self.memoryPath else {
        return try DatabaseQueue(configuration: configuration)
      }
      let exists = FileManager.default.fileExists(atPath: path)
      guard exists || mayCreate else { throw StoreError.missing(path: path) }
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      guard FileManager.default.fileExists(atPath: folder) else {
        throw StoreError.missingFolder(path: path)
      }
      if exists { try Self.checkKind(path) }
      return try DatabasePool(path: path, configuration: configuration)
    }
    try Self.translating(path) { [database] in
      // GRDB sets NORMAL when it switches to the write-ahead log, after any preparation of ours.
      try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try StoreSchema.migrator.migrate(database)
    }
  }

  static let memoryPath = ":memory:"

  /// A store in memory, for replays and tests.
  public static func inMemory() throws -> Store { try Store(path: memoryPath) }

  /// Refuses a file that is no store of ours, or a newer one, before anything is written to it.
  private static func checkKind(_ path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let (identifier, tableCount, isNewer) = try queue.read { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0,
        try StoreSchema.migrator.hasBeenSuperseded(db)
      )
    }
    guard identifier == StoreSchema.applicationID || tableCount == 0 else {
      throw StoreError.notAStore(path: path)
    }
    guard !isNewer else { throw StoreError.newerSchema(path: path) }
  }

  /// Reads in one transaction.
  func read<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) throws -> Result {
    try Self.translating(path) { [database] in try database.read(body) }
  }

  /// Writes in one transaction, all or nothing.
  func write<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) throws -> Result {
    try Self.translating(path) { [database] in try database.write(body) }
  }

  /// What a write would give; the store stays as it was.
  func preview<Result: Sendable>(_ body: (Database) throws -> Result) throws -> Result {
    try Self.translating(path) { [database] in
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
    try Self.translating(path) { [database] in
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA busy_timeout = 0")
        defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Int(Self.busyTimeout * 1000))") }
        try db.inTransaction(.immediate) {
          try body(db)
          return .commit
        }
      }
    }
  }

  private static func translating<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  /// The value of SQLite's `PRAGMA synchronous` on the writing connection: 2 is FULL.
  func synchronousLevel() throws -> Int {
    try Self.translating(path) { [database] in
      try database.writeWithoutTransaction {
        try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1
      }
    }
  }
}

/// Now, as the store writes it: ISO 8601, UTC, milliseconds.
func timestamp(_ date: Date = Date()) -> String {
  date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
}
