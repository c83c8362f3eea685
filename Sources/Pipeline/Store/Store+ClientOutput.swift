import GRDB

/// The client outputs of runs, and what of the library they are made of.
extension Store {
  /// The column of what is built on a run's first reading. It goes with the run's row.
  static func addClientOutput(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE runs ADD COLUMN client_output TEXT")
  }

  /// The question of a run: its payloads, its role and the kinds of its skills as the library has
  /// them now.
  ///
  /// - Returns: nil for a rejected run and for one without a step 3.
  func enrichmentQuestion(of run: StoredRun) throws -> EnrichmentQuestion? {
    let roleID = run.extractFromJD.stage4Decision?.chosenRole?.roleID
    let skillIDs = Set(
      (run.extractDetails?.skillsDetail ?? []).compactMap { $0.canonical?.id })
    let (role, kinds) = try read { db in
      var kinds: [Int: String] = [:]
      for id in skillIDs.sorted() {
        kinds[id] = try String.fetchOne(
          db, sql: "SELECT ai_kind FROM skills WHERE id = ?", arguments: [id])
      }
      return (try roleID.flatMap { try Self.role($0, db) }, kinds)
    }
    return EnrichmentQuestion(run, role: role, aiKinds: kinds)
  }

  private static func role(_ id: Int, _ db: Database) throws -> Role? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM roles WHERE id = ?", arguments: [id])
    else { return nil }
    func texts(_ table: String) throws -> [String] {
      try String.fetchAll(
        db, sql: "SELECT text FROM \(table) WHERE role_id = ? ORDER BY position", arguments: [id])
    }
    let baseline: String? = row["baseline"]
    return Role(
      id: id, slug: row["slug"], displayName: row["display_name"], archetype: row["archetype"],
      domain: row["domain"], aliases: try texts("role_aliases"), kras: try texts("kras"),
      dimensionIDs: try Int.fetchAll(
        db, sql: "SELECT dimension_id FROM role_dimensions WHERE role_id = ? ORDER BY position",
        arguments: [id]),
      baseline: try baseline.map { try RecordCoding.record(RoleBaseline.self, from: $0) },
      isCandidate: row["is_candidate"])
  }

  /// Stores a run's client output, unless it has one. A store that is only looked at gives it back
  /// as it is.
  ///
  /// - Parameter flags: what was flagged while it was made; they join the run record's, and so do
  ///   the costs of what was asked.
  /// - Returns: the stored one, which is another's where two built it at once.
  func keep(
    _ output: ClientOutput, ofRun id: String, flags: [String]
  ) throws -> ClientOutput {
    guard !isReadOnly else { return output }
    return try write { db in
      try Self.refuseForgotten(id, db)
      guard let run = try self.run(id, db) else { throw StoreError.unknownRun(id) }
      if let stored = run.clientOutput { return stored }
      try db.execute(
        sql: "UPDATE runs SET client_output = ? WHERE id = ?",
        arguments: [try RecordCoding.text(output), id])
      let costs = try Self.costs(ofRun: id, db)
      if !flags.isEmpty || costs != run.record.costs {
        var record = run.record
        record.flags += flags
        record.costs = costs
        try db.execute(
          sql: "UPDATE runs SET record = ? WHERE id = ?",
          arguments: [try RecordCoding.text(record), id])
      }
      return output
    }
  }
}
