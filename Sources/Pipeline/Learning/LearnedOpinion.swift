import Foundation

/// What the decided runs say of a JD, as the alias veto reads it.
struct LearnedOpinion: Sendable, Equatable {
  /// By role id; the values sum to 1.
  let probabilities: [Int: Double]
  /// The roles that have decided runs: no other is vetoed.
  let learnedRoleIDs: Set<Int>

  /// The most probable role; of equal ones the smaller id.
  var leader: Int? {
    probabilities.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }?.key
  }

  /// - Parameter learnedRoleIDs: all roles of `probabilities` where nil.
  init(probabilities: [Int: Double], learnedRoleIDs: Set<Int>? = nil) {
    self.probabilities = probabilities
    self.learnedRoleIDs = learnedRoleIDs ?? Set(probabilities.keys)
  }

  /// The default arbiter's shares of all roles where scores were learned; else a softmax over the
  /// roles' centroids, as recorded runs have them.
  ///
  /// Nil where nothing was learned that could tell roles apart: fewer than two roles with JDs.
  init?(_ evidence: [CandidateEvidence], learned: LearnedScores?, judge: EvidenceArbiter) {
    if let learned {
      self.init(
        probabilities: judge.probabilities(of: evidence, learned: learned),
        learnedRoleIDs: Set(learned.scores.map(\.roleID)))
      return
    }
    let known = evidence.filter { $0.centroidCount > 0 && $0.centroidSimilarity != nil }
    guard known.count > 1 else { return nil }
    let weights = known.map { ($0.roleID, judge.centroidWeight(of: $0)) }
    let largest = weights.reduce(-.infinity) { max($0, $1.1) }
    let total = weights.reduce(0) { $0 + exp($1.1 - largest) }
    self.init(
      probabilities: Dictionary(
        uniqueKeysWithValues: weights.map { ($0, exp($1 - largest) / total) }))
  }
}
