import Foundation
import GRDB
import SimCore

/// The centroids as the contributions of the runs give them.
///
/// Sums are exact (see `Centroid`), so a recount in any order has the bits of the running sum.
struct CentroidRecount {
  struct Key: Hashable, Comparable {
    let model: String
    let roleID: Int

    static func < (left: Key, right: Key) -> Bool {
      left.model != right.model ? left.model < right.model : left.roleID < right.roleID
    }
  }

  private(set) var centroids: [Key: Centroid] = [:]
  /// Runs whose vector does not fit those before it, or is cut off.
  private(set) var misfits: [String] = []

  /// Reads the contributions, one at a time. O(contributions × dimension).
  ///
  /// - Parameter wanted: the centroid to count; all where nil.
  init(_ db: Database, of wanted: Key? = nil) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT run_id, role_id, model, vector FROM centroid_contributions
        WHERE ?1 IS NULL OR (role_id = ?1 AND model = ?2)
        """,
      arguments: [wanted?.roleID, wanted?.model])
    while let row = try rows.next() {
      let key = Key(model: row[2], roleID: row[1])
      let data: Data? = row[3]
      let vector = data.map { VectorBlob.doubles($0) }
      let dimension = centroids[key]?.dimension ?? 0
      guard (data?.count ?? 0) % 8 == 0,
        vector.map({ dimension == 0 || $0.count == dimension }) ?? true
      else {
        misfits.append(row[0])
        continue
      }
      centroids[key, default: Centroid(dimension: 0)].addGrowing(vector)
    }
  }

  /// Where the stored centroids are not these, by role and model.
  func differences(from stored: [Key: (count: Int, sum: Data)]) -> [(key: Key, text: String)] {
    Set(centroids.keys).union(stored.keys).sorted().compactMap { key in
      let count = centroids[key]?.count ?? 0
      let sum = VectorBlob.data(centroids[key]?.sum ?? [])
      let kept = stored[key] ?? (0, Data())
      guard kept.count != count || kept.sum != sum else { return nil }
      let sums = kept.sum == sum ? "" : ", and their sums differ"
      return (
        key,
        "the centroid of role \(key.roleID) (\(key.model)) holds \(kept.count) JDs, its runs give "
          + "\(count)\(sums)"
      )
    }
  }
}
