/// Which role the JD is for, and by which case it was decided.
public struct Decision: Codable, Hashable, Sendable {
  /// Whether several roles share the title.
  public var aliasCollisionDetected: Bool
  /// The row of the rules that decided.
  public var decisionCase: DecisionCase
  /// The role, with the score of its case; null in case E.
  @Nullable public var chosenRole: RoleSignal?
  /// The case's own confidence, 0 to 1; the run record has the calibrated one.
  public var confidence: Double
  /// Whether no role of the library fits (case E).
  public var isNewRole: Bool
  /// Whether a language model arbitrated in case B, D or E.
  public var llm2Fired: Bool
  /// Its words; null where none did.
  @Nullable public var llm2Reasoning: String?
  /// What the arbiter named in case DOMAIN; empty else, as the next two.
  public var matchedDimensions: [String]
  /// KRAs that the arbiter named.
  public var matchedKRAs: [String]
  /// Skills that the arbiter named.
  public var matchedSkills: [String]
  /// The proposed name of case E; null else, as the next.
  @Nullable public var newRoleDisplayName: String?
  /// The proposed slug.
  @Nullable public var newRoleSlug: String?
  /// Whether a new role was queued for review (case E).
  public var queued: Bool
  /// Why, in a line.
  public var reasoning: String
  /// Null.
  @Nullable public var subRole: String?

  enum CodingKeys: String, CodingKey {
    case aliasCollisionDetected = "alias_collision_detected"
    case decisionCase = "case"
    case chosenRole = "chosen_role"
    case confidence
    case isNewRole = "is_new_role"
    case llm2Fired = "llm2_fired"
    case llm2Reasoning = "llm2_reasoning"
    case matchedDimensions = "matched_dimensions"
    case matchedKRAs = "matched_kras"
    case matchedSkills = "matched_skills"
    case newRoleDisplayName = "new_role_display_name"
    case newRoleSlug = "new_role_slug"
    case queued, reasoning
    case subRole = "sub_role"
  }
}

/// The named ways in which a role is decided.
public enum DecisionCase: String, Codable, Hashable, Sendable, CaseIterable {
  /// One alias role, not contradicted by the skills.
  case a = "A"
  /// One alias role, contradicted by the skills or by what was learned.
  case b = "B"
  /// No alias; skills and KRAs agree.
  case c = "C"
  /// Several roles share the alias.
  case d = "D"
  /// No decisive signal: a domain, then a role in it.
  case domain = "DOMAIN"
  /// No role of the library fits.
  case e = "E"
}
