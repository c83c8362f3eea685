/// What a role's KRAs have in common with the sentences of a JD.
public struct RoleScore: Sendable, Equatable {
  /// A sentence and the KRA of the role that is nearest to it.
  public struct Pair: Sendable, Equatable {
    /// Row of the sentence among those given.
    public let sentence: Int
    /// Position of the KRA among the role's, in catalog order.
    public let kra: Int
    /// Their similarity, as `Similarity.cosine` defines it.
    public let similarity: Double

    package init(sentence: Int, kra: Int, similarity: Double) {
      self.sentence = sentence
      self.kra = kra
      self.similarity = similarity
    }
  }

  /// The role's id in the index.
  public let roleID: Int
  /// The f64 mean of the pairs' similarities, added largest first.
  public let score: Double
  /// The most similar pairs, one a sentence, largest first; equal ones in text order.
  public let pairs: [Pair]

  /// Takes one pair a sentence, largest first, equal ones in text order.
  package init(roleID: Int, orderedPairs: [Pair]) {
    self.roleID = roleID
    pairs = orderedPairs
    score = orderedPairs.reduce(0) { $0 + $1.similarity } / Double(orderedPairs.count)
  }

  /// The best of some scores, best first, equal ones by role id: of the scores of all roles, what
  /// `RoleScorer.shortlist(for:workers:)` gives. O(n log n).
  ///
  /// - Precondition: `limit` is not negative.
  public static func best(_ scores: [RoleScore], limit: Int) -> [RoleScore] {
    Array(scores.sorted(by: precedes).prefix(limit))
  }

  /// The order of the shortlist: higher scores first, equal ones by role id.
  static func precedes(_ left: RoleScore, _ right: RoleScore) -> Bool {
    left.score != right.score ? left.score > right.score : left.roleID < right.roleID
  }
}
