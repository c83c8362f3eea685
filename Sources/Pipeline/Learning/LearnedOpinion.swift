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

  /// The default arbiter's shares of all roles; nil where nothing was learned.
  init?(_ evidence: [CandidateEvidence], learned: LearnedScores?, judge: EvidenceArbiter) {
    guard let learned else { return nil }
    self.init(
      probabilities: judge.probabilities(of: evidence, learned: learned),
      learnedRoleIDs: Set(learned.scores.map(\.roleID)))
  }
}
