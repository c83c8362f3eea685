import SimCore

/// Titles of roles with their vectors.
struct TitleVectors: Sendable {
  /// The role of each row.
  let roleIDs: [Int]
  let vectors: EmbeddingMatrix

  /// The largest similarity of any of `queries` with a title of each role, by role id.
  func similarities(with queries: EmbeddingMatrix) -> [Int: Double] {
    var best: [Int: Double] = [:]
    guard queries.count > 0, !roleIDs.isEmpty else { return best }
    for query in 0..<queries.count {
      let vector = queries[query]
      for row in roleIDs.indices {
        let similarity = Similarity.cosine(vector, vectors[row])
        let role = roleIDs[row]
        if similarity > best[role] ?? -2 { best[role] = similarity }
      }
    }
    return best
  }
}
