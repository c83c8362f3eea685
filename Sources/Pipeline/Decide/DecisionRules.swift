import SimCore

/// The decision: pure functions from signals, policy and at most one arbiter's answer.
///
/// The rows are tried in the order D, A, B, C, DOMAIN, the first that fits; E replaces an arbiter's
/// "none" or a confidence under its floor.
enum DecisionRules {
  /// What the signals alone give: an outcome, or a question to the arbiter.
  enum Step: Sendable, Equatable {
    case decided(Outcome)
    /// The candidates' role ids, ascending.
    case ask(ArbiterQuestion.Kind, candidates: [Int])
  }

  /// A decision before it is written as a payload.
  struct Outcome: Sendable, Equatable {
    var decisionCase: DecisionCase
    /// Nil in case E.
    var roleID: Int?
    /// `chosen_role.score`.
    var score: Double
    var confidence: Double
    var reasoning: String
    var collisionRoleIDs: [Int] = []
    var languageModelFired = false
    var languageModelReasoning: String?
    var matchedSkills: [String] = []
    var matchedDimensions: [String] = []
    var matchedKRAs: [String] = []
  }

  /// Tries the rows on the signals.
  ///
  /// - Parameters:
  ///   - learned: what the decided runs say; nil where nothing was learned.
  ///   - calibratedConfidence: the measured probability that the given role is right, for case C.
  static func firstStep(
    _ signals: SignalSet, policy: Policy, library: CatalogLookup, learned: LearnedOpinion? = nil,
    calibratedConfidence: (Int) -> Double
  ) -> Step {
    if signals.aliasRoles.count > 1 {
      return .ask(.collision, candidates: signals.aliasRoles)
    }
    if let role = signals.aliasRoles.first {
      if let rival = contradiction(of: role, signals, policy)
        ?? veto(of: role, learned, signals, policy)
      {
        return .ask(.contradiction, candidates: [role, rival].sorted())
      }
      return .decided(
        Outcome(
          decisionCase: .a, roleID: role, score: SignalSet.aliasScore,
          confidence: SignalSet.aliasScore,
          reasoning: aliasReasoning(role, signals, library)))
    }
    if let skill = signals.skillLeader, let kra = signals.kraLeader, skill.roleID == kra.roleID,
      !signals.excludedRoles.contains(skill.roleID),
      skill.score >= policy.skillFloor, kra.score >= policy.kraFloor
    {
      let slug = library.role(skill.roleID)?.slug ?? ""
      return .decided(
        Outcome(
          decisionCase: .c, roleID: skill.roleID, score: skill.score.fourDecimals,
          confidence: calibratedConfidence(skill.roleID),
          reasoning: "No alias hit; skill_top \(slug) \(twoDecimals(skill.score)) is kra_top "
            + "\(slug) \(twoDecimals(kra.score))"))
    }
    return .ask(
      .domain,
      candidates: library.catalog.roles.map(\.id).filter { !signals.excludedRoles.contains($0) })
  }

  /// The skill leader, where it contradicts the alias role: another role that reaches the skill
  /// floor and leads by the contradiction margin.
  private static func contradiction(
    of role: Int, _ signals: SignalSet, _ policy: Policy
  ) -> Int? {
    guard let leader = signals.skillLeader, leader.roleID != role,
      !signals.excludedRoles.contains(leader.roleID),
      leader.score >= policy.skillFloor,
      leader.lead(over: signals.skillScore(ofRole: role)) >= policy.contradictionMargin
    else { return nil }
    return leader.roleID
  }

  /// The role that decided runs point to, where they put the alias role under the policy's veto. A
  /// role without decided runs is never vetoed.
  private static func veto(
    of role: Int, _ learned: LearnedOpinion?, _ signals: SignalSet, _ policy: Policy
  ) -> Int? {
    guard let learned, learned.learnedRoleIDs.contains(role),
      let probability = learned.probabilities[role], probability < policy.aliasVeto,
      let leader = learned.leader, leader != role, !signals.excludedRoles.contains(leader)
    else { return nil }
    return leader
  }

  private static func aliasReasoning(
    _ role: Int, _ signals: SignalSet, _ library: CatalogLookup
  ) -> String {
    let slug = library.role(role)?.slug ?? ""
    let leader = signals.skillLeader.flatMap { leader in
      library.role(leader.roleID).map { "\($0.slug) \(twoDecimals(leader.score))" }
    }
    return "Exact alias hit on \(slug) (\(SignalSet.aliasScore)) — no other alias at this "
      + "confidence; skill_top \(leader ?? "absent") does not contradict"
  }

  /// The outcome once the arbiter has answered.
  ///
  /// An answer that names no candidate of the question counts as "none".
  static func conclude(
    _ kind: ArbiterQuestion.Kind, candidates: [Int], answer: ArbiterAnswer,
    fromLanguageModel: Bool, policy: Policy, library: CatalogLookup
  ) -> Outcome {
    let collision = kind == .collision ? candidates : []
    let chosen = answer.slug.flatMap(library.role(slug:)).flatMap {
      candidates.contains($0.id) ? $0 : nil
    }
    guard let chosen, answer.confidence >= policy.arbiterFloor else {
      return Outcome(
        decisionCase: .e, roleID: nil, score: 0, confidence: answer.confidence,
        reasoning: answer.reasoning, collisionRoleIDs: collision,
        languageModelFired: fromLanguageModel,
        languageModelReasoning: fromLanguageModel ? answer.reasoning : nil)
    }
    var outcome = Outcome(
      decisionCase: .domain, roleID: chosen.id, score: SignalSet.aliasScore,
      confidence: answer.confidence, reasoning: "", collisionRoleIDs: collision)
    switch kind {
    case .domain:
      outcome.score = answer.confidence
      outcome.reasoning = "Domain=\(answer.domain ?? chosen.domain); \(answer.reasoning)"
      outcome.matchedSkills = answer.matchedSkills
      outcome.matchedDimensions = answer.matchedDimensions
      outcome.matchedKRAs = answer.matchedKRAs
    case .collision, .contradiction:
      outcome.decisionCase = kind == .collision ? .d : .b
      if fromLanguageModel {
        outcome.reasoning = "LLM2 picked \(chosen.slug) (confidence \(answer.confidence))"
        outcome.languageModelFired = true
        outcome.languageModelReasoning = answer.reasoning
      } else {
        outcome.reasoning = answer.reasoning
      }
    }
    return outcome
  }

  /// `%.2f` of a score, as reasonings print it.
  static func twoDecimals(_ value: Double) -> String { value.decimals(2) }
}
