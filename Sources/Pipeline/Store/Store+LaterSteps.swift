import GRDB
import Synchronization

extension Store {
  /// Stores step 2 with the alias proposals it makes.
  ///
  /// - Parameter run: the run as step 1 left it.
  /// - Returns: the stored run. Where another has done the step meanwhile, it is that one's, and
  ///   nothing is changed.
  func commitStepTwo(
    _ run: StoredRun, details: ExtractDetails,
    aliasProposals: [(text: String, skillID: Int, way: String)], flags: [String],
    milliseconds: Double
  ) throws -> StoredRun {
    let payload = try RecordCoding.text(details)
    return try write { db in
      if let other = try otherState(of: run, db) { return other }
      let now = timestamp()
      for proposal in aliasProposals {
        try db.executeKept(
          sql: """
            INSERT INTO alias_queue (run_id, skill_id, text, matched_via, status, created_at)
            VALUES (?, ?, ?, ?, 'pending', ?)
            """,
          arguments: [run.id, proposal.skillID, proposal.text, proposal.way, now])
      }
      var after = run
      after.status = .detailed
      after.updatedAt = now
      after.extractDetails = details
      after.record.durations.extractDetails = milliseconds
      after.record.flags += flags
      after.record.costs = try Self.costs(ofRun: run.id, db)
      try Self.set(
        "extract_details", to: payload, duration: (.extractDetails, milliseconds), flags: flags,
        of: after, db)
      recentDetails.withLock { $0.keep(details, text: payload, ofRun: run.id) }
      return after
    }
  }

  /// Stores step 3: saves the links that are not there yet and writes the payload with what was
  /// created.
  ///
  /// - Parameter run: the run as step 2 left it.
  /// - Returns: the stored run, as of step 2.
  /// - Throws: `StoreError.stepMissing` for a run that had no step 2 when it was read, though it may
  ///   have one by now.
  func commitStepThree(
    _ run: StoredRun, milliseconds: @Sendable () -> Double,
    payload:
      @Sendable (ExtractDetails, _ createdSkillLinks: Int, _ createdRoleLinks: Int) ->
      FinalRoleOutput
  ) throws -> StoredRun {
    try write { db in
      if let other = try otherState(of: run, db), other.finalRoleOutput != nil { return other }
      guard let details = run.extractDetails else {
        throw StoreError.stepMissing(
          run: run.id, needed: "extract-details", asked: "final-role-output")
      }
      let links = PersistStage.links(details, chosenRoleID: details.chosenRole?.id)
      let skillLinks = try Self.insert(links.skillDimensions, into: "skill_dimensions", db)
      let roleLinks = try Self.insert(links.roleDimensions, into: "role_dimensions", db)
      if skillLinks + roleLinks > 0 { try Self.raiseCatalogVersion(db) }
      let output = payload(details, skillLinks, roleLinks)
      let milliseconds = milliseconds()
      var after = run
      after.status = .completed
      after.updatedAt = timestamp()
      after.finalRoleOutput = output
      after.record.durations.finalRoleOutput = milliseconds
      after.record.costs = try Self.costs(ofRun: run.id, db)
      try Self.set(
        "final_role_output", to: RecordCoding.text(output),
        duration: (.finalRoleOutput, milliseconds), flags: [], of: after, db)
      return after
    }
  }

  /// The run as it is stored, where that is no longer the state of `run`; nil where it is.
  private func otherState(of run: StoredRun, _ db: Database) throws -> StoredRun? {
    try Self.refuseForgotten(run.id, db)
    let status = try String.fetchOne(
      db.cachedStatement(sql: "SELECT status FROM runs WHERE id = ?"), arguments: [run.id])
    guard let status else { throw StoreError.unknownRun(run.id) }
    return status == run.status.rawValue ? nil : try self.run(run.id, db)
  }

  /// Writes a payload and what its step adds to the record, which another may have added to as
  /// well.
  private static func set(
    _ column: String, to payload: String,
    duration: (key: RunRecord.Durations.CodingKeys, milliseconds: Double), flags: [String],
    of run: StoredRun, _ db: Database
  ) throws {
    let newFlags = flags.map { _ in ", '$.flags[#]', ?" }.joined()
    var arguments: StatementArguments = [
      run.status.rawValue, run.updatedAt, payload,
      try RecordCoding.text(duration.milliseconds), try RecordCoding.text(run.record.costs),
    ]
    arguments += StatementArguments(flags)
    arguments += [run.id]
    try db.executeKept(
      sql: """
        UPDATE runs SET status = ?, updated_at = ?, \(column) = ?,
          record = json_set(record, '$.durations.\(duration.key.rawValue)', json(?),
            '$.costs', json(?)\(newFlags))
        WHERE id = ?
        """,
      arguments: arguments)
  }

  /// Inserts links that do not exist and counts them.
  private static func insert(
    _ links: [PersistStage.Link], into table: String, _ db: Database
  ) throws -> Int {
    let (owner, owners) =
      table == "skill_dimensions" ? ("skill_id", "skills") : ("role_id", "roles")
    let isThere = try db.cachedStatement(
      sql: """
        SELECT EXISTS (SELECT 1 FROM \(owners) WHERE id = ?)
          AND EXISTS (SELECT 1 FROM dimensions WHERE id = ?)
        """)
    var created = 0
    // What has left the library since step 1 gets no link.
    for link in links
    where try Bool.fetchOne(isThere, arguments: [link.owner, link.dimensionID]) == true {
      try db.executeKept(
        sql: """
          INSERT INTO \(table) SELECT ?1, ?2, 1 + coalesce(max(position), -1) FROM \(table)
          WHERE \(owner) = ?1 ON CONFLICT DO NOTHING
          """,
        arguments: [link.owner, link.dimensionID])
      created += db.changesCount
    }
    return created
  }
}
