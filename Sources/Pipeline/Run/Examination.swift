import SimCore

/// What the stages up to the decision make of a text. A value: nothing of it is stored.
package struct Examination: Sendable {
  package let reading: JDReading
  /// Nil of a text that is no JD.
  package let facts: Facts?
}

/// What the stages found in a JD, before the decision.
package struct Facts: Sendable {
  var reading: JDReading
  var skills: [ExtractedSkill]
  /// Texts that a reviewer said are no skills, as the reader found them; not among `skills`.
  var refusedSkills: [ExtractedSkill]
  /// What a reviewer should know of how the text was read.
  var flags: [String]
  var matches: [SkillMatch?]
  var signals: SignalSet
  var sentenceVectors: EmbeddingMatrix
  /// Evidence of every role, ascending by role id.
  package var evidence: [CandidateEvidence]
  /// What the learner sees of the JD.
  package var features: JDFeatures
  /// The words of `features` by their identifiers.
  var words: [UInt64: String]
  /// What the decided runs say; nil where nothing was learned.
  var learned: LearnedScores?
  /// The default arbiter, which also ranks candidates and calibrates confidences.
  var judge: EvidenceArbiter

  var finalSkills: [FinalSkill] {
    skills.map { FinalSkill(skillName: $0.name, isPrimary: $0.isPrimary) }
  }

  /// The JD's title; nil where it states none.
  package var title: String? { reading.parsed.role }
  /// Skills of the JD that the library knows.
  package var knownSkillCount: Int { Set(matches.compactMap { $0?.skillID }).count }

  /// The roles with their evidence, the most probable first.
  var rankedEvidence: [CandidateEvidence] {
    let weights = evidence.map { judge.weight(of: $0, learned: learned) }
    return evidence.indices.sorted { left, right in
      weights[left] != weights[right]
        ? weights[left] > weights[right] : evidence[left].roleID < evidence[right].roleID
    }.map { evidence[$0] }
  }

  /// The calibrated probability of a role among all of the library.
  func confidence(ofRole id: Int) -> Double {
    judge.confidence(ofRole: id, in: question(.domain, candidates: evidence.map(\.roleID)))
  }

  /// The calibrated probabilities of all roles, by role id.
  var confidences: [Int: Double] {
    judge.confidences(in: question(.domain, candidates: evidence.map(\.roleID)))
  }

  /// The role that a JD suggests which no role fits.
  func proposal(answeredDomain: String?, _ library: CatalogLookup) -> RoleProposal {
    RoleProposal(
      title: reading.parsed.role, answeredDomain: answeredDomain, sentences: signals.sentences,
      skills: zip(finalSkills, matches).map { ($0, $1?.skillID) }, ranked: rankedEvidence,
      library: library)
  }

  /// What an arbiter is asked.
  func question(_ kind: ArbiterQuestion.Kind, candidates: [Int]) -> ArbiterQuestion {
    let wanted = Set(candidates)
    return ArbiterQuestion(
      kind: kind,
      candidates: wanted.count == evidence.count
        ? evidence : evidence.filter { wanted.contains($0.roleID) },
      title: reading.parsed.role, responsibilityText: reading.parsed.responsibilityText,
      skills: finalSkills.map(\.skillName), knownSkillCount: knownSkillCount,
      learned: learned)
  }

  /// The same facts where nothing was learned.
  package func withoutLearning() -> Facts {
    var facts = with(nil, nil)
    for index in facts.evidence.indices {
      facts.evidence[index].centroidSimilarity = nil
      facts.evidence[index].centroidCount = 0
    }
    return facts
  }

  /// The same facts, with what was learned; nil where nothing was.
  package func with(_ roles: LearnedRoles?) -> Facts {
    with(roles?.scores(of: features), roles)
  }

  /// The same facts under other weights of the evidence.
  ///
  /// - Parameter ignoringAliasHits: whether cases A, B and D are left out, and what a hit says
  ///   beside.
  package func judged(by weights: EvidenceArbiter.Weights, ignoringAliasHits: Bool) -> Facts {
    var facts = self
    facts.judge = EvidenceArbiter(weights: weights)
    for candidate in evidence {
      facts.features.weights[candidate.roleID] = facts.judge.weight(of: candidate)
    }
    if ignoringAliasHits {
      facts.signals.aliasRoles = []
      for index in facts.evidence.indices { facts.evidence[index].isAliasRole = false }
    }
    return facts
  }

  /// The same facts, with what decided runs say in the place of what was known of it.
  ///
  /// - Parameter roles: where to find the words that speak for a role; nil names none.
  func with(_ learned: LearnedScores?, _ roles: LearnedRoles?) -> Facts {
    var facts = self
    facts.learned = learned
    let scores = Dictionary(
      (learned?.scores ?? []).map { ($0.roleID, $0.score) }, uniquingKeysWith: { $1 })
    for index in facts.evidence.indices {
      facts.evidence[index].learnedScore = scores[facts.evidence[index].roleID]
      facts.evidence[index].learnedWords = []
    }
    guard let roles else { return facts }
    let shown = Set(facts.rankedEvidence.prefix(Self.shownCandidates).map(\.roleID))
    for index in facts.evidence.indices where shown.contains(facts.evidence[index].roleID) {
      facts.evidence[index].learnedWords = roles.words(
        for: facts.evidence[index].roleID, in: features, names: words, limit: Self.shownWords)
    }
    return facts
  }

  /// Candidates that a run record keeps, and words of decided runs that it names for each.
  static let shownCandidates = 10
  private static let shownWords = 5
}
