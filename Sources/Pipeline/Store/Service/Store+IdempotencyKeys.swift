package import Foundation
import GRDB

/// What was answered under an idempotency key: where to read it again, never the answer's text, so
/// that a forgotten run leaves nothing here.
package struct IdempotentAnswer: Hashable, Sendable {
  /// SHA-256 of the request.
  package var fingerprint: Data
  /// The run that was made.
  package var runID: String?
  /// The review batch that was written, and the catalog version after it.
  package var batch: Int64?
  package var catalogVersion: Int?

  package init(
    fingerprint: Data, runID: String? = nil, batch: Int64? = nil, catalogVersion: Int? = nil
  ) {
    self.fingerprint = fingerprint
    self.runID = runID
    self.batch = batch
    self.catalogVersion = catalogVersion
  }
}

extension Store {
  /// Rows that are kept at most; beyond it the oldest go.
  package static let idempotencyKeyCapacity = 100_000

  /// The answer under a key that is not older than `time`.
  package func idempotentAnswer(keyHash: Data, since time: Date) throws -> IdempotentAnswer? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT * FROM idempotency_keys WHERE key_hash = ? AND created_at > ?",
        arguments: [keyHash, timestamp(time)]
      ).map { row in
        IdempotentAnswer(
          fingerprint: row["fingerprint"], runID: row["run_id"], batch: row["batch"],
          catalogVersion: row["catalog_version"])
      }
    }
  }

  /// Keeps an answer under a key, and removes those from before `time` and those beyond `capacity`.
  package func keep(
    _ answer: IdempotentAnswer, keyHash: Data, removingBefore time: Date,
    capacity: Int = Store.idempotencyKeyCapacity
  ) throws {
    try write { db in
      try db.execute(
        sql: "DELETE FROM idempotency_keys WHERE created_at <= ?", arguments: [timestamp(time)])
      try db.execute(
        sql: "INSERT OR REPLACE INTO idempotency_keys VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          keyHash, answer.fingerprint, answer.runID, answer.batch, answer.catalogVersion,
          timestamp(),
        ])
      try db.execute(
        sql: """
          DELETE FROM idempotency_keys WHERE key_hash IN (
            SELECT key_hash FROM idempotency_keys ORDER BY created_at DESC, key_hash
            LIMIT -1 OFFSET ?)
          """,
        arguments: [capacity])
    }
  }
}
