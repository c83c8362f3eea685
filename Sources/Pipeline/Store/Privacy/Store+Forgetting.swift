import GRDB
import Synchronization

/// Taking runs out of a store, with everything that was made of their texts.
extension Store {
  /// Forgets runs: their texts, payloads, previews, vectors, queue rows and answers are deleted and
  /// overwritten, and what was learned is what it would be without them, bit for bit.
  ///
  /// A tombstone stays: the run's id and the time. Its ledger rows keep tokens and costs, without
  /// what was asked and answered. What reviewers have made of the run's queue rows stays in the
  /// library; it is theirs. What they took back goes, as it does when they take it back later.
  ///
  /// The rows go in one transaction. Then the file is written anew and its log is emptied, because
  /// pages that were split may hold bytes of rows that stood in them (decision 0043). Called again
  /// for a run that is forgotten, it does both again: the time stays.
  ///
  /// - Throws: `StoreError.unknownRun`, and then nothing is changed; `.unfinishedForgetting` where
  ///   another process reads: the runs are forgotten, their bytes not yet overwritten.
  public func forget(_ runIDs: [String]) throws {
    let hasTakenEdits = try write { db in
      try runIDs.map { try Self.forget($0, db) }.contains(true)
    }
    if hasTakenEdits { removeLibraryCaches() }
    // Those that wait to be written go as well.
    pendingSentences.withLock { $0.new = [] }
    recentDetails.withLock { $0 = RecentDetails() }
    try overwriteDeleted()
  }

  /// When a run was forgotten; nil where it was not.
  public func forgettingTime(ofRun id: String) throws -> String? {
    try read { try Self.forgettingTime(of: id, $0) }
  }

  /// The questions that were asked of models for a run, by their hashes: the names of their answers
  /// in an answer cache.
  public func promptHashes(ofRun id: String) throws -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT prompt_hash FROM model_calls WHERE run_id = ? AND prompt_hash <> ''
          ORDER BY prompt_hash
          """,
        arguments: [id])
    }
  }

  /// - Throws: `StoreError.forgottenRun`.
  static func refuseForgotten(_ id: String, _ db: Database) throws {
    if let time = try forgettingTime(of: id, db) { throw StoreError.forgottenRun(id, at: time) }
  }

  static func forgettingTime(of id: String, _ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT forgotten_at FROM forgotten_runs WHERE run_id = ?"),
      arguments: [id])
  }

  /// - Returns: whether edits of the library went with the run.
  private static func forget(_ id: String, _ db: Database) throws -> Bool {
    let isKnown = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM runs WHERE id = ?1)
          OR EXISTS (SELECT 1 FROM model_calls WHERE run_id = ?1)
          OR EXISTS (SELECT 1 FROM forgotten_runs WHERE run_id = ?1)
        """,
      arguments: [id])
    guard isKnown == true else { throw StoreError.unknownRun(id) }
    let hasTakenEdits = try removeUndoneEdits(ofRun: id, db)
    try removeContribution(ofRun: id, db)
    try dropFeatures(ofRun: id, db)
    for queue in ReviewQueue.allCases {
      try db.execute(sql: "DELETE FROM \(queue.table) WHERE run_id = ?", arguments: [id])
    }
    try db.execute(
      sql: """
        UPDATE model_calls SET prompt_hash = '', prompt = NULL, response = NULL, error = NULL
        WHERE run_id = ?
        """,
      arguments: [id])
    try removeSentences(ofRun: id, db)
    try clearAuditLog(ofRun: id, db)
    try db.execute(sql: "DELETE FROM idempotency_keys WHERE run_id = ?", arguments: [id])
    try db.execute(sql: "DELETE FROM runs WHERE id = ?", arguments: [id])
    try db.execute(
      sql: "INSERT INTO forgotten_runs VALUES (?, ?) ON CONFLICT DO NOTHING",
      arguments: [id, timestamp()])
    return hasTakenEdits
  }

  /// Removes what the sentence cache holds of a run's text: all of it, where the run's record
  /// cannot be read.
  private static func removeSentences(ofRun id: String, _ db: Database) throws {
    do {
      try removeSentences(run(id, db).map(JDPipeline.encodedTexts) ?? [], db)
    } catch is DecodingError {
      try db.execute(sql: "DELETE FROM sentence_cache")
    }
  }

  /// Empties the audit log's entries about a run's queue rows; that there were some stays.
  private static func clearAuditLog(ofRun id: String, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE audit_log SET subject = NULL, reason = NULL, before = NULL, after = NULL
        WHERE run_id = ?
        """,
      arguments: [id])
  }

  /// Takes a run's vector out of its centroid, which is counted again from the vectors that stay:
  /// it has the bits of one that never held it.
  private static func removeContribution(ofRun id: String, _ db: Database) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT role_id, model FROM centroid_contributions WHERE run_id = ?",
      arguments: [id])
    guard let row else { return }
    let key = CentroidRecount.Key(model: row[1], roleID: row[0])
    try db.execute(sql: "DELETE FROM centroid_contributions WHERE run_id = ?", arguments: [id])
    try setCentroid(CentroidRecount(db, of: key).centroids[key], of: key, db)
  }

  /// Writes every page anew and empties the log, so that no byte of what was deleted is left.
  func overwriteDeleted() throws {
    guard path != Self.memoryPath else { return }
    do {
      try writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM")
        try db.checkpoint(.truncate)
      }
    } catch StoreError.busy(let path, let holder) {
      throw StoreError.unfinishedForgetting(path: path, holder: holder)
    }
  }
}
