/// The payload of step 1, extract-from-jd. Keys are those of the recorded runs.
public struct ExtractFromJD: Codable, Hashable, Sendable {
  /// The skills that the JD asks for, in its order; empty where it was rejected.
  public var finalSkills: [FinalSkill]
  /// The role as the JD itself names it.
  public var jdRole: JDRole
  /// What the reader found.
  public var nanoParsed: ParsedJD
  /// Whether the text is no job description.
  public var rejected: Bool
  /// Why, as a sentence; null where it was accepted.
  @Nullable public var rejectionReason: String?
  /// The run's id.
  public var runID: String
  /// Null where the text was rejected, as are the next two.
  @Nullable public var stage3Signals: Signals?
  /// The role, and why.
  @Nullable public var stage4Decision: Decision?
  /// What the run changed or queued.
  @Nullable public var stage5Updates: Updates?

  enum CodingKeys: String, CodingKey {
    case finalSkills = "final_skills"
    case jdRole = "jd_role"
    case nanoParsed = "nano_parsed"
    case rejected
    case rejectionReason = "rejection_reason"
    case runID = "run_id"
    case stage3Signals = "stage3_signals"
    case stage4Decision = "stage4_decision"
    case stage5Updates = "stage5_updates"
  }
}

/// A skill that the JD asks for.
public struct FinalSkill: Codable, Hashable, Sendable {
  /// Whether the JD asks for it first of all.
  public var isPrimary: Bool
  /// The skill as the JD names it.
  public var skillName: String

  /// A skill as given.
  public init(skillName: String, isPrimary: Bool) {
    self.skillName = skillName
    self.isPrimary = isPrimary
  }

  enum CodingKeys: String, CodingKey {
    case isPrimary = "is_primary"
    case skillName = "skill_name"
  }
}

/// The role as the JD itself names it.
public struct JDRole: Codable, Hashable, Sendable {
  /// The JD's title; empty where it states none.
  public var displayName: String
  /// Null.
  @Nullable public var rationale: String?
  /// Other names of the title, by the reader's table.
  public var roleAliases: [String]
  /// The kind of work that the title names, such as "Engineering".
  @Nullable public var roleArchetype: String?
  /// Empty: the JD's own title is no library role.
  public var slug: String

  enum CodingKeys: String, CodingKey {
    case displayName = "display_name"
    case rationale
    case roleAliases = "role_aliases"
    case roleArchetype = "role_archetype"
    case slug
  }
}
