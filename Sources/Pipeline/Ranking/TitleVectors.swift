import SimCore
import Synchronization

/// Titles of roles with their vectors.
struct TitleVectors: Sendable {
  private let roleIDs: [Int]
  /// Finds the nearest title of a role, as it finds the nearest KRA.
  private let scorer: RoleScorer?
  private let known = KnownTitles()

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

  /// The largest similarity of any of `titles` with a title of each role, by role id.
  ///
  /// - Parameter vectors: of `titles`, a row each.
  func similarities(of titles: [String], vectors: EmbeddingMatrix) -> [Int: Double] {
    guard let scorer else { return [:] }
    var largest: [Int: Double] = [:]
    for (row, title) in titles.enumerated() {
      let scores = known.scores(of: title) {
        scorer.scores(ofRoles: roleIDs, for: vectors.rows([row])).map { ($0.roleID, $0.score) }
      }
      for (role, score) in scores { largest[role] = max(largest[role] ?? score, score) }
    }
    return largest
  }
}

/// What was computed for titles: job descriptions share them.
private final class KnownTitles: Sendable {
  typealias Scores = [(roleID: Int, score: Double)]

  /// Titles that are kept: with 1,000 roles 16 MB.
  private static let capacity = 1024
  private let known = Mutex<[ExactText: Scores]>([:])

  func scores(of title: String, _ compute: () -> Scores) -> Scores {
    let title = ExactText(title)
    if let scores = known.withLock({ $0[title] }) { return scores }
    let scores = compute()
    known.withLock { known in
      if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
      known[title] = scores
    }
    return scores
  }
}
