package import Foundation
import GRDB

/// The keys of the HTTP service's callers, and the browser sessions that were opened with them.
extension Store {
  static func createService(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE api_keys (
          id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, secret_hash BLOB NOT NULL,
          created_at TEXT NOT NULL, revoked_at TEXT) WITHOUT ROWID;
        CREATE UNIQUE INDEX live_api_keys ON api_keys (name) WHERE revoked_at IS NULL;
        CREATE TABLE web_sessions (
          token_hash BLOB PRIMARY KEY, api_key_id TEXT NOT NULL REFERENCES api_keys (id),
          expires_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE idempotency_keys (
          key_hash BLOB PRIMARY KEY, fingerprint BLOB NOT NULL, run_id TEXT, batch INTEGER,
          catalog_version INTEGER, created_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);
        CREATE INDEX idempotency_keys_by_run ON idempotency_keys (run_id);
        """)
  }

  /// All keys, revoked ones among them, the oldest first.
  package func apiKeys() throws -> [APIKey] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM api_keys ORDER BY created_at, id").map { row in
        APIKey(
          id: row["id"], name: row["name"], role: APIKey.Role(rawValue: row["role"]) ?? .reader,
          secretHash: row["secret_hash"], createdAt: row["created_at"],
          revokedAt: row["revoked_at"])
      }
    }
  }

  /// - Throws: `APIKeyError.nameTaken`.
  package func add(_ key: APIKey) throws {
    try write { db in
      let isTaken = try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM api_keys WHERE name = ? AND revoked_at IS NULL)",
        arguments: [key.name])
      guard isTaken != true else { throw APIKeyError.nameTaken(key.name) }
      try db.execute(
        sql: "INSERT INTO api_keys VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          key.id, key.name, key.role.rawValue, key.secretHash, key.createdAt, key.revokedAt,
        ])
    }
  }

  /// Ends a key and the sessions that were opened with it.
  ///
  /// - Throws: `APIKeyError.unknownName`.
  package func revokeAPIKey(named name: String) throws {
    try write { db in
      try db.execute(
        sql: """
          DELETE FROM web_sessions WHERE api_key_id IN (
            SELECT id FROM api_keys WHERE name = ? AND revoked_at IS NULL)
          """,
        arguments: [name])
      try db.execute(
        sql: "UPDATE api_keys SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL",
        arguments: [timestamp(), name])
      guard db.changesCount > 0 else { throw APIKeyError.unknownName(name) }
    }
  }

  /// Opens a session, and removes those that have ended.
  package func openSession(tokenHash: Data, ofKey id: String, until end: Date) throws {
    try write { db in
      try db.execute(
        sql: "DELETE FROM web_sessions WHERE expires_at <= ?", arguments: [timestamp()])
      try db.execute(
        sql: "INSERT INTO web_sessions VALUES (?, ?, ?)",
        arguments: [tokenHash, id, timestamp(end)])
    }
  }

  /// The id of the key that a session was opened with; nil where there is none, or it has ended.
  package func sessionKey(tokenHash: Data) throws -> String? {
    try read { db in
      try String.fetchOne(
        db, sql: "SELECT api_key_id FROM web_sessions WHERE token_hash = ? AND expires_at > ?",
        arguments: [tokenHash, timestamp()])
    }
  }

  package func closeSession(tokenHash: Data) throws {
    try write { db in
      try db.execute(
        sql: "DELETE FROM web_sessions WHERE token_hash = ?", arguments: [tokenHash])
    }
  }
}
