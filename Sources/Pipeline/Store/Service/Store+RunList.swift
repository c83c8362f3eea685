import GRDB

/// A run as lists show it.
public struct RunListing: Codable, Hashable, Sendable {
  /// Its place in the order of runs.
  public var sequence: Int64
  public var runID: String
  public var createdAt: String
  public var updatedAt: String
  public var status: StoredRun.Status
  /// The title that the JD names.
  @Nullable public var title: String?
  /// The slug of the chosen role.
  @Nullable public var role: String?
  @Nullable public var decisionCase: DecisionCase?
  @Nullable public var confidence: Double?

  enum CodingKeys: String, CodingKey {
    case sequence
    case runID = "run_id"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case status, title, role
    case decisionCase = "case"
    case confidence
  }
}

/// Which runs a list shows.
public struct RunFilter: Hashable, Sendable {
  public var status: StoredRun.Status?
  public var decisionCase: DecisionCase?
  /// The slug of the chosen role.
  public var role: String?

  public init(
    status: StoredRun.Status? = nil, decisionCase: DecisionCase? = nil, role: String? = nil
  ) {
    self.status = status
    self.decisionCase = decisionCase
    self.role = role
  }
}

extension Store {
  /// Runs, the newest first.
  ///
  /// - Parameters:
  ///   - before: only runs with a smaller sequence: the last one of the page before.
  ///   - limit: how many, at most.
  public func runListings(
    _ filter: RunFilter = RunFilter(), before: Int64? = nil, limit: Int
  ) throws -> [RunListing] {
    try read { db in
      var conditions = ["u.sequence < :before"]
      var arguments: StatementArguments = ["before": before ?? .max, "limit": limit]
      func require(_ column: String, _ name: String, _ value: String?) {
        guard let value else { return }
        conditions.append("\(column) = :\(name)")
        arguments += [name: value]
      }
      require("u.status", "status", filter.status?.rawValue)
      require("u.decision_case", "case", filter.decisionCase?.rawValue)
      require("r.slug", "role", filter.role)
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT u.sequence, u.id, u.created_at, u.updated_at, u.status, u.title, r.slug,
            u.decision_case, u.confidence
          FROM runs u LEFT JOIN roles r ON r.id = u.role_id
          WHERE \(conditions.joined(separator: " AND ")) ORDER BY u.sequence DESC LIMIT :limit
          """,
        arguments: arguments)
      return rows.map { row in
        let decisionCase: String? = row["decision_case"]
        return RunListing(
          sequence: row["sequence"], runID: row["id"], createdAt: row["created_at"],
          updatedAt: row["updated_at"],
          status: StoredRun.Status(rawValue: row["status"]) ?? .extracted, title: row["title"],
          role: row["slug"], decisionCase: decisionCase.flatMap(DecisionCase.init),
          confidence: row["confidence"])
      }
    }
  }

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
}
