import SimCore

/// The three signals in full: what the decision works on, and what the payload is cut from.
struct SignalSet: Sendable {
  /// A role's share in the JD's known skills.
  struct SkillScore: Sendable, Equatable {
    let roleID: Int
    /// Display names of the matched skills, in the order of the JD.
    let matchedSkills: [String]
    /// Known skills of the JD.
    let total: Int

    var matchedCount: Int { matchedSkills.count }
    var score: Double { total == 0 ? 0 : Double(matchedCount) / Double(total) }

    /// How far this score lies above another's, computed from the counts: decimal thresholds
    /// such as 0.5 are met exactly.
    func lead(over other: SkillScore?) -> Double {
      total == 0 ? 0 : Double(matchedCount - (other?.matchedCount ?? 0)) / Double(total)
    }
  }

  /// Roles that have the title or a title alias as an alias, ascending by id; score 1.0 each.
  var aliasRoles: [Int]
  /// Roles that match at least one known skill, best first, ties by id.
  let skillScores: [SkillScore]
  /// The shortlist of the KRA signal, best first.
  let kraScores: [RoleScore]
  /// Roles that a reviewer said a JD of this title is never decided for.
  var excludedRoles: Set<Int> = []
  /// The JD's distinct sentences, to which the pairs of `kraScores` point.
  let sentences: [String]

  static let aliasScore = 1.0

  var skillLeader: SkillScore? { skillScores.first }
  var kraLeader: RoleScore? { kraScores.first }

  func skillScore(ofRole id: Int) -> SkillScore? {
    skillScores.first { $0.roleID == id }
  }
}

extension SignalSet {
  /// The alias and skill signals of a JD, and the given KRA signal.
  ///
  /// - Parameters:
  ///   - titles: the JD's title and title aliases.
  ///   - knownSkillIDs: the library's skills among the JD's, in the JD's order; repetitions count
  ///     once.
  init(
    titles: [String], knownSkillIDs: [Int], kraScores: [RoleScore], sentences: [String],
    library: CatalogLookup
  ) {
    let excluded = library.excludedRoles(ofTitles: titles)
    excludedRoles = excluded
    aliasRoles = library.titles.roles(for: titles).filter { !excluded.contains($0) }
    var seen: Set<Int> = []
    let skills = knownSkillIDs.filter { seen.insert($0).inserted }.compactMap(library.skill)
    var matched: [Int: [String]] = [:]
    for skill in skills {
      for role in library.roleIDs(of: skill) {
        matched[role, default: []].append(skill.displayName)
      }
    }
    skillScores = matched.map { role, names in
      SkillScore(roleID: role, matchedSkills: names, total: skills.count)
    }.sorted {
      $0.matchedCount != $1.matchedCount
        ? $0.matchedCount > $1.matchedCount : $0.roleID < $1.roleID
    }
    self.kraScores = kraScores
    self.sentences = sentences
  }

  /// The signals as the payload shows them.
  func payload(shortlistSize: Int, library: CatalogLookup) -> Signals {
    Signals(
      aliasFound: !aliasRoles.isEmpty,
      aliasMatchRoles: aliasRoles.compactMap(library.role).map {
        RoleSignal(role: $0, score: Self.aliasScore)
      },
      kraMatchRoles: kraScores.prefix(shortlistSize).compactMap { score in
        library.role(score.roleID).map { kraSignal(score, role: $0) }
      },
      skillMatchRoles: skillScores.prefix(shortlistSize).compactMap { score in
        library.role(score.roleID).map { role in
          var signal = RoleSignal(role: role, score: score.score.fourDecimals)
          signal.matchedCount = score.matchedCount
          signal.matchedSkills = score.matchedSkills
          signal.totalCount = score.total
          return signal
        }
      })
  }

  private func kraSignal(_ score: RoleScore, role: Role) -> RoleSignal {
    var signal = RoleSignal(role: role, score: score.score.fourDecimals)
    signal.kraMatches = matches(of: score, role: role)
    return signal
  }

  /// A score's pairs with their texts.
  func matches(of score: RoleScore, role: Role) -> [KRAMatch] {
    score.pairs.map { pair in
      KRAMatch(
        kraText: role.kras[pair.kra], sentence: sentences[pair.sentence],
        similarity: pair.similarity.fourDecimals)
    }
  }
}

extension RoleSignal {
  /// A role and its score, with the members of every signal null.
  init(role: Role, score: Double) {
    self.init(
      displayName: role.displayName, kraMatches: nil, matchedCount: nil, matchedSkills: nil,
      roleID: role.id, score: score, slug: role.slug, totalCount: nil)
  }
}
