import GRDB

extension Store {
  /// The text of a stored run, and its place in the order of runs.
  package struct RunText: Sendable {
    package var sequence: Int64
    package var runID: String
    package var text: String
  }

  /// The next texts of the runs after `sequence`, in the order in which they were stored.
  package func runTexts(after sequence: Int64, limit: Int) throws -> [RunText] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT sequence, id, jd_text FROM runs WHERE sequence > ? ORDER BY sequence LIMIT ?",
        arguments: [sequence, limit]
      ).map { RunText(sequence: $0[0], runID: $0[1], text: $0[2]) }
    }
  }
}
