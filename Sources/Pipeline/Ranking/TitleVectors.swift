import SimCore

/// Titles of roles with their vectors.
struct TitleVectors: Sendable {
  /// The role of each row.
  private let roleIDs: [Int]
  private let table: EmbeddingTable

  init(roleIDs: [Int], vectors: EmbeddingMatrix) {
    self.roleIDs = roleIDs
    table = EmbeddingTable(vectors)
  }

  /// The largest similarity of any of `queries` with a title of each role, by role id.
  func similarities(with queries: EmbeddingMatrix) -> [Int: Double] {
    var best: [Int: Double] = [:]
    guard queries.count > 0, !roleIDs.isEmpty else { return best }
    let similarities = table.cosines(with: queries)
    for row in roleIDs.indices {
      var largest = best[roleIDs[row]] ?? -2
      for query in 0..<queries.count {
        largest = max(largest, similarities[query * roleIDs.count + row])
      }
      best[roleIDs[row]] = largest
    }
    return best
  }
}
