/// A part of the AI index, for showing it.
public enum AIIndexPart: String, CaseIterable, Sendable {
  case titleMatch = "title_match"
  case hasAISkill = "has_ai_skill"
  case primaryAISkill = "ai_skill_primary"
  case secondaryAISkill = "ai_skill_secondary"
  case onAITeam = "on_ai_team"
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
