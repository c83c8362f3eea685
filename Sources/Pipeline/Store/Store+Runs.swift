import Foundation
import GRDB
import SimCore
import Synchronization

extension Store {
  /// Step 1 of a run, ready to be stored.
  struct StepOne: Sendable {
    var runID: String
    var text: String
    var title: String?
    var plan: UpdatePlan
    var model: String
    /// What the learner sees of the JD; nil of a rejected text.
    var features: JDFeatures?
    var record: RunRecord
  }

  /// Stores step 1: the run, its centroid contribution and its queue rows, in one transaction.
  ///
  /// - Parameter payload: makes the payload from the ids that the store gave.
  /// - Returns: the stored run; that of the first call where the run exists already, and then
  ///   nothing is changed.
  /// - Throws: `StoreError.otherText` where the run exists with another text.
  func commit(
    _ step: StepOne, payload: @Sendable (AppliedUpdates) -> ExtractFromJD
  ) throws -> StoredRun {
    let record = try RecordCoding.text(step.record)
    return try write { db in
      try Self.refuseForgotten(step.runID, db)
      if let stored = try run(step.runID, db) {
        try stored.require(text: step.text)
        return stored
      }
      let now = timestamp()
      // The run row comes first: the rows below refer to it.
      try db.executeKept(
        sql: """
          INSERT INTO runs (id, created_at, updated_at, status, jd_text, title, extract_from_jd,
            record) VALUES (?, ?, ?, '', ?, ?, '', ?)
          """,
        arguments: [step.runID, now, now, step.text, step.title, record])
      let result = payload(try Self.apply(step, at: now, db))
      let decision = result.stage4Decision
      let status = result.rejected ? StoredRun.Status.rejected : .extracted
      try db.executeKept(
        sql: """
          UPDATE runs SET status = ?, role_id = ?, decision_case = ?, confidence = ?,
            extract_from_jd = ? WHERE id = ?
          """,
        arguments: [
          status.rawValue,
          decision?.chosenRole?.roleID, decision?.decisionCase.rawValue, decision?.confidence,
          try RecordCoding.text(result), step.runID,
        ])
      if let features = step.features {
        try Self.keep(
          features, ofRun: step.runID, model: step.model,
          isDecided: decision?.chosenRole != nil, db)
      }
      return StoredRun(
        id: step.runID, createdAt: now, updatedAt: now, status: status, text: step.text,
        extractFromJD: result, record: step.record)
    }
  }

  private static func apply(
    _ step: StepOne, at now: String, _ db: Database
  ) throws -> AppliedUpdates {
    let plan = step.plan
    var applied = AppliedUpdates()
    if let contribution = plan.centroid {
      applied.centroidCountAfter = try add(contribution, of: step, db)
    }
    if !plan.collisionRoleIDs.isEmpty {
      try db.executeKept(
        sql: """
          INSERT INTO collision_log (run_id, title, role_ids, chosen_role_id, status, created_at)
          VALUES (?, ?, ?, ?, 'pending', ?)
          """,
        arguments: [
          step.runID, step.title, try RecordCoding.text(plan.collisionRoleIDs),
          plan.chosenRoleID, now,
        ])
      applied.collisionLogID = db.lastInsertedRowID
    }
    for skill in plan.newSkills {
      try db.executeKept(
        sql: """
          INSERT INTO skill_queue (run_id, role_id, skill_name, is_primary, status, created_at)
          VALUES (?, ?, ?, ?, 'pending', ?)
          """,
        arguments: [step.runID, plan.chosenRoleID, skill.skillName, skill.isPrimary, now])
      applied.skillQueueIDs.append(db.lastInsertedRowID)
    }
    if let kra = plan.newKRA {
      try db.executeKept(
        sql: """
          INSERT INTO kra_queue (run_id, role_id, text, best_similarity, status, created_at)
          VALUES (?, ?, ?, ?, 'pending', ?)
          """,
        arguments: [step.runID, kra.roleID, kra.text, kra.bestSimilarity, now])
      applied.kraQueueID = db.lastInsertedRowID
    }
    if let role = plan.proposedRole {
      try db.executeKept(
        sql: """
          INSERT INTO role_queue (run_id, slug, display_name, proposal, status, created_at)
          VALUES (?, ?, ?, ?, 'pending', ?)
          """,
        arguments: [
          step.runID, role.slug, role.displayName, try RecordCoding.text(role), now,
        ])
      applied.roleQueueID = db.lastInsertedRowID
    }
    return applied
  }

  /// Adds a JD's vector to its role's centroid and keeps the contribution under the run's id.
  private static func add(
    _ contribution: UpdatePlan.CentroidContribution, of step: StepOne, _ db: Database
  ) throws -> Int {
    let stored = try centroid(ofRole: contribution.roleID, model: step.model, db)
    var centroid = stored ?? Centroid(dimension: 0)
    centroid.addGrowing(contribution.vector)
    try set(centroid, ofRole: contribution.roleID, model: step.model, db)
    try db.executeKept(
      sql: "INSERT INTO centroid_contributions VALUES (?, ?, ?, ?)",
      arguments: [
        step.runID, contribution.roleID, step.model,
        contribution.vector.map { VectorBlob.data($0) },
      ])
    return centroid.count
  }

  static func set(
    _ centroid: Centroid, ofRole role: Int, model: String, _ db: Database
  ) throws {
    try db.executeKept(
      sql: """
        INSERT INTO centroids VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
        SET count = excluded.count, sum = excluded.sum
        """,
      arguments: [role, model, centroid.count, VectorBlob.data(centroid.sum)])
  }

  static func centroid(
    ofRole role: Int, model: String, _ db: Database
  ) throws -> Centroid? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT count, sum FROM centroids WHERE role_id = ? AND model = ?"),
      arguments: [role, model]
    ).map { Centroid(count: $0[0], sum: VectorBlob.doubles($0[1])) }
  }

  /// The centroids of a model, by role.
  func centroids(model: String) throws -> [Int: Centroid] {
    try read { db in
      var centroids: [Int: Centroid] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT role_id, count, sum FROM centroids WHERE model = ?", arguments: [model])
      while let row = try rows.next() {
        centroids[row[0]] = Centroid(count: row[1], sum: VectorBlob.doubles(row[2]))
      }
      return centroids
    }
  }

  /// A run; nil where there is none of that id.
  ///
  /// - Throws: `StoreError.forgottenRun` where there was one.
  public func run(_ id: String) throws -> StoredRun? {
    try read { db in
      try Self.refuseForgotten(id, db)
      return try run(id, db)
    }
  }

  func run(_ id: String, _ db: Database) throws -> StoredRun? {
    try Self.run(id, db, recentDetails: recentDetails.withLock { $0 })
  }

  static func run(
    _ id: String, _ db: Database, recentDetails: RecentDetails = RecentDetails()
  ) throws -> StoredRun? {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM runs WHERE id = ?"), arguments: [id])
    else { return nil }
    let details: String? = row["extract_details"]
    let output: String? = row["final_role_output"]
    let client: String? = row["client_output"]
    return StoredRun(
      id: row["id"], createdAt: row["created_at"], updatedAt: row["updated_at"],
      status: StoredRun.Status(rawValue: row["status"]) ?? .extracted, text: row["jd_text"],
      extractFromJD: try RecordCoding.record(ExtractFromJD.self, from: row["extract_from_jd"]),
      extractDetails: try details.map {
        try recentDetails.details(ofRun: id, text: $0)
          ?? RecordCoding.record(ExtractDetails.self, from: $0)
      },
      finalRoleOutput: try output.map { try RecordCoding.record(FinalRoleOutput.self, from: $0) },
      record: try RecordCoding.record(RunRecord.self, from: row["record"]),
      clientOutput: try client.map { try RecordCoding.record(ClientOutput.self, from: $0) })
  }
}

extension Centroid {
  /// Adds a JD's vector to a centroid that may not know its dimension yet: the first JDs of a role
  /// may have no vector.
  mutating func addGrowing(_ vector: [Double]?) {
    if dimension == 0, let vector { self = Centroid(count: count, sum: vector.map { _ in 0 }) }
    add(vector)
  }
}
