import Foundation
import GRDB
import SimCore

/// What the store held just before a run's step 1.
extension Store {
  /// The centroids of the run's model, by role, without what this run and later ones added.
  ///
  /// Exact: the components are multiples of 2⁻³⁰, so taking a vector out leaves no rounding.
  func centroids(beforeRun runID: String, model: String) throws -> [Int: Centroid] {
    try read { db in
      var centroids: [Int: Centroid] = [:]
      for row in try Row.fetchAll(
        db, sql: "SELECT role_id, count, sum FROM centroids WHERE model = ?", arguments: [model])
      {
        centroids[row[0]] = Centroid(count: row[1], sum: VectorBlob.doubles(row[2]))
      }
      let later = try Row.fetchCursor(
        db,
        sql: """
          SELECT c.role_id, c.vector FROM centroid_contributions c JOIN runs r ON r.id = c.run_id
          WHERE c.model = ? AND r.sequence >= (SELECT sequence FROM runs WHERE id = ?)
          """,
        arguments: [model, runID])
      while let row = try later.next() {
        let vector: Data? = row[1]
        centroids[row[0]]?.remove(vector.map { VectorBlob.doubles($0) })
      }
      return centroids.filter { $0.value.count > 0 }
    }
  }

  /// The id that the next row of each queue had before the run.
  func nextQueueIDs(beforeRun runID: String) throws -> [String: Int] {
    try read { db in
      var next: [String: Int] = [:]
      for queue in StoreSchema.queues {
        // Its own rows tell; without any, those of earlier runs.
        let own = try Int.fetchOne(
          db, sql: "SELECT min(id) FROM \(queue) WHERE run_id = ?", arguments: [runID])
        let earlier = try Int.fetchOne(
          db,
          sql: """
            SELECT max(q.id) FROM \(queue) q JOIN runs r ON r.id = q.run_id
            WHERE r.sequence < (SELECT sequence FROM runs WHERE id = ?)
            """,
          arguments: [runID])
        next[queue] = own ?? (earlier ?? 0) + 1
      }
      return next
    }
  }
}
