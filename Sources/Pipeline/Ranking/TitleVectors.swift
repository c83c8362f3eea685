import SimCore

/// Titles of roles with their vectors.
struct TitleVectors: Sendable {
  private let roleIDs: [Int]
  /// Finds the nearest title of a role, as it finds the nearest KRA.
  private let scorer: RoleScorer?

  /// - Parameters:
  ///   - roles: how many titles each role has, in the order of the rows.
  ///   - vectors: a row a title.
  init(
    roles: [(id: Int, titleCount: Int)], vectors: EmbeddingMatrix, modelIdentifier: String
  ) throws {
    roleIDs = roles.map(\.id)
    guard vectors.count > 0 else {
      scorer = nil
      return
    }
    scorer = RoleScorer(
      index: try KRAIndex(
        roles: roles.map { ($0.id, $0.titleCount) }, vectors: vectors,
        modelIdentifier: modelIdentifier, catalogVersion: ""),
      sentencesPerRole: 1, shortlistSize: 1)
  }

  /// The largest similarity of any of `queries` with a title of each role, by role id.
  func similarities(with queries: EmbeddingMatrix) -> [Int: Double] {
    guard let scorer else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: scorer.scores(ofRoles: roleIDs, for: queries).map {
        ($0.roleID, $0.score)
      })
  }
}
