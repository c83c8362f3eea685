import SimCore

@testable import Pipeline

/// Questions to enrichers, built in a line.
enum EnrichmentQuestions {
  static func skill(
    _ name: String, primary: Bool = true, known: Bool = true, dimensions: [Int] = [],
    kind: AIKind? = nil
  ) -> EnrichmentQuestion.Skill {
    EnrichmentQuestion.Skill(
      name: name, isPrimary: primary, isInLibrary: known, isInText: true, names: [name],
      dimensionIDs: dimensions, aiKind: kind ?? AIVocabularyTable.kind(ofSkill: name))
  }

  static let baseline = RoleBaseline(
    natureOfWork: .init(label: "Typical work", summary: "Does what such people do."),
    techStackMaturity: .init(label: "Modern", why: "Such people use current tools."), aiIndex: 1.8)

  static func role(baseline: RoleBaseline? = EnrichmentQuestions.baseline) -> Role {
    var role = TestLibrary.role(
      1, "backend-engineer", kras: ["Builds services.", "Keeps them running."], dimensions: [2, 1])
    role.baseline = baseline
    return role
  }

  /// A question of a text that is nothing but duties.
  static func question(
    _ sentences: [String] = [], title: String? = "Engineer",
    skills: [EnrichmentQuestion.Skill] = [], role: Role? = role(),
    dimensions: [EnrichmentQuestion.Dimension] = [], policy: Policy = Policy(),
    preface: String = ""
  ) -> EnrichmentQuestion {
    let duties = sentences.joined(separator: "\n")
    return EnrichmentQuestion(
      title: title, text: JDText([title ?? "", preface, duties].joined(separator: "\n")),
      responsibilityText: duties, sentences: sentences, skills: skills, role: role,
      dimensions: dimensions, policy: policy)
  }

  /// A policy under which no JD is sparse.
  static let neverSparse: Policy = {
    var policy = Policy()
    policy.sparseSkills = 0
    return policy
  }()
}
