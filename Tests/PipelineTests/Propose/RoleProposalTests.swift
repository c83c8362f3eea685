import Testing

@testable import Pipeline

@Suite struct RoleProposalTests {
  @Test(arguments: [
    ("You will design, build and maintain REST APIs", "Designs, builds and maintains REST APIs."),
    ("Responsible for training new bakers on scoring.", "Trains new bakers on scoring."),
    ("The candidate will carry out audits;", "Carries out audits."),
    ("Coach & mentor juniors", "Coaches & mentors juniors."),
    ("Designs databases.", "Designs databases."),
    ("You’ll be responsible for planning budgets", "Plans budgets."),
    ("Fix bugs and test plans", "Fixes bugs and test plans."),
    ("Sourdough every morning", "Sourdough every morning."),
    ("Are you ready?", "Are you ready?"),
    ("", ""),
  ])
  func dutiesTakeTheFormOfTheLibrary(sentence: String, draft: String) {
    #expect(KRADraft.text(of: sentence) == draft)
  }

  @Test func draftsAreDutiesEachOnceUpToALimit() {
    let sentences = [
      "We love bread.", "Bake bread.", "Bakes bread.", "Clean ovens.", "Order flour.",
    ]
    #expect(KRADraft.drafts(of: sentences, limit: 2) == ["Bakes bread.", "Cleans ovens."])
    // Without a duty among them, sentences are taken as they are.
    #expect(KRADraft.drafts(of: ["We love bread."], limit: 2) == ["We love bread."])
  }

  @Test func aProposalNamesWhatTheLibraryKnows() {
    let library = TestLibrary.lookup(
      roles: [
        TestLibrary.role(1, "baker", domain: "Kitchen"),
        TestLibrary.role(2, "cook", domain: "Service"),
      ],
      skills: [
        TestLibrary.skill(1, "Kneading", dimensions: [7, 8]),
        TestLibrary.skill(2, "Baking", dimensions: [8]),
      ],
      dimensions: [7, 8])
    let skills: [(skill: FinalSkill, skillID: Int?)] = [
      (FinalSkill(skillName: "kneading", isPrimary: true), 1),
      (FinalSkill(skillName: "Juggling", isPrimary: false), nil),
      (FinalSkill(skillName: "baking", isPrimary: false), 2),
    ]
    let ranked = [
      CandidateEvidence(
        roleID: 2, slug: "cook", displayName: "Cook", domain: "Service", isAliasRole: false,
        kraScore: 0.41239, kraCoverage: nil, nameSimilarity: nil, wordSimilarity: 0,
        skillScore: 0.5, skillWeight: 0, titleSimilarity: nil, generality: 0,
        centroidSimilarity: nil, centroidCount: 0, learnedScore: nil, learnedWords: [],
        nearestKRAs: [], matchedSkills: [], matchedDimensions: [])
    ]
    func proposal(_ domain: String?) -> RoleProposal {
      RoleProposal(
        title: "Sourdough Lead", answeredDomain: domain, sentences: ["Bake bread."],
        skills: skills, ranked: ranked, library: library)
    }
    let result = proposal(nil)
    #expect(result.slug == "sourdough-lead" && result.displayName == "Sourdough Lead")
    #expect(result.domain == "Service")
    #expect(proposal("Kitchen").domain == "Kitchen")
    #expect(proposal("A domain that nobody has").domain == "Service")
    #expect(result.dimensions.map(\.id) == [8, 7])
    #expect(result.dimensions.first?.skills == ["Kneading", "Baking"])
    #expect(result.skills.map(\.skillID) == [1, nil, 2])
    #expect(result.nearestRoles.map(\.kraScore) == [0.4124])
    #expect(result.kras == ["Bakes bread."])
  }
}
