import Foundation
import GRDB
public import SimCore
import Synchronization

// The vectors of sentences that were encoded before, in the store: a cache. No run depends on a
// row, and whatever fails here costs an encoding and nothing else.

/// The second level of a `SentenceCache`: a bounded number of rows of a store.
///
/// A row is keyed by the encoder's identifier (model, pooling, length, precision) and the text. The
/// rows that were not asked for the longest make room for new ones. Writes wait in memory and go
/// into the store `batchSize` at a time, or by `flush`; they are given up where the store cannot be
/// written at that moment (another process writes, no permission, no space), or where a run was
/// forgotten meanwhile: they may be of its text.
public struct StoredSentenceVectors: SentenceVectorSource {
  /// Rows that are kept at most.
  public let capacity: Int
  private let store: Store

  /// Rows that are written in one transaction.
  public static let batchSize = 256

  /// - Parameter capacity: rows kept, at least 1; a row of 384 components takes about 1.8 KiB.
  public init(store: Store, capacity: Int) {
    precondition(capacity >= 1, "a cache needs room for a sentence")
    self.store = store
    self.capacity = capacity
  }

  public func vectors(of texts: [String], encoder: String, dimension: Int) -> [[Float]?] {
    let found = try? store.sentenceVectors(of: texts, model: encoder)
    guard let found else { return texts.map { _ in nil } }
    store.pendingSentences.withLock { $0.usedRows.formUnion(found.compactMap { $0?.id }) }
    return found.map { row in
      // A damaged row is as good as none.
      row.flatMap {
        $0.vector.count == dimension && $0.vector.allSatisfy(\.isFinite) ? $0.vector : nil
      }
    }
  }

  public func keep(_ vectors: [(text: String, vector: [Float])], encoder: String) {
    guard let count = try? store.forgottenRunCount() else { return }
    let isFull = store.pendingSentences.withLock { pending in
      pending.begin(afterForgetting: count)
      for (text, vector) in vectors {
        pending.new.append(
          PendingSentences.New(model: encoder, text: ExactText(text), vector: vector))
      }
      return pending.new.count >= Self.batchSize
    }
    if isFull { flush() }
  }

  public func flush() { store.writePendingSentences(capacity: capacity) }
}

/// What is to be written into the sentence cache of a store.
struct PendingSentences: Sendable {
  struct New: Sendable {
    let model: String
    let text: ExactText
    let vector: [Float]
  }

  var new: [New] = []
  /// Rows that were asked for since the last writing.
  var usedRows: Set<Int64> = []
  /// Runs that were forgotten by any process before the first of `new` came. Where there are more
  /// by the time of writing, `new` may hold what was made of their texts.
  private(set) var forgottenRunCount = 0

  /// Makes room for sentences that come after some runs were forgotten.
  mutating func begin(afterForgetting count: Int) {
    if count != forgottenRunCount { new = [] }
    forgottenRunCount = count
  }

  var isEmpty: Bool { new.isEmpty && usedRows.isEmpty }
}

extension Store {
  /// Removes the vectors of texts, of every model, from the sentence cache: when a text is to be
  /// forgotten.
  static func removeSentences(_ texts: [String], _ db: Database) throws {
    let statement = try db.makeStatement(
      sql: "DELETE FROM sentence_cache WHERE hash = ? AND text = ?")
    for text in texts { try statement.execute(arguments: [sentenceHash(text), text]) }
  }

  fileprivate func forgottenRunCount() throws -> Int { try read { try Self.forgottenRunCount($0) } }

  private static func forgottenRunCount(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM forgotten_runs") ?? 0
  }

  /// The cached vectors of texts under a model, nil where there is none, in the order of the texts.
  fileprivate func sentenceVectors(
    of texts: [String], model: String
  ) throws -> [(id: Int64, vector: [Float])?] {
    try read { db in
      let statement = try db.makeStatement(
        sql: "SELECT id, vector FROM sentence_cache WHERE hash = ? AND text = ? AND model = ?")
      return try texts.map { text -> (id: Int64, vector: [Float])? in
        let arguments: StatementArguments = [Self.sentenceHash(text), text, model]
        guard let row = try Row.fetchOne(statement, arguments: arguments) else { return nil }
        return (id: row["id"], vector: VectorBlob.floats(row["vector"]))
      }
    }
  }

  /// Writes what waits, in one transaction; gives it up where the store cannot be written now.
  fileprivate func writePendingSentences(capacity: Int) {
    let pending = pendingSentences.withLock { held in
      defer { held = PendingSentences() }
      return held
    }
    guard !pending.isEmpty else { return }
    try? writeUnlessBusy { db in try Self.write(pending, capacity: capacity, db) }
  }

  private static func write(_ pending: PendingSentences, capacity: Int, _ db: Database) throws {
    // A counter of batches: what this one names was used later than all before.
    let turn = (try Int64.fetchOne(db, sql: "SELECT max(last_use) FROM sentence_cache") ?? 0) + 1
    let use = try db.makeStatement(sql: "UPDATE sentence_cache SET last_use = ? WHERE id = ?")
    for id in pending.usedRows { try use.execute(arguments: [turn, id]) }
    let known = try db.makeStatement(
      sql: "SELECT id FROM sentence_cache WHERE hash = ? AND text = ? AND model = ?")
    let isCurrent = try forgottenRunCount(db) == pending.forgottenRunCount
    let insert = try db.makeStatement(
      sql: """
        INSERT INTO sentence_cache (hash, model, text, vector, last_use) VALUES (?, ?, ?, ?, ?)
        """)
    for new in isCurrent ? pending.new : [] {
      let text = new.text.text
      let hash = sentenceHash(text)
      guard try Int64.fetchOne(known, arguments: [hash, text, new.model]) == nil else { continue }
      try insert.execute(
        arguments: [hash, new.model, text, VectorBlob.data(new.vector), turn])
    }
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM sentence_cache") ?? 0
    guard count > capacity else { return }
    try db.execute(
      sql: """
        DELETE FROM sentence_cache WHERE id IN (
          SELECT id FROM sentence_cache ORDER BY last_use, id LIMIT ?)
        """, arguments: [count - capacity])
  }

  /// The table. Its index holds hashes, not texts: those are compared where hashes are equal.
  static func createSentenceCache(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE sentence_cache (
          id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, model TEXT NOT NULL, text TEXT NOT NULL,
          vector BLOB NOT NULL, last_use INTEGER NOT NULL);
        CREATE INDEX sentence_cache_by_hash ON sentence_cache (hash);
        CREATE INDEX sentence_cache_by_use ON sentence_cache (last_use);
        """)
  }

  private static func sentenceHash(_ text: String) -> Int64 {
    Int64(bitPattern: StableHash.fnv1a(text.utf8))
  }
}

/// Hashes that are the same in every process and on every machine.
enum StableHash {
  /// FNV-1a of 64 bits (Fowler, Noll, Vo).
  static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
