/// The three signals of a JD.
public struct Signals: Codable, Hashable, Sendable {
  /// Whether any role has the title or a title alias as an alias.
  public var aliasFound: Bool
  /// Those roles, ascending by id, with the score 1.
  public var aliasMatchRoles: [RoleSignal]
  /// The roles nearest by responsibilities, best first, at most `shortlist_size` of the policy.
  public var kraMatchRoles: [RoleSignal]
  /// The roles with the largest shares of the known skills, best first, likewise at most so many.
  public var skillMatchRoles: [RoleSignal]

  enum CodingKeys: String, CodingKey {
    case aliasFound = "alias_found"
    case aliasMatchRoles = "alias_match_roles"
    case kraMatchRoles = "kra_match_roles"
    case skillMatchRoles = "skill_match_roles"
  }
}

/// A role under one signal; the members of the other signals are null.
public struct RoleSignal: Codable, Hashable, Sendable {
  /// The role's name.
  public var displayName: String
  /// The pairs that make the score, best first; of the KRA signal alone.
  @Nullable public var kraMatches: [KRAMatch]?
  /// The JD's known skills that are the role's; of the skill signal alone, as the next and the last
  /// member.
  @Nullable public var matchedCount: Int?
  /// Their display names, in the JD's order.
  @Nullable public var matchedSkills: [String]?
  /// The role's id.
  public var roleID: Int
  /// The signal's score, four decimals: alias 1; skills, `matchedCount` / `totalCount`; KRAs, the
  /// mean cosine of the pairs.
  public var score: Double
  /// The role's slug.
  public var slug: String
  /// All skills of the JD that the library knows.
  @Nullable public var totalCount: Int?

  enum CodingKeys: String, CodingKey {
    case displayName = "display_name"
    case kraMatches = "kra_matches"
    case matchedCount = "matched_count"
    case matchedSkills = "matched_skills"
    case roleID = "role_id"
    case score, slug
    case totalCount = "total_count"
  }
}

/// A sentence of the JD and the KRA nearest to it.
public struct KRAMatch: Codable, Hashable, Sendable {
  /// The role's KRA.
  public var kraText: String
  /// The sentence of the JD.
  public var sentence: String
  /// Cosine similarity, four decimals.
  public var similarity: Double

  enum CodingKeys: String, CodingKey {
    case kraText = "kra_text"
    case sentence, similarity
  }
}
