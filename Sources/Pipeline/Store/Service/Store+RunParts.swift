import GRDB

/// Parts of a run, read without the rest.
extension Store {
  /// The build and data that decided a run; nil where there is no such run.
  package func versions(ofRun id: String) throws -> RunRecord.Versions? {
    try read { db in
      try String.fetchOne(
        db, sql: "SELECT json_extract(record, '$.versions') FROM runs WHERE id = ?",
        arguments: [id]
      ).map { try RecordCoding.record(RunRecord.Versions.self, from: $0) }
    }
  }

  /// The text of a stored run; nil where there is none of that id.
  package func text(ofRun id: String) throws -> String? {
    try read { db in
      try Self.refuseForgotten(id, db)
      return try String.fetchOne(
        db, sql: "SELECT jd_text FROM runs WHERE id = ?", arguments: [id])
    }
  }

  /// The case that ended a run, `rejected` where step 1 rejected its text; nil where the run is not
  /// there, or has further steps.
  package func end(ofRun id: String) throws -> String? {
    try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT status, decision_case FROM runs WHERE id = ?", arguments: [id])
      guard let row, let status = StoredRun.Status(rawValue: row[0]), status.isEnd else {
        return nil
      }
      return row[1] ?? status.rawValue
    }
  }
}
