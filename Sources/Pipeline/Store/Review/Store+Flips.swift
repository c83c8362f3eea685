import GRDB

/// A run that another policy, model or library decides for another role.
public struct RoleFlip: Sendable, Hashable {
  /// The run's id.
  public var runID: String
  /// The slugs before and now; nil where no role fitted, or fits.
  public var old: String?
  /// The slug now; nil where no role fits.
  public var new: String?
  /// How far the role chosen now leads the best other one, by probability; nil where none fits now.
  public var margin: Double?

  /// A flip as given.
  public init(runID: String, old: String?, new: String?, margin: Double?) {
    self.runID = runID
    self.old = old
    self.new = new
    self.margin = margin
  }
}

/// Flips that wait for people, so that a new policy can be judged before it is used.
extension Store {
  static func createFlips(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE flip_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs (id),
          old_slug TEXT, new_slug TEXT, margin REAL, cause TEXT NOT NULL, status TEXT NOT NULL,
          created_at TEXT NOT NULL);
        CREATE UNIQUE INDEX flip_queue_once
          ON flip_queue (run_id, cause, coalesce(old_slug, ''), coalesce(new_slug, ''));
        CREATE INDEX flip_queue_by_status ON flip_queue (status, id);
        """)
  }

  /// Puts flips into their review queue, in one transaction; one that is there already stays as it
  /// is, decided or not. O(flips).
  ///
  /// - Parameter cause: what made them, such as a hash of policy, model and library: the same flips
  ///   of another cause are new ones.
  /// - Returns: how many were put there.
  /// - Throws: `StoreError.unknownRun`, `.forgottenRun`; then none is.
  public func queueFlips(_ flips: [RoleFlip], cause: String) throws -> Int {
    guard !flips.isEmpty else { return 0 }
    return try write { db in
      var count = 0
      for flip in flips {
        try Self.refuseForgotten(flip.runID, db)
        let isKnown = try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM runs WHERE id = ?)", arguments: [flip.runID])
        guard isKnown == true else { throw StoreError.unknownRun(flip.runID) }
        try db.execute(
          sql: """
            INSERT INTO flip_queue (run_id, old_slug, new_slug, margin, cause, status, created_at)
            VALUES (?, ?, ?, ?, ?, 'pending', ?) ON CONFLICT DO NOTHING
            """,
          arguments: [flip.runID, flip.old, flip.new, flip.margin, cause, timestamp()])
        count += db.changesCount
      }
      return count
    }
  }
}
