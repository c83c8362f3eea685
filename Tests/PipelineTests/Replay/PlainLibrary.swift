@testable import Pipeline

/// The catalog of a bundle as CONTRACT reads it, written the slow way and apart from the engine.
struct PlainLibrary {
  /// Ascending by id.
  let roles: [JSONValue]
  let skills: [JSONValue]
  private let dimensions: [JSONValue]
  private let vectors: PlainVectors
  /// Cosine from which a skill text means a known skill.
  private let skillSimilarity: Double

  init(_ catalog: JSONValue, vectors: PlainVectors, skillSimilarity: Double) {
    func byID(_ key: String) -> [JSONValue] {
      catalog.at(key).items.sorted { $0.at("id").integer! < $1.at("id").integer! }
    }
    roles = byID("roles")
    skills = byID("skills")
    dimensions = byID("dimensions")
    self.vectors = vectors
    self.skillSimilarity = skillSimilarity
  }

  func role(_ id: Int) -> JSONValue { roles.first { $0.at("id").integer == id } ?? .null }

  /// The roles that have one of the titles as an alias, ascending by id.
  func roles(titled titles: [String]) -> [JSONValue] {
    let keys = titles.map(PlainText.key).filter { !$0.isEmpty }
    return roles.filter { role in
      role.at("aliases").items.contains { keys.contains(PlainText.key(of: $0.text!)) }
    }
  }

  /// The dimensions of a skill in the skill's own order.
  func dimensions(of skill: JSONValue) -> [JSONValue] {
    skill.at("dimension_ids").items.compactMap { id in
      dimensions.first { $0.at("id") == id }
    }
  }

  /// The roles under which a dimension lies, ascending by id.
  func roles(under dimension: JSONValue) -> [JSONValue] {
    roles.filter { dimension.at("role_ids").items.contains($0.at("id")) }
  }

  // MARK: - Skills

  /// What a skill text of a JD means.
  struct Match {
    var skill: JSONValue
    /// The alias that was met word for word.
    var alias: JSONValue?
    var way: String
  }

  /// The skill that a text means; nil where the library does not know it.
  func match(_ text: String) -> Match? {
    if let match = aliasMatch(text) { return match }
    let key = PlainText.key(of: text)
    var found = looselyNamed(key)
    if found.isEmpty, let stem = PlainText.withoutVersion(key) { found = looselyNamed(stem) }
    if Set(found.map { $0.at("id") }).count == 1 {
      return Match(skill: found[0], alias: nil, way: "normalised")
    }
    return similarMatch(text)
  }

  private func aliasMatch(_ text: String) -> Match? {
    for wanted in ["CASE_SENSITIVE", "CASE_INSENSITIVE"] {
      var best: Match?
      for skill in skills {
        for alias in skill.at("aliases").items where alias.at("match_strategy").text == wanted {
          let own = alias.at("alias_text").text!
          let isHit =
            wanted == "CASE_SENSITIVE"
            ? PlainText.spelling(of: own) == PlainText.spelling(of: text)
            : PlainText.key(of: own) == PlainText.key(of: text)
          let isEarlier =
            best.map { alias.at("id").integer! < $0.alias!.at("id").integer! } ?? true
          if isHit && isEarlier { best = Match(skill: skill, alias: alias, way: "alias") }
        }
      }
      if let best { return best }
    }
    return nil
  }

  /// The skills with an alias that is the key but for punctuation and plural. A case-sensitive
  /// alias of one word is met word for word or not at all.
  private func looselyNamed(_ key: String) -> [JSONValue] {
    let forms = PlainText.looseForms(of: key)
    return skills.filter { skill in
      skill.at("aliases").items.contains { alias in
        let own = PlainText.key(of: alias.at("alias_text").text!)
        if alias.at("match_strategy").text == "CASE_SENSITIVE", !own.contains(" ") { return false }
        return !PlainText.looseForms(of: own).isDisjoint(with: forms)
      }
    }
  }

  private func similarMatch(_ text: String) -> Match? {
    var best: (skill: JSONValue, similarity: Double)?
    for skill in skills {
      for alias in skill.at("aliases").items {
        let similarity = PlainVectors.similarity(
          vectors[text], vectors[alias.at("alias_text").text!])
        if best == nil || similarity > best!.similarity { best = (skill, similarity) }
      }
    }
    guard let best, best.similarity >= skillSimilarity else { return nil }
    return Match(skill: best.skill, alias: nil, way: "similarity")
  }

  // MARK: - Entries as the payloads show them

  /// A role of a signal or decision.
  static func signal(_ role: JSONValue, score: JSONValue) -> JSONValue {
    .object([
      "display_name": role.at("display_name"), "kra_matches": .null, "matched_count": .null,
      "matched_skills": .null, "role_id": role.at("id"), "score": score,
      "slug": role.at("slug"), "total_count": .null,
    ])
  }

  /// A role of steps 2 and 3; null stays null.
  static func reference(_ role: JSONValue, rationale: JSONValue = .null) -> JSONValue {
    guard role != .null else { return .null }
    return .object([
      "display_name": role.at("display_name"), "id": role.at("id"), "rationale": rationale,
      "role_archetype": role.at("role_archetype"), "slug": role.at("slug"),
      "source": .string("db"),
    ])
  }

  static func reference(dimension: JSONValue) -> JSONValue {
    .object([
      "difficulty_hint": dimension.at("difficulty_hint"),
      "display_name": dimension.at("display_name"), "id": dimension.at("id"),
      "rationale": dimension.at("rationale"), "slug": dimension.at("slug"),
      "source": .string("db"),
    ])
  }

  static func reference(skill: JSONValue) -> JSONValue {
    let keys = [
      "category_id", "display_name", "id", "is_also_category", "is_extractable", "skill_nature",
      "slug", "sub_category_id", "typical_lifespan", "volatility",
    ]
    return .object(Dictionary(uniqueKeysWithValues: keys.map { ($0, skill.at($0)) }))
  }
}
