import Foundation

/// What the decided runs say of a JD: the probability of each role that has any.
struct LearnedOpinion: Sendable, Equatable {
  /// By role id; the values sum to 1.
  let probabilities: [Int: Double]

  /// The most probable role; of equal ones the smaller id.
  var leader: Int? {
    probabilities.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }?.key
  }

  init(probabilities: [Int: Double]) { self.probabilities = probabilities }

  /// A softmax over the roles' centroids, with the default arbiter's weight of a centroid.
  ///
  /// Nil where nothing was learned that could tell roles apart: fewer than two roles with JDs.
  init?(_ evidence: [CandidateEvidence], judge: EvidenceArbiter) {
    let learned = evidence.filter { $0.centroidCount > 0 && $0.centroidSimilarity != nil }
    guard learned.count > 1 else { return nil }
    let weights = learned.map { ($0.roleID, judge.centroidWeight(of: $0)) }
    let largest = weights.reduce(-.infinity) { max($0, $1.1) }
    let total = weights.reduce(0) { $0 + exp($1.1 - largest) }
    probabilities = Dictionary(
      uniqueKeysWithValues: weights.map { ($0, exp($1 - largest) / total) })
  }
}
