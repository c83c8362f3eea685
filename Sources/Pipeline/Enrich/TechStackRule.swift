/// Tells how modern a stack is by the eras of the technologies that the JD names.
///
/// Each skill with a known era weighs 2 where it is primary, else 1. In this order: half of the
/// weight or more is legacy → Legacy; 0.4 is emerging → Emerging; 0.3, and at least two skills,
/// are cloud native → Modern Cloud Native; half is modern or later → Modern; else Established.
/// O(skills).
enum TechStackRule {
  static func maturity(
    of skills: [EnrichmentQuestion.Skill]
  ) -> ClientOutput.TechStackMaturity? {
    var weights: [TechnologyEra: Int] = [:]
    var names: [TechnologyEra: [String]] = [:]
    for skill in skills {
      let known = skill.names.lazy.compactMap { TechnologyEraTable.era(of: $0) }
      guard let era = known.first else { continue }
      weights[era, default: 0] += skill.isPrimary ? 2 : 1
      names[era, default: []].append(skill.name)
    }
    let total = weights.values.reduce(0, +)
    guard total > 0 else { return nil }
    func share(_ eras: TechnologyEra...) -> Double {
      Double(eras.reduce(0) { $0 + (weights[$1] ?? 0) }) / Double(total)
    }
    let era: TechnologyEra =
      if share(.legacy) >= 0.5 {
        .legacy
      } else if share(.emerging) >= 0.4 {
        .emerging
      } else if share(.cloudNative) >= 0.3, (names[.cloudNative]?.count ?? 0) >= 2 {
        .cloudNative
      } else if share(.modern, .cloudNative, .emerging) >= 0.5 {
        .modern
      } else {
        .established
      }
    return ClientOutput.TechStackMaturity(source: .jd, label: era.label, why: why(names))
  }

  /// "The text names cloud native: Kubernetes, Docker; established: Oracle."
  private static func why(_ names: [TechnologyEra: [String]]) -> String {
    let parts = TechnologyEra.allCases.reversed().compactMap { era -> String? in
      guard let all = names[era] else { return nil }
      var shown = all.prefix(5).joined(separator: ", ")
      if all.count > 5 { shown += " and \(all.count - 5) more" }
      return "\(era.word): \(shown)"
    }
    return "The text names " + parts.joined(separator: "; ") + "."
  }
}

extension ClientOutput.TechStackMaturity {
  /// The labels that a stack of a JD can have, the oldest first.
  package static let labels = TechnologyEra.allCases.map(\.label)

  /// A text without a technology of known age, of a role that has no baseline.
  static let unknown = ClientOutput.TechStackMaturity(
    source: .jd, label: "Not stated", why: "The text names no technology whose age is known here.")
}

/// When a technology came into common use, the oldest first.
enum TechnologyEra: Int, CaseIterable, Sendable {
  case legacy, established, modern, cloudNative, emerging

  /// The label of a stack; those of the role baselines.
  var label: String {
    switch self {
    case .legacy: "Legacy"
    case .established: "Established"
    case .modern: "Modern"
    case .cloudNative: "Modern Cloud Native"
    case .emerging: "Emerging"
    }
  }

  var word: String {
    switch self {
    case .cloudNative: "cloud native"
    default: label.lowercased()
    }
  }
}
