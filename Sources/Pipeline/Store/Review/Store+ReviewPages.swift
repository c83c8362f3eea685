import GRDB

/// What pages of the queues need beside the lists.
extension Store {
  /// The rows of all queues that a run made, by queue and id.
  public func reviewItems(ofRun runID: String) throws -> [ReviewItem] {
    try read { db in
      try ReviewQueue.allCases.flatMap {
        try Self.reviewItems($0, ReviewFilter(status: nil, runID: runID), db)
      }
    }
  }

  /// The items of a queue by their ids, in the given order; ids of none are left out.
  public func reviewItems(_ queue: ReviewQueue, ids: [Int64]) throws -> [ReviewItem] {
    try read { db in
      try ids.compactMap { id in
        do {
          return try Self.reviewItem(queue, id, db)
        } catch ReviewError.unknownItem {
          return nil
        }
      }
    }
  }

  /// The newest batch that was not undone, and is no undo itself; nil where there is none.
  ///
  /// - Parameter actor: only batches of this person.
  public func lastUndoableBatch(by actor: String) throws -> Int64? {
    try read { db in
      try Int64.fetchOne(
        db,
        sql: """
          SELECT batch FROM audit_log a WHERE actor = ? AND undoes IS NULL
            AND NOT EXISTS (SELECT 1 FROM audit_log u WHERE u.undoes = a.id)
          ORDER BY id DESC LIMIT 1
          """,
        arguments: [actor])
    }
  }

  /// The entries of one call, in their order; none where there was no such call.
  public func auditEntries(ofBatch batch: Int64) throws -> [AuditEntry] {
    try read { try Self.auditEntries(ofBatch: batch, $0) }
  }

  /// The batches among the given ones that were undone.
  public func undoneBatches(among batches: [Int64]) throws -> Set<Int64> {
    try read { db in
      let statement = try db.makeStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM audit_log a JOIN audit_log u ON u.undoes = a.id
            WHERE a.batch = ?)
          """)
      return Set(
        try Set(batches).filter { try Bool.fetchOne(statement, arguments: [$0]) ?? false })
    }
  }

  /// The proposals of the role queue that a filter shows, the oldest first.
  func roleProposals(
    _ filter: ReviewFilter = ReviewFilter(), limit: Int
  ) throws -> [QueuedProposal] {
    try read { db in
      let statement = try db.makeStatement(sql: "SELECT proposal FROM role_queue WHERE id = ?")
      return try Self.reviewItems(.roles, filter, limit: limit, db).compactMap { item in
        try String.fetchOne(statement, arguments: [item.id]).map {
          QueuedProposal(item: item, role: try RecordCoding.record(RoleProposal.self, from: $0))
        }
      }
    }
  }
}
