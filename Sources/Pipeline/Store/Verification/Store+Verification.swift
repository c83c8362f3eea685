import Foundation
import GRDB
import SimCore

extension Store {
  /// Looks at the whole file and counts again what was learned; the store stays as it is.
  ///
  /// Pages, indexes and references; every run's payloads; each centroid's n and sum against the
  /// contributions of the runs; each contribution against its run.
  ///
  /// - Returns: what is wrong, none where all is well.
  /// - Throws: `StoreError.damaged` where the file cannot be read to its end.
  public func verify() throws -> [StoreFinding] {
    try read { [path] db in
      try Self.checkIntegrity(db, path: path)
      return try Self.unreadableRuns(db) + Self.contributionFindings(db)
        + Self.centroidFindings(db).map { StoreFinding(description: $0.text) }
    }
  }

  /// Sets every centroid to what the runs give, in one transaction.
  ///
  /// - Returns: what it found and set right.
  /// - Throws: `StoreError` where the store cannot be read or written; then nothing was changed.
  public func repair() throws -> [StoreFinding] {
    try write { [path] db in
      try Self.checkIntegrity(db, path: path)
      let recount = try CentroidRecount(db)
      let findings = try Self.centroidFindings(db)
      for (key, _) in findings { try Self.setCentroid(recount.centroids[key], of: key, db) }
      return findings.map { StoreFinding(description: $0.text) }
    }
  }

  /// Keeps a recounted centroid; nil takes the stored one away.
  static func setCentroid(
    _ centroid: Centroid?, of key: CentroidRecount.Key, _ db: Database
  ) throws {
    if let centroid {
      try set(centroid, ofRole: key.roleID, model: key.model, db)
    } else {
      try db.execute(
        sql: "DELETE FROM centroids WHERE role_id = ? AND model = ?",
        arguments: [key.roleID, key.model])
    }
  }

  private static func centroidFindings(
    _ db: Database
  ) throws -> [(key: CentroidRecount.Key, text: String)] {
    var stored: [CentroidRecount.Key: (count: Int, sum: Data)] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT role_id, model, count, sum FROM centroids")
    while let row = try rows.next() {
      stored[CentroidRecount.Key(model: row[1], roleID: row[0])] = (row[2], row[3])
    }
    return try CentroidRecount(db).differences(from: stored)
  }

  /// Runs whose payloads or record cannot be read.
  static func unreadableRuns(_ db: Database) throws -> [StoreFinding] {
    try String.fetchAll(db, sql: "SELECT id FROM runs ORDER BY sequence").compactMap {
      id -> StoreFinding? in
      do {
        _ = try run(id, db)
        return nil
      } catch let error as DecodingError {
        return StoreFinding(
          description: "run \(id) cannot be read: \(JSONFault.line(for: error))")
      }
    }
  }

  /// Contributions and runs that do not fit each other.
  private static func contributionFindings(_ db: Database) throws -> [StoreFinding] {
    let misfits = try CentroidRecount(db).misfits.map {
      "the contribution of run \($0) is no vector of its model"
    }
    let strangers = try String.fetchAll(
      db,
      sql: """
        SELECT c.run_id FROM centroid_contributions c JOIN runs r ON r.id = c.run_id
        WHERE r.role_id IS NOT c.role_id ORDER BY r.sequence
        """
    ).map { "run \($0) counts for another role than the one it was decided for" }
    let uncounted = try String.fetchAll(
      db,
      sql: """
        SELECT id FROM runs WHERE json_valid(extract_from_jd)
          AND json_extract(extract_from_jd, '$.stage5_updates.centroid_updated')
          AND id NOT IN (SELECT run_id FROM centroid_contributions) ORDER BY sequence
        """
    ).map { "run \($0) says that it was counted, and its contribution is missing" }
    return (misfits + strangers + uncounted).map { StoreFinding(description: $0) }
  }
}
