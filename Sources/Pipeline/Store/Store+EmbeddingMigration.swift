import Foundation
import GRDB
import SimCore

/// What was learned under one embedding model, moved to another.
extension Store {
  /// A run's part of what was learned, as it is stored.
  struct LearnedRun: Sendable {
    var runID: String
    var text: String
    /// The role whose centroid it counts for; nil where it counts for none.
    var centroidRoleID: Int?
    /// Its vector in that centroid.
    var contribution: [Double]?
    var features: JDFeatures
  }

  /// What replaces the learned state of a model.
  struct LearnedMigration: Sendable {
    struct Run: Sendable {
      var runID: String
      var vector: [Double]?
      var weights: [Int: Double]
    }

    var oldModel: String
    var newModel: String
    var centroids: [Int: Centroid]
    var runs: [Run]
    /// The state that it was made from.
    var state: LearningState
    var catalogVersion: Int
  }

  /// The models that anything was learned under.
  package func learnedModels() throws -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: "SELECT model FROM centroids UNION SELECT model FROM run_features ORDER BY model")
    }
  }

  /// The next runs that were learned under a model, by id.
  func learnedRuns(model: String, after runID: String, limit: Int) throws -> [LearnedRun] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT f.run_id, r.jd_text, c.role_id, c.vector, f.words, f.title_words, f.vector,
            f.weights
          FROM run_features f JOIN runs r ON r.id = f.run_id
          LEFT JOIN centroid_contributions c ON c.run_id = f.run_id AND c.model = f.model
          WHERE f.model = ? AND f.run_id > ? ORDER BY f.run_id LIMIT ?
          """,
        arguments: [model, runID, limit]
      ).map { row in
        let contribution: Data? = row[3]
        let vector: Data? = row[6]
        return LearnedRun(
          runID: row[0], text: row[1], centroidRoleID: row[2],
          contribution: contribution.map { VectorBlob.doubles($0) },
          features: JDFeatures(
            words: FeatureBlob.counts(row[4]), titleWords: FeatureBlob.counts(row[5]),
            skillIDs: [], vector: vector.map { VectorBlob.doubles($0) },
            weights: FeatureBlob.weights(row[7])))
      }
    }
  }

  /// Puts a migration in the place of what was learned under the old model, in one transaction.
  ///
  /// - Throws: `StoreError.busy` where the store has learned or changed its catalog since, or holds
  ///   a run more, be it undecided.
  func apply(_ migration: LearnedMigration) throws {
    try write { [path] db in
      guard try Self.learningCounters(db) == migration.state,
        try Self.catalogVersion(db) == migration.catalogVersion,
        try Self.hasOnly(migration.runs, ofModel: migration.oldModel, db)
      else { throw StoreError.busy(path: path) }
      try db.execute(
        sql: "DELETE FROM centroids WHERE model IN (?, ?)",
        arguments: [migration.oldModel, migration.newModel])
      for (role, centroid) in migration.centroids.sorted(by: { $0.key < $1.key }) {
        try db.execute(
          sql: "INSERT INTO centroids VALUES (?, ?, ?, ?)",
          arguments: [
            role, migration.newModel, centroid.count, VectorBlob.data(centroid.sum),
          ])
      }
      for run in migration.runs {
        let vector = run.vector.map { VectorBlob.data($0) }
        try db.execute(
          sql: "UPDATE run_features SET model = ?, vector = ?, weights = ? WHERE run_id = ?",
          arguments: [migration.newModel, vector, FeatureBlob.data(run.weights), run.runID])
        try db.execute(
          sql: "UPDATE centroid_contributions SET model = ?, vector = ? WHERE run_id = ?",
          arguments: [migration.newModel, vector, run.runID])
      }
      // What running processes have fitted is no longer good.
      try db.execute(
        sql: """
          INSERT INTO settings VALUES ('learned_changes', '1')
          ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1
          """)
    }
  }

  /// Whether no run that was learned under a model is missing from a migration.
  private static func hasOnly(
    _ runs: [LearnedMigration.Run], ofModel model: String, _ db: Database
  ) throws -> Bool {
    let known = Set(runs.map(\.runID))
    return try String.fetchAll(
      db, sql: "SELECT run_id FROM run_features WHERE model = ?", arguments: [model]
    ).allSatisfy(known.contains)
  }

  private static func learningCounters(_ db: Database) throws -> LearningState {
    func counter(_ name: String) throws -> Int {
      try Int.fetchOne(db, sql: "SELECT value FROM settings WHERE name = ?", arguments: [name])
        ?? 0
    }
    return LearningState(
      changes: try counter("learned_changes"), additions: try counter("learned_additions"))
  }

  /// Writes a copy of the store to a file.
  ///
  /// - Throws: `StoreError` where the file cannot be written.
  package func copy(to path: String) throws {
    do {
      let target = try DatabaseQueue(path: path)
      try read { source in
        try target.writeWithoutTransaction { try source.backup(to: $0) }
      }
      try target.close()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}
