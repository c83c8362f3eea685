import GRDB

/// The review queues, read.
extension Store {
  /// Items of a queue, the oldest first.
  ///
  /// - Parameters:
  ///   - after: only items with a larger id: the last one of the page before.
  ///   - limit: how many, at most; nil gives all.
  public func reviewItems(
    _ queue: ReviewQueue, _ filter: ReviewFilter = ReviewFilter(), after: Int64 = 0,
    limit: Int? = nil
  ) throws -> [ReviewItem] {
    try read { try Self.reviewItems(queue, filter, after: after, limit: limit, $0) }
  }

  /// Items of each queue by status.
  public func reviewCounts() throws -> [ReviewQueue: [ReviewItem.Status: Int]] {
    try read { db in
      var counts: [ReviewQueue: [ReviewItem.Status: Int]] = [:]
      for queue in ReviewQueue.allCases {
        for row in try Row.fetchAll(
          db, sql: "SELECT status, count(*) FROM \(queue.table) GROUP BY status")
        {
          guard let status = ReviewItem.Status(rawValue: row[0]) else { continue }
          counts[queue, default: [:]][status] = row[1]
        }
      }
      return counts
    }
  }

  static func reviewItems(
    _ queue: ReviewQueue, _ filter: ReviewFilter, after: Int64 = 0, limit: Int? = nil,
    _ db: Database
  ) throws -> [ReviewItem] {
    var conditions = ["id > :after"]
    var arguments: StatementArguments = ["after": after]
    func require(_ condition: String, _ name: String, _ value: String) {
      // SQLite's text functions end at a zero: it would be found everywhere.
      conditions.append(value.utf8.contains(0) ? "0" : condition)
      arguments += [name: value]
    }
    if let status = filter.status { require("status = :status", "status", status.rawValue) }
    if let target = filter.target { require("target = :target", "target", target) }
    if let run = filter.runID { require("run_id = :run", "run", RunIdentifier.stored(run)) }
    if let search = filter.search {
      require("instr(lower(subject), lower(:search)) > 0", "search", search)
    }
    let sql = """
      SELECT * FROM (\(queue.listing)) WHERE \(conditions.joined(separator: " AND "))
      ORDER BY id \(limit.map { "LIMIT \($0)" } ?? "")
      """
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map { reviewItem(queue, $0) }
  }

  static func reviewItem(
    _ queue: ReviewQueue, _ id: Int64, _ db: Database
  ) throws -> ReviewItem {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM (\(queue.listing)) WHERE id = ?", arguments: [id])
    guard let row else { throw ReviewError.unknownItem(queue, id) }
    return reviewItem(queue, row)
  }

  private static func reviewItem(_ queue: ReviewQueue, _ row: Row) -> ReviewItem {
    ReviewItem(
      queue: queue, id: row["id"], runID: row["run_id"],
      status: ReviewItem.Status(rawValue: row["status"]) ?? .pending,
      createdAt: row["created_at"], subject: row["subject"], target: row["target"],
      detail: row["detail"] ?? "")
  }
}
