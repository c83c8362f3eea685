import SimCore
import Testing

@testable import Pipeline

@Suite struct UpdatePlanTests {
  private static func plan(
    role: Int? = 1, vectors: [[Float]] = [[1, 0]], best: Double = 0.3,
    text: String = "A duty.", unknown: [FinalSkill] = [], collision: [Int] = []
  ) -> UpdatePlan {
    var outcome = DecisionRules.Outcome(
      decisionCase: role == nil ? .e : .a, roleID: role, score: 1, confidence: 1, reasoning: "")
    outcome.collisionRoleIDs = collision
    let proposal = RoleProposal(
      title: "Pastry Chef", answeredDomain: nil, sentences: [], skills: [], ranked: [],
      library: TestLibrary.lookup(roles: []))
    return UpdatePlan(
      outcome: outcome, proposal: role == nil ? proposal : nil, responsibilityText: text,
      unknownSkills: unknown,
      sentenceVectors: EmbeddingMatrix(dimension: 2, components: vectors.flatMap { $0 }),
      bestSimilarity: best, policy: Policy())
  }

  @Test(arguments: [(0.3964, true), (0.5499, true), (0.55, false), (0.6645, false)])
  func theThresholdOfNovelty(best: Double, isNew: Bool) {
    #expect((Self.plan(best: best).newKRA != nil) == isNew)
  }

  @Test func withoutSentencesNothingIsLearned() {
    let plan = Self.plan(vectors: [])
    #expect(plan.centroid == nil && plan.newKRA == nil)
  }

  @Test func aZeroMeanRaisesTheCountAlone() {
    let plan = Self.plan(vectors: [[1, 0], [-1, 0]])
    #expect(plan.centroid == UpdatePlan.CentroidContribution(roleID: 1, vector: nil))
  }

  @Test func withoutARoleOneIsProposed() {
    let plan = Self.plan(
      role: nil, unknown: [FinalSkill(skillName: "Baking", isPrimary: true)], collision: [1, 2])
    #expect(plan.centroid == nil && plan.newKRA == nil)
    #expect(plan.proposedRole?.slug == "pastry-chef")
    #expect(plan.collisionRoleIDs == [1, 2])
    #expect(plan.newSkills.count == 1)
  }

  @Test func previewsCountUnicodeScalars() {
    let text = String(repeating: "e\u{301}", count: 150)
    #expect(UpdatePlan.preview(of: text).unicodeScalars.count == 200)
    #expect(UpdatePlan.preview(of: "short") == "short")
  }
}
