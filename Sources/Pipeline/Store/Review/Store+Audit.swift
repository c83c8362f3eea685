import GRDB

/// The audit log and the edits of the library that its entries made.
extension Store {
  /// The log is append-only: the store itself refuses to delete an entry, and to change one but for
  /// what a forgotten run takes with it.
  static func createReview(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE audit_log (
          id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL, at TEXT NOT NULL,
          actor TEXT NOT NULL, action TEXT NOT NULL, queue TEXT, item_id INTEGER, run_id TEXT,
          subject TEXT, reason TEXT, before TEXT, after TEXT,
          undoes INTEGER UNIQUE REFERENCES audit_log (id));
        CREATE INDEX audit_log_by_batch ON audit_log (batch);
        CREATE INDEX audit_log_by_run ON audit_log (run_id) WHERE run_id IS NOT NULL;
        CREATE TRIGGER audit_log_keeps_entries BEFORE DELETE ON audit_log
          BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TRIGGER audit_log_keeps_values BEFORE UPDATE ON audit_log
          WHEN NEW.id IS NOT OLD.id OR NEW.batch IS NOT OLD.batch OR NEW.at IS NOT OLD.at
            OR NEW.actor IS NOT OLD.actor OR NEW.action IS NOT OLD.action
            OR NEW.queue IS NOT OLD.queue OR NEW.item_id IS NOT OLD.item_id
            OR NEW.run_id IS NOT OLD.run_id OR NEW.undoes IS NOT OLD.undoes
            OR NEW.subject IS NOT NULL OR NEW.reason IS NOT NULL OR NEW.before IS NOT NULL
            OR NEW.after IS NOT NULL
          BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TABLE catalog_edits (
          id INTEGER PRIMARY KEY AUTOINCREMENT, audit_id INTEGER NOT NULL REFERENCES audit_log,
          body TEXT NOT NULL, is_active INTEGER NOT NULL DEFAULT 1);
        CREATE INDEX catalog_edits_by_entry ON catalog_edits (audit_id);
        CREATE TABLE catalog_exclusions (
          kind TEXT NOT NULL, key TEXT NOT NULL, target_id INTEGER NOT NULL,
          PRIMARY KEY (kind, key, target_id)) WITHOUT ROWID;
        CREATE INDEX kra_queue_by_status ON kra_queue (status, id);
        CREATE INDEX skill_queue_by_status ON skill_queue (status, id);
        CREATE INDEX role_queue_by_status ON role_queue (status, id);
        CREATE INDEX collision_log_by_status ON collision_log (status, id);
        CREATE INDEX alias_queue_by_status ON alias_queue (status, id);
        """)
  }

  /// Entries of the audit log, the newest first.
  ///
  /// - Parameters:
  ///   - before: only entries with a smaller id; nil begins with the newest.
  ///   - limit: how many, at most.
  public func auditLog(before: Int64? = nil, limit: Int) throws -> [AuditEntry] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM audit_log WHERE id < ? ORDER BY id DESC LIMIT ?",
        arguments: [before ?? .max, limit]
      ).map(Self.auditEntry)
    }
  }

  /// The entries of one call, in their order.
  static func auditEntries(ofBatch batch: Int64, _ db: Database) throws -> [AuditEntry] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM audit_log WHERE batch = ? ORDER BY id", arguments: [batch]
    ).map(auditEntry)
  }

  private static func auditEntry(_ row: Row) throws -> AuditEntry {
    func state(_ column: String) throws -> AuditEntry.State? {
      let text: String? = row[column]
      return try text.map { try RecordCoding.record(AuditEntry.State.self, from: $0) }
    }
    let queue: String? = row["queue"]
    return AuditEntry(
      id: row["id"], batch: row["batch"], at: row["at"], actor: row["actor"],
      action: row["action"], queue: queue.flatMap(ReviewQueue.init), itemID: row["item_id"],
      runID: row["run_id"], subject: row["subject"], reason: row["reason"],
      before: try state("before"), after: try state("after"), undoes: row["undoes"])
  }

  /// Writes an entry with the edits it made. Of a run that was forgotten it says no more than that
  /// something was done, by whom and why.
  ///
  /// - Parameter batch: the batch it belongs to; a new one, of its own id, where nil.
  static func log(_ entry: AuditEntry, batch: Int64?, _ db: Database) throws -> AuditEntry {
    var written = entry
    let next = try Int64.fetchOne(
      db, sql: "SELECT 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit_log'), 0)")
    written.batch = batch ?? next ?? 1
    let isForgotten = try entry.runID.map { try forgettingTime(of: $0, db) != nil } ?? false
    let subject = isForgotten ? nil : entry.subject
    let before = try isForgotten ? nil : entry.before.map { try RecordCoding.text($0) }
    let after = try isForgotten ? nil : entry.after.map { try RecordCoding.text($0) }
    try db.execute(
      sql: """
        INSERT INTO audit_log (batch, at, actor, action, queue, item_id, run_id, subject, reason,
          before, after, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        written.batch, entry.at, entry.actor, entry.action, entry.queue?.rawValue, entry.itemID,
        entry.runID, subject, entry.reason, before, after, entry.undoes,
      ])
    written.id = db.lastInsertedRowID
    if entry.undoes == nil {
      for edit in entry.after?.edits ?? [] {
        try db.execute(
          sql: "INSERT INTO catalog_edits (audit_id, body) VALUES (?, ?)",
          arguments: [written.id, try RecordCoding.text(edit)])
      }
    }
    return written
  }
}
