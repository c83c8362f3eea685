import Testing

@testable import Pipeline

@Suite struct EvidenceArbiterTests {
  private static func candidate(
    _ id: Int, domain: String = "Software", kra: Double? = nil, skills: Int = 0,
    title: Double? = nil, centroid: (similarity: Double, count: Int)? = nil
  ) -> CandidateEvidence {
    let names = (0..<skills).map { "skill \($0)" }
    return CandidateEvidence(
      roleID: id, slug: "role-\(id)", displayName: "Role \(id)", domain: domain,
      isAliasRole: false, kraScore: kra, kraCoverage: kra, nameSimilarity: kra,
      wordSimilarity: (kra ?? 0) / 10, skillScore: Double(skills) / 10,
      skillWeight: Double(skills) / 4, titleSimilarity: title, generality: 0.3,
      centroidSimilarity: centroid?.similarity, centroidCount: centroid?.count ?? 0,
      learnedScore: nil, learnedWords: [], nearestKRAs: ["A duty."], matchedSkills: names,
      matchedDimensions: ["A dimension"])
  }

  private static func judge(
    _ kind: ArbiterQuestion.Kind, _ candidates: [CandidateEvidence], title: String? = "A title",
    knownSkills: Int = 5
  ) -> ArbiterAnswer {
    EvidenceArbiter().judge(
      ArbiterQuestion(
        kind: kind, candidates: candidates, title: title, responsibilityText: "", skills: [],
        knownSkillCount: knownSkills))
  }

  @Test func moreEvidenceWins() {
    for better in [
      Self.candidate(2, kra: 0.7, skills: 2, title: 0.5),
      Self.candidate(2, kra: 0.5, skills: 6, title: 0.5),
      Self.candidate(2, kra: 0.5, skills: 2, title: 0.9),
      Self.candidate(2, kra: 0.5, skills: 2, title: 0.5, centroid: (0.9, 20)),
    ] {
      let answer = Self.judge(
        .collision, [Self.candidate(1, kra: 0.5, skills: 2, title: 0.5), better])
      #expect(answer.slug == "role-2")
      #expect(answer.confidence > 0.5)
    }
  }

  @Test func aNameThatSaysLittleLosesToOneThatSaysMuch() {
    var general = Self.candidate(1, kra: 0.5, title: 0.5)
    general.generality = 0.45
    let answer = Self.judge(.collision, [general, Self.candidate(2, kra: 0.5, title: 0.5)])
    #expect(answer.slug == "role-2")
  }

  /// (the title's similarity with the nearest role, whether that role is chosen).
  @Test(arguments: [(1.0, true), (0.5, false)])
  func aTitleAloneDecides(similarity: Double, isChosen: Bool) {
    let others = (2...100).map { Self.candidate($0, title: 0.45) }
    let answer = Self.judge(
      .domain, [Self.candidate(1, title: similarity)] + others, knownSkills: 0)
    #expect(answer.slug == (isChosen ? "role-1" : nil))
  }

  @Test func tiesGoToTheLowerID() {
    let answer = Self.judge(.collision, [3, 1, 2].map { Self.candidate($0, kra: 0.5) })
    #expect(answer.slug == "role-1")
    // Its share against the next best, not against all three.
    #expect(answer.confidence == 0.5)
  }

  @Test func farFromEverythingIsNone() {
    let answer = Self.judge(
      .domain, [Self.candidate(1, kra: 0.15, title: 0.1), Self.candidate(2, kra: 0.1, title: 0.1)],
      knownSkills: 0)
    #expect(answer.slug == nil)
    #expect(answer.confidence < 0.5)
    #expect(answer.reasoning.contains("role-1"))
  }

  @Test("A JD of a role's own KRAs fits, however few roles there are", arguments: [0, 1, 2, 9])
  func ownKRAsFit(others: Int) {
    var own = Self.candidate(1, kra: 0.95, skills: 4)
    own.nameSimilarity = 0.5
    own.wordSimilarity = 0.3
    let neighbors = (0..<others).map { number in
      var other = Self.candidate(number + 2, kra: 0.45, skills: 1)
      other.nameSimilarity = 0.3
      return other
    }
    #expect(Self.judge(.domain, [own] + neighbors).slug == "role-1")
  }

  @Test func aTitleThatACandidateHasSpeaksAgainstNone() {
    var candidates = (1...3).map { Self.candidate($0, kra: 0.5, title: 0.5) }
    func confidence() -> Double {
      EvidenceArbiter().confidence(
        ofRole: 1,
        in: ArbiterQuestion(
          kind: .domain, candidates: candidates, title: "A title", responsibilityText: "",
          skills: [], knownSkillCount: 1))
    }
    let unnamed = confidence()
    candidates[0].isAliasRole = true
    #expect(confidence() > unnamed)
  }

  @Test func theDomainIsThatOfTheBestRole() {
    let answer = Self.judge(
      .domain,
      [
        Self.candidate(1, domain: "Data", kra: 0.70, skills: 3, title: 0.8),
        Self.candidate(2, domain: "Mobile", kra: 0.69, skills: 3, title: 0.8),
        Self.candidate(3, domain: "Mobile", kra: 0.68, skills: 3, title: 0.8),
      ])
    #expect(answer.slug == "role-1")
    #expect(answer.domain == "Data")
    #expect(answer.matchedKRAs == ["A duty."])
  }

  @Test func anEmptyLibraryHasNoRole() {
    #expect(Self.judge(.domain, []).slug == nil)
  }

  @Test func confidencesOfAllRolesAndNoneSumToOne() {
    let candidates = (1...6).map {
      Self.candidate($0, kra: Double($0) / 10, skills: $0, title: 0.4)
    }
    let question = ArbiterQuestion(
      kind: .domain, candidates: candidates, title: "A title", responsibilityText: "",
      skills: [], knownSkillCount: 6)
    let arbiter = EvidenceArbiter()
    let sum = candidates.reduce(0) { $0 + arbiter.confidence(ofRole: $1.roleID, in: question) }
    #expect(sum > 0 && sum <= 1.0005)
    #expect(arbiter.confidence(ofRole: 99, in: question) == 0)
  }
}
