/// A part of the AI index, for showing it.
public enum AIIndexPart: String, CaseIterable, Sendable {
  /// The JD's title names a field of AI.
  case titleMatch = "title_match"
  /// The JD has a word of the AI vocabulary.
  case hasAISkill = "has_ai_skill"
  /// A primary skill is one of AI.
  case primaryAISkill = "ai_skill_primary"
  /// Another skill is one of AI.
  case secondaryAISkill = "ai_skill_secondary"
  /// The text speaks of an AI team that the person is part of.
  case onAITeam = "on_ai_team"
  /// A duty makes models, agents or AI features.
  case buildsAIProducts = "builds_ai_products"

  /// For people.
  public var label: String {
    switch self {
    case .titleMatch: "title match"
    case .hasAISkill: "has AI skill"
    case .primaryAISkill: "AI skill (primary)"
    case .secondaryAISkill: "AI skill (secondary)"
    case .onAITeam: "on AI team"
    case .buildsAIProducts: "builds AI products"
    }
  }

  /// What it adds to the index. The weights are ours and add up to 5.
  public var weight: Double {
    switch self {
    case .titleMatch: 1.25
    case .hasAISkill: 0.5
    case .primaryAISkill: 1
    case .secondaryAISkill: 0.25
    case .onAITeam: 0.75
    case .buildsAIProducts: 1.25
    }
  }
}

extension ClientOutput.AIIndex.Parts {
  /// Whether a part holds.
  public subscript(part: AIIndexPart) -> Bool {
    switch part {
    case .titleMatch: titleMatch
    case .hasAISkill: hasAISkill
    case .primaryAISkill: primaryAISkill
    case .secondaryAISkill: secondaryAISkill
    case .onAITeam: onAITeam
    case .buildsAIProducts: buildsAIProducts
    }
  }

  /// The parts that hold, in order.
  public var held: [AIIndexPart] { AIIndexPart.allCases.filter { self[$0] } }
}
