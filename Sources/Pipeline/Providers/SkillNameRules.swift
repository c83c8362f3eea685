import SimCore

/// Guesses what kind of thing a skill is from its name alone.
enum SkillNameRules {
  private struct Rule {
    let endings: Set<String>
    let category: String
    let nature: String
    let volatility: String
    let lifespan: String
  }

  private static let rules = [
    Rule(
      endings: ["framework", "library", "sdk", "toolkit"], category: "Frameworks and Libraries",
      nature: "FRAMEWORK", volatility: "MEDIUM", lifespan: "MULTI_YEAR"),
    Rule(
      endings: ["database", "db", "sql"], category: "Databases", nature: "DATABASE",
      volatility: "MEDIUM", lifespan: "MULTI_YEAR"),
    Rule(
      endings: ["cloud", "platform", "suite", "server"], category: "Platforms",
      nature: "PLATFORM", volatility: "MEDIUM", lifespan: "MULTI_YEAR"),
    Rule(
      endings: ["protocol", "api", "standard"], category: "Protocols and Standards",
      nature: "PROTOCOL", volatility: "STABLE", lifespan: "EVERGREEN"),
    Rule(
      endings: ["architecture", "pattern", "patterns", "design"], category: "Architecture",
      nature: "PATTERN", volatility: "STABLE", lifespan: "EVERGREEN"),
    Rule(
      endings: [
        "management", "testing", "development", "engineering", "analysis", "planning", "review",
        "reviews", "administration", "practice", "practices", "methodology",
      ], category: "Practices", nature: "PRACTICE", volatility: "STABLE", lifespan: "EVERGREEN"),
    Rule(
      endings: [
        "communication", "leadership", "teamwork", "collaboration", "mentoring", "skills",
      ], category: "Soft Skills", nature: "SOFT_SKILL", volatility: "STABLE",
      lifespan: "EVERGREEN"),
  ]

  static func profile(of name: String) -> SkillProfile {
    let last = TextKey(name).text.split(separator: " ").last.map(String.init) ?? ""
    guard let rule = rules.first(where: { $0.endings.contains(last) }) else {
      return SkillProfile(
        category: "Tools and Technologies", subCategory: "general", skillNature: "TOOL",
        volatility: "MEDIUM", typicalLifespan: "MULTI_YEAR", versionStrategy: "UNVERSIONED")
    }
    return SkillProfile(
      category: rule.category, subCategory: "general", skillNature: rule.nature,
      volatility: rule.volatility, typicalLifespan: rule.lifespan, versionStrategy: "UNVERSIONED")
  }
}
