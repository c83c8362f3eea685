import SimCore
import Testing

@testable import Pipeline

/// Signals made by hand: roles 1 to 3, one dimension each, so that skill counts are free.
@Suite struct DecisionRulesTests {
  /// Ten skills; skill s lies in dimension s, and a role has the dimensions it is given.
  private static func library(_ roleDimensions: [Int: [Int]]) -> CatalogLookup {
    TestLibrary.lookup(
      roles: [1, 2, 3].map {
        TestLibrary.role(
          $0, "role-\($0)", aliases: ["title \($0)", $0 < 3 ? "shared" : "other"],
          kras: ["Duty of \($0)."], dimensions: roleDimensions[$0] ?? [])
      },
      skills: (1...10).map { TestLibrary.skill($0, "skill \($0)", dimensions: [$0]) },
      dimensions: Array(1...10))
  }

  private static func signals(
    titles: [String], skills: Int, kraLeader: (role: Int, score: Double)? = nil,
    _ library: CatalogLookup
  ) -> SignalSet {
    SignalSet(
      titles: titles, knownSkillIDs: Array(1...max(skills, 1)).prefix(skills).map { $0 },
      kraScores: kraLeader.map { leader in
        [
          RoleScore(
            roleID: leader.role,
            orderedPairs: [.init(sentence: 0, kra: 0, similarity: leader.score)])
        ]
      } ?? [], sentences: ["A duty."], library: library)
  }

  private static func step(
    _ signals: SignalSet, _ library: CatalogLookup, policy: Policy = Policy(),
    learned: LearnedOpinion? = nil
  ) -> DecisionRules.Step {
    DecisionRules.firstStep(
      signals, policy: policy, library: library, learned: learned,
      calibratedConfidence: { _ in 0.875 })
  }

  // MARK: - A and B

  @Test func oneAliasRoleWithoutSkillsIsCaseA() throws {
    let library = Self.library([:])
    guard
      case .decided(let outcome) = Self.step(
        Self.signals(titles: ["Title 1"], skills: 0, library), library)
    else {
      Issue.record("expected a decision")
      return
    }
    #expect(outcome.decisionCase == .a)
    #expect(outcome.roleID == 1)
    #expect(outcome.confidence == 1)
    #expect(outcome.score == 1)
    #expect(
      outcome.reasoning
        == "Exact alias hit on role-1 (1.0) — no other alias at this confidence; "
        + "skill_top absent does not contradict")
  }

  /// (skills of role 1, skills of role 2, known skills, whether role 2 contradicts alias role 1).
  @Test(arguments: [
    (0, 5, 10, true),  // leads by exactly the margin
    (0, 4, 10, false),
    (1, 6, 10, true),
    (2, 7, 10, true),  // 0.7 − 0.2 is below 0.5 in binary fractions: counts decide, not floats
    (3, 7, 10, false),
    (0, 1, 2, true),
    (1, 2, 4, false),
    (0, 0, 4, false),
    (5, 5, 10, false),
    (6, 5, 10, false),
  ])
  func contradictionNeedsTheMargin(own: Int, rival: Int, known: Int, contradicts: Bool) {
    let library = Self.library([
      1: Array(1...10).prefix(own).map { $0 }, 2: Array(1...10).prefix(rival).map { $0 },
    ])
    let step = Self.step(Self.signals(titles: ["title 1"], skills: known, library), library)
    switch step {
    case .ask(let kind, let candidates):
      #expect(contradicts && kind == .contradiction && candidates == [1, 2])
    case .decided(let outcome):
      #expect(!contradicts && outcome.decisionCase == .a && outcome.roleID == 1)
    }
  }

  @Test func contradictionNeedsTheSkillFloor() {
    let library = Self.library([2: [1, 2]])
    var policy = Policy()
    policy.contradictionMargin = 0.1
    for (known, contradicts) in [(10, true), (9, true)] {
      let step = Self.step(
        Self.signals(titles: ["title 1"], skills: known, library), library, policy: policy)
      if case .ask = step { #expect(contradicts) } else { #expect(!contradicts) }
    }
    policy.skillFloor = 0.25
    let step = Self.step(
      Self.signals(titles: ["title 1"], skills: 10, library), library, policy: policy)
    #expect({ if case .decided = step { true } else { false } }())
  }

  /// (veto, learned probabilities of roles 1 to 3 that have any, the rival that is asked about).
  @Test(
    arguments: [
      (0.2, [1: 0.2, 3: 0.8], nil),  // at the threshold is not under it
      (0.2, [1: 0.1999, 3: 0.8001], 3),
      (0.2, [1: 0.1, 2: 0.45, 3: 0.45], 2),
      (0.9, [1: 0.6, 3: 0.4], nil),  // under the veto, but nobody else is ahead
      (0.9, [2: 0.6, 3: 0.4], nil),  // the alias role has no decided runs
      (nil, [1: 0.0, 3: 1.0], nil),
      (0.2, nil, nil),
    ] as [(Double?, [Int: Double]?, Int?)])
  func whatWasLearnedCanVetoTheAlias(
    veto: Double?, probabilities: [Int: Double]?, rival: Int?
  ) {
    let library = Self.library([:])
    var policy = Policy()
    policy.aliasVeto = veto ?? 0
    let step = Self.step(
      Self.signals(titles: ["title 1"], skills: 0, library), library, policy: policy,
      learned: probabilities.map { LearnedOpinion(probabilities: $0) })
    if let rival {
      #expect(step == .ask(.contradiction, candidates: [1, rival]))
    } else if case .decided(let outcome) = step {
      #expect(outcome.decisionCase == .a && outcome.roleID == 1)
    } else {
      Issue.record("expected case A, found \(step)")
    }
  }

  @Test func skillLeaderIsNamedWithTwoDecimals() {
    let library = Self.library([1: [1], 2: [1, 2]])
    guard
      case .decided(let outcome) = Self.step(
        Self.signals(titles: ["title 1"], skills: 3, library), library)
    else {
      Issue.record("expected a decision")
      return
    }
    #expect(outcome.reasoning.hasSuffix("skill_top role-2 0.67 does not contradict"))
  }

  // MARK: - C, D, DOMAIN

  @Test func sharedAliasIsACollisionBeforeAnythingElse() {
    let library = Self.library([3: [1, 2, 3]])
    let step = Self.step(
      Self.signals(titles: ["shared"], skills: 3, kraLeader: (3, 0.9), library), library)
    #expect(step == .ask(.collision, candidates: [1, 2]))
  }

  /// (KRA leader, its score, skills of role 2, known skills, decided by C).
  @Test(arguments: [
    (2, 0.6, 2, 10, true),  // both floors met exactly
    (2, 0.5999, 2, 10, false),
    (2, 0.6, 1, 10, false),
    (1, 0.9, 5, 10, false),
    (2, 0.9, 0, 10, false),
  ])
  func caseCNeedsBothLeadersAndFloors(
    leader: Int, score: Double, matched: Int, known: Int, decided: Bool
  ) {
    let library = Self.library([2: Array(1...10).prefix(matched).map { $0 }])
    let step = Self.step(
      Self.signals(titles: ["nobody's"], skills: known, kraLeader: (leader, score), library),
      library)
    switch step {
    case .decided(let outcome):
      #expect(decided && outcome.decisionCase == .c && outcome.roleID == 2)
      #expect(outcome.score == Double(matched) / Double(known))
      #expect(outcome.confidence == 0.875)
    case .ask(let kind, let candidates):
      #expect(!decided && kind == .domain && candidates == [1, 2, 3])
    }
  }

  // MARK: - Conclusions

  private static func conclude(
    _ kind: ArbiterQuestion.Kind, _ candidates: [Int], _ answer: ArbiterAnswer,
    fromLanguageModel: Bool = false
  ) -> DecisionRules.Outcome {
    DecisionRules.conclude(
      kind, candidates: candidates, answer: answer, fromLanguageModel: fromLanguageModel,
      policy: Policy(), library: library([:]))
  }

  @Test(arguments: [(0.5, true), (0.72, true), (0.4999, false)])
  func arbiterFloorReplacesWeakAnswersByE(confidence: Double, isTaken: Bool) {
    let outcome = Self.conclude(
      .collision, [1, 2],
      ArbiterAnswer(slug: "role-2", confidence: confidence, reasoning: "why"),
      fromLanguageModel: true)
    #expect(outcome.decisionCase == (isTaken ? .d : .e))
    #expect(outcome.roleID == (isTaken ? 2 : nil))
    #expect(outcome.languageModelFired)
    #expect(outcome.languageModelReasoning == "why")
    #expect(outcome.collisionRoleIDs == [1, 2])
    if isTaken {
      #expect(outcome.reasoning == "LLM2 picked role-2 (confidence \(confidence))")
      #expect(outcome.score == 1)
      #expect(outcome.confidence == confidence)
    }
  }

  @Test func anAnswerOutsideTheCandidatesIsNone() {
    for slug in ["role-3", "no-such-role", nil] {
      let outcome = Self.conclude(
        .collision, [1, 2], ArbiterAnswer(slug: slug, confidence: 0.9, reasoning: "because"))
      #expect(outcome.decisionCase == .e)
      #expect(outcome.roleID == nil)
    }
  }

  @Test func domainNamesTheDomainAndNoLanguageModel() {
    let outcome = Self.conclude(
      .domain, [1, 2, 3],
      ArbiterAnswer(
        slug: "role-3", domain: "Software", confidence: 0.86, reasoning: "it fits",
        matchedSkills: ["s"], matchedDimensions: ["d"], matchedKRAs: ["k"]),
      fromLanguageModel: true)
    #expect(outcome.decisionCase == .domain)
    #expect(outcome.reasoning == "Domain=Software; it fits")
    #expect(outcome.score == 0.86)
    #expect(outcome.confidence == 0.86)
    #expect(!outcome.languageModelFired)
    #expect(outcome.languageModelReasoning == nil)
    #expect(outcome.matchedSkills == ["s"])
    #expect(outcome.matchedDimensions == ["d"])
    #expect(outcome.matchedKRAs == ["k"])
  }

  @Test func contradictionAnsweredByEvidenceKeepsItsOwnReason() {
    let outcome = Self.conclude(
      .contradiction, [1, 3], ArbiterAnswer(slug: "role-3", confidence: 0.8, reasoning: "seen"))
    #expect(outcome.decisionCase == .b)
    #expect(outcome.reasoning == "seen")
    #expect(!outcome.languageModelFired)
  }

  @Test func caseEProposesTheTitleAsARole() {
    let library = Self.library([:])
    let outcome = Self.conclude(
      .domain, [1], ArbiterAnswer(slug: nil, confidence: 0.2, reasoning: "nothing fits"))
    let decision = Decision(outcome, title: "Pastry Chef", library: library)
    #expect(decision.chosenRole == nil)
    #expect(decision.isNewRole && decision.queued)
    #expect(decision.newRoleDisplayName == "Pastry Chef")
    #expect(decision.newRoleSlug == "pastry-chef")
    #expect(NewRoleName(title: nil).slug == "untitled-role")
    #expect(NewRoleName(title: "!!!").displayName == "Untitled role")
  }
}
