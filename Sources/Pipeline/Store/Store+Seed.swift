import GRDB
import SimCore

extension Store {
  /// Fills an empty store from a bundle's snapshot: the catalog as it was recorded, centroids, and
  /// the ids that the queues go on from.
  ///
  /// - Parameter isOfModel: whether the snapshot's centroids are of the embedder's model; those of
  ///   another one keep their counts and start from zero sums.
  func seed(_ snapshot: BundleCatalog, embedder: any Embedder, isOfModel: Bool = true) throws {
    try importRecorded(snapshot.catalog())
    try write { db in
      for centroid in snapshot.centroids ?? [] {
        let zero = [Double](repeating: 0, count: embedder.dimension)
        let sum = isOfModel ? centroid.sum ?? zero : zero
        guard (0...CatalogCheck.largestID).contains(centroid.count), sum.count == zero.count else {
          throw BundleError.badCentroid(roleID: centroid.roleID, dimension: zero.count)
        }
        try db.execute(
          sql: "INSERT INTO centroids VALUES (?, ?, ?, ?)",
          arguments: [
            centroid.roleID, embedder.identifier, centroid.count,
            VectorBlob.data(sum),
          ])
      }
      for (table, next) in snapshot.nextIDs ?? [:] {
        guard StoreSchema.queues.contains(table) else { throw BundleError.unknownQueue(table) }
        guard (1...CatalogCheck.largestID).contains(next) else {
          throw BundleError.impossibleID(next, queue: table)
        }
        try db.execute(
          sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
          arguments: [table, next - 1])
      }
    }
  }
}
