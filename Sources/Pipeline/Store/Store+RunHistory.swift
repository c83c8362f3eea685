import GRDB

/// The history of runs, searched and paged.
extension Store {
  /// Indices of what lists filter by; each holds the sequence of its rows, by which lists are
  /// ordered. The ledger keeps what was asked from now on.
  static func createHistory(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE model_calls ADD COLUMN prompt TEXT;
        CREATE INDEX runs_by_status ON runs (status);
        CREATE INDEX runs_by_case ON runs (decision_case);
        CREATE INDEX kra_queue_by_run ON kra_queue (run_id);
        CREATE INDEX skill_queue_by_run ON skill_queue (run_id);
        CREATE INDEX role_queue_by_run ON role_queue (run_id);
        CREATE INDEX collision_log_by_run ON collision_log (run_id);
        CREATE INDEX alias_queue_by_run ON alias_queue (run_id);
        """)
  }

  /// The runs that a filter shows, the newest first.
  ///
  /// Paging goes by the runs' sequence: no run is shown twice or left out while others arrive.
  /// O(limit) under a filter by status, case or role; a search reads texts until it has found as
  /// many.
  ///
  /// - Parameters:
  ///   - before: only runs of a smaller sequence: `next` of the page before; nil begins with the
  ///     newest.
  ///   - limit: how many, at most; at least one.
  public func history(
    _ filter: RunFilter = RunFilter(), before: Int64? = nil, limit: Int
  ) throws -> RunHistory {
    precondition(limit > 0, "a page of no run")
    return try read { db in
      var conditions = ["u.sequence < :before"]
      // One more than are shown tells whether there is a next page.
      var arguments: StatementArguments = [
        "before": before ?? .max, "limit": min(limit, Int.max - 1) + 1,
      ]
      func require(_ condition: String, _ name: String, _ value: String?) {
        guard let value else { return }
        // SQLite's text functions end at a zero: it would be found everywhere.
        conditions.append(value.utf8.contains(0) ? "0" : condition)
        arguments += [name: value]
      }
      require("u.status = :status", "status", filter.status?.rawValue)
      require("u.decision_case = :case", "case", filter.decisionCase?.rawValue)
      if let slug = filter.roleSlug {
        require(try Self.condition(ofRole: slug, db), "role", slug)
      }
      require("u.created_at >= :first", "first", filter.firstDay)
      // Times go on after the day, and every character of theirs comes before this one.
      require("u.created_at < :last || '~'", "last", filter.lastDay)
      require(
        """
        (instr(lower(coalesce(u.title, '')), lower(:search)) > 0
          OR instr(lower(\(Self.roleName)), lower(:search)) > 0
          OR instr(lower(u.jd_text), lower(:search)) > 0 OR u.id = lower(:search))
        """, "search", filter.search)
      let sql = """
        SELECT u.sequence, u.id, u.created_at, u.updated_at, u.status, u.title, u.decision_case,
          u.confidence, r.slug, r.display_name,
          u.extract_from_jd ->> '$.stage4_decision.chosen_role.display_name' AS chosen_name,
          u.extract_from_jd ->> '$.stage4_decision.chosen_role.slug' AS chosen_slug,
          u.extract_from_jd ->> '$.stage4_decision.new_role_display_name' AS new_name,
          u.extract_from_jd ->> '$.nano_parsed.company_name' AS company,
          u.extract_from_jd ->> '$.rejection_reason' AS rejection,
          u.record ->> '$.calibrated_confidence' AS calibrated
        FROM runs u LEFT JOIN roles r ON r.id = u.role_id
        WHERE \(conditions.joined(separator: " AND ")) ORDER BY u.sequence DESC LIMIT :limit
        """
      let rows = try Row.fetchAll(db, sql: sql, arguments: arguments)
      let runs = rows.prefix(limit).map(Self.summary)
      return RunHistory(runs: runs, next: rows.count > limit ? runs.last?.sequence : nil)
    }
  }

  /// The name of a run's role; a role that left the library has it from the run.
  private static let roleName = """
    coalesce(r.display_name, iif(
      u.role_id IS NULL, '', u.extract_from_jd ->> '$.stage4_decision.chosen_role.display_name'), '')
    """

  /// What the runs of the role `:role` have in common; those of a role that left the library say
  /// themselves how it was called.
  private static func condition(ofRole slug: String, _ db: Database) throws -> String {
    let isKnown = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM roles WHERE slug = ?)", arguments: [slug])
    return isKnown == true
      ? "u.role_id = (SELECT id FROM roles WHERE slug = :role)"
      : """
      u.role_id IS NOT NULL AND r.id IS NULL
        AND u.extract_from_jd ->> '$.stage4_decision.chosen_role.slug' = :role
      """
  }

  private static func summary(_ row: Row) -> RunSummary {
    let known: String? = row["display_name"]
    let chosen: String? = row["chosen_name"]
    let proposed: String? = row["new_name"]
    let slug: String? = row["slug"]
    return RunSummary(
      runID: row["id"], sequence: row["sequence"], createdAt: row["created_at"],
      updatedAt: row["updated_at"], status: row["status"], title: row["title"],
      company: row["company"], roleName: known ?? chosen ?? proposed,
      roleSlug: slug ?? row["chosen_slug"], decisionCase: row["decision_case"],
      confidence: row["confidence"], calibratedConfidence: row["calibrated"],
      rejectionReason: row["rejection"])
  }

  /// How many runs the store holds, by status.
  public func runCounts() throws -> [StoredRun.Status: Int] {
    try read { db in
      var counts: [StoredRun.Status: Int] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT status, count(*) FROM runs GROUP BY status") {
        if let status = StoredRun.Status(rawValue: row[0]) { counts[status] = row[1] }
      }
      return counts
    }
  }
}
