import GRDB
import SimCore

extension Store {
  /// Fills an empty store from a bundle's snapshot: the catalog as it was recorded, centroids, and
  /// the ids that the queues go on from.
  func seed(_ snapshot: BundleCatalog, embedder: any Embedder) throws {
    try importRecorded(snapshot.catalog())
    let queues = ["kra_queue", "skill_queue", "role_queue", "collision_log", "alias_queue"]
    try write { db in
      for centroid in snapshot.centroids ?? [] {
        let zero = [Double](repeating: 0, count: embedder.dimension)
        guard centroid.count >= 0, (centroid.sum ?? zero).count == zero.count else {
          throw BundleError.badCentroid(roleID: centroid.roleID, dimension: zero.count)
        }
        try db.execute(
          sql: "INSERT INTO centroids VALUES (?, ?, ?, ?)",
          arguments: [
            centroid.roleID, embedder.identifier, centroid.count,
            VectorBlob.data(centroid.sum ?? zero),
          ])
      }
      for (table, next) in snapshot.nextIDs ?? [:] {
        guard queues.contains(table) else { throw BundleError.unknownQueue(table) }
        try db.execute(
          sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
          arguments: [table, next - 1])
      }
    }
  }
}
