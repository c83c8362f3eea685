import Foundation
import GRDB
import SimCore

/// What the learner reads: a row a run, and the roles that the runs were decided for.
extension Store {
  /// How far the set of decided runs has come: equal states hold equal sets.
  struct LearningState: Sendable, Equatable {
    /// Raised whenever a run is taken out of the set or gets another role.
    var changes: Int
    /// Runs that were ever added.
    var additions: Int
  }

  private static let changesName = "learned_changes"
  private static let additionsName = "learned_additions"

  func learningState() throws -> LearningState {
    try read { db in
      LearningState(
        changes: try Self.counter(Self.changesName, db),
        additions: try Self.counter(Self.additionsName, db))
    }
  }

  private static func counter(_ name: String, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM settings WHERE name = ?"), arguments: [name]) ?? 0
  }

  private static func raise(_ name: String, _ db: Database) throws {
    try db.executeKept(
      sql: """
        INSERT INTO settings VALUES (?, '1')
        ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1
        """,
      arguments: [name])
  }

  /// Takes a run out of what the learner reads.
  static func dropFeatures(ofRun runID: String, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM run_features WHERE run_id = ?", arguments: [runID])
    let hadFeatures = db.changesCount > 0
    try db.execute(sql: "DELETE FROM run_skills WHERE run_id = ?", arguments: [runID])
    if hadFeatures { try raise(changesName, db) }
  }

  /// Keeps what the learner sees of a run, whether its role is decided yet or not.
  static func keep(
    _ features: JDFeatures, ofRun runID: String, model: String, isDecided: Bool, _ db: Database
  ) throws {
    try db.executeKept(
      sql: "INSERT INTO run_features VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        runID, model, rank(of: runID), FeatureBlob.data(features.words),
        FeatureBlob.data(features.titleWords), features.vector.map { VectorBlob.data($0) },
        FeatureBlob.data(features.weights),
      ])
    for skill in features.skillIDs {
      try db.executeKept(
        sql: "INSERT INTO run_skills VALUES (?, ?)", arguments: [runID, skill])
    }
    if isDecided { try raise(additionsName, db) }
  }

  /// Where a run stands in the order in which a fit takes runs: the hash of its id, so that the
  /// runs of a fit do not depend on when they were decided.
  private static func rank(of runID: String) -> Int64 {
    Int64(TermIdentifiers.identifier(of: runID) >> 1)
  }

  /// The runs that no role fitted.
  func newRoleCount(model: String) throws -> Int {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM run_features f JOIN runs r ON r.id = f.run_id
          WHERE f.model = ? AND r.decision_case = 'E'
          """,
        arguments: [model]) ?? 0
    }
  }

  /// The runs that a role was decided for, all of them.
  func decidedCount(model: String) throws -> Int {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM run_features f JOIN runs r ON r.id = f.run_id
          WHERE f.model = ? AND r.role_id IS NOT NULL
          """,
        arguments: [model]) ?? 0
    }
  }

  /// The embedding model with the most runs; nil in a store that has learned nothing.
  package func modelOfMostRuns() throws -> String? {
    try read { db in
      try String.fetchOne(
        db,
        sql: "SELECT model FROM run_features GROUP BY model ORDER BY count(*) DESC, model LIMIT 1"
      )
    }
  }

  /// The decided runs of a model that a fit reads: at most `limit`, those that rank first.
  package func decidedRuns(model: String, limit: Int = LearnedRoles.runLimit) throws -> [DecidedRun]
  {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT f.run_id, r.role_id, f.words, f.title_words, f.vector, f.weights
          FROM run_features f JOIN runs r ON r.id = f.run_id
          WHERE f.model = ? AND r.role_id IS NOT NULL ORDER BY f.rank, f.run_id LIMIT ?
          """,
        arguments: [model, limit])
      let skills = try db.makeStatement(
        sql: "SELECT skill_id FROM run_skills WHERE run_id = ? ORDER BY skill_id")
      var runs: [DecidedRun] = []
      while let row = try rows.next() {
        let id: String = row[0]
        let vector: Data? = row[4]
        runs.append(
          DecidedRun(
            runID: id, roleID: row[1],
            features: JDFeatures(
              words: FeatureBlob.counts(row[2]), titleWords: FeatureBlob.counts(row[3]),
              skillIDs: try Int.fetchAll(skills, arguments: [id]),
              vector: vector.map { VectorBlob.doubles($0) },
              weights: FeatureBlob.weights(row[5]))))
      }
      return runs
    }
  }
}

/// The learner's numbers as little-endian bytes, ascending by identifier.
enum FeatureBlob {
  /// Twelve bytes a term: its identifier and its count.
  static func data(_ counts: TermKernel.Counts) -> Data {
    var data = Data(capacity: counts.count * 12)
    for (term, count) in counts.sorted(by: { $0.key < $1.key }) {
      append(term, to: &data)
      append(UInt32(clamping: count), to: &data)
    }
    return data
  }

  static func counts(_ data: Data) -> TermKernel.Counts {
    var counts: TermKernel.Counts = [:]
    counts.reserveCapacity(data.count / 12)
    data.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count - 11, by: 12) {
        counts[number(bytes, start, UInt64.self)] = Int(number(bytes, start + 8, UInt32.self))
      }
    }
    return counts
  }

  /// Sixteen bytes a role: its id and its weight.
  static func data(_ weights: [Int: Double]) -> Data {
    var data = Data(capacity: weights.count * 16)
    for (role, weight) in weights.sorted(by: { $0.key < $1.key }) {
      append(Int64(role), to: &data)
      append(weight.bitPattern, to: &data)
    }
    return data
  }

  static func weights(_ data: Data) -> [Int: Double] {
    var weights: [Int: Double] = [:]
    data.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count - 15, by: 16) {
        weights[Int(number(bytes, start, Int64.self))] = Double(
          bitPattern: number(bytes, start + 8, UInt64.self))
      }
    }
    return weights
  }

  private static func append(_ number: some FixedWidthInteger, to data: inout Data) {
    withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
  }

  private static func number<Number: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int, _ type: Number.Type
  ) -> Number {
    Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}
