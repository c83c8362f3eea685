@testable import Pipeline

/// The three signals of CONTRACT, computed the slow way and apart from the engine.
struct PlainSignals {
  struct SkillScore {
    var role: JSONValue
    var names: [String]
    var total: Int
    var score: Double { Double(names.count) / Double(total) }
  }

  struct KRAScore {
    var role: JSONValue
    var score: Double
    /// The pairs that make the score.
    var pairs: [PlainVectors.Pair]
  }

  let aliasRoles: [JSONValue]
  /// Every role that matches a skill, best first.
  let skillScores: [SkillScore]
  /// Every role with KRAs, best first; none for a JD without sentences.
  let kraScores: [KRAScore]
  let shortlistSize: Int

  init(
    titles: [String], matches: [PlainLibrary.Match], sentences: [String], policy: PlainPolicy,
    library: PlainLibrary, vectors: PlainVectors
  ) {
    shortlistSize = policy.shortlistSize
    aliasRoles = library.roles(titled: titles)
    // A skill that the JD names twice is one extracted skill.
    var known: [JSONValue] = []
    for match in matches where !known.contains(match.skill) { known.append(match.skill) }
    skillScores = library.roles.map { role in
      let matched = known.filter { skill in
        library.dimensions(of: skill).contains {
          $0.at("role_ids").items.contains(role.at("id"))
        }
      }
      return SkillScore(
        role: role, names: matched.map { $0.at("display_name").text! }, total: known.count)
    }.filter { !$0.names.isEmpty }.largestFirst { Double($0.names.count) }
    kraScores = library.roles.compactMap { role -> KRAScore? in
      let kras = role.at("kras").items.map { $0.text! }
      let pairs = vectors.pairs(sentences: sentences, kras: kras).prefix(policy.sentencesPerRole)
      guard !pairs.isEmpty else { return nil }
      var sum = 0.0
      for pair in pairs { sum += pair.similarity }
      return KRAScore(role: role, score: sum / Double(pairs.count), pairs: Array(pairs))
    }.largestFirst(by: \.score)
  }

  /// How far the leader lies above a role: a share of all known skills.
  func lead(of leader: SkillScore, over role: JSONValue) -> Double {
    let other = skillScores.first { $0.role == role }?.names.count ?? 0
    return Double(leader.names.count - other) / Double(leader.total)
  }

  /// `stage3_signals`.
  var payload: JSONValue {
    .object([
      "alias_found": .bool(!aliasRoles.isEmpty),
      "alias_match_roles": .array(
        aliasRoles.map { PlainLibrary.signal($0, score: .number(1)) }),
      "skill_match_roles": .array(
        skillScores.prefix(shortlistSize).map { score in
          PlainLibrary.signal(score.role, score: PlainVectors.fourDecimals(score.score)).with([
            "matched_count": .optional(score.names.count),
            "matched_skills": .texts(score.names),
            "total_count": .optional(score.total),
          ])
        }),
      "kra_match_roles": .array(
        kraScores.prefix(shortlistSize).map { score in
          PlainLibrary.signal(score.role, score: PlainVectors.fourDecimals(score.score)).with([
            "kra_matches": .array(
              score.pairs.map { pair in
                .object([
                  "kra_text": .string(pair.kra), "sentence": .string(pair.sentence),
                  "similarity": PlainVectors.fourDecimals(pair.similarity),
                ])
              })
          ])
        }),
    ])
  }
}

extension Array {
  /// An insertion sort, largest first, that keeps the order of equal elements.
  fileprivate func largestFirst(by score: (Element) -> Double) -> Self {
    var sorted: Self = []
    for element in self {
      let position = sorted.firstIndex { score($0) < score(element) } ?? sorted.count
      sorted.insert(element, at: position)
    }
    return sorted
  }
}
