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

// MARK: - Stage 3

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

// MARK: - Stage 4

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

// MARK: - Stage 5

/// What the run changed or queued.
public struct Updates: Codable, Hashable, Sendable {
  /// JDs in the chosen role's centroid, this one included; null where it was not updated.
  @Nullable public var centroidCountAfter: Int?
  /// Whether the JD counts in a centroid: there is a role, and a sentence.
  public var centroidUpdated: Bool
  /// The row of the collision log; null where no title was shared.
  @Nullable public var collisionLogID: Int64?
  /// The R&R in the KRA queue; null where the role has a KRA near to it, and in case E.
  @Nullable public var newKRAAttached: AttachedKRA?
  /// The skills that the library does not know, in order.
  public var newSkillsAttached: [AttachedSkill]
  /// The row of the role queue; null but in case E.
  @Nullable public var queueEntryID: Int64?
  /// Whether a role was drafted (case E).
  public var v3PipelineTriggered: Bool
  /// The drafted role's slug; null else.
  @Nullable public var v3RoleSlug: String?
  /// The run that drafted it, which is this one; null else.
  @Nullable public var v3RunID: String?

  enum CodingKeys: String, CodingKey {
    case centroidCountAfter = "centroid_n_after"
    case centroidUpdated = "centroid_updated"
    case collisionLogID = "collision_log_id"
    case newKRAAttached = "new_kra_attached"
    case newSkillsAttached = "new_skills_attached"
    case queueEntryID = "queue_entry_id"
    case v3PipelineTriggered = "v3_pipeline_triggered"
    case v3RoleSlug = "v3_role_slug"
    case v3RunID = "v3_run_id"
  }
}

/// The R&R in the KRA queue.
public struct AttachedKRA: Codable, Hashable, Sendable {
  /// The role's largest sentence–KRA similarity, four decimals.
  public var bestKRASimilarity: Double
  /// The row's id.
  public var queueID: Int64
  /// The first 200 Unicode scalars of the R&R.
  public var responsibilityPreview: String
  /// The chosen role's name.
  public var roleDisplayName: String
  /// The chosen role's slug.
  public var roleSlug: String
  /// `pending`.
  public var status: String

  enum CodingKeys: String, CodingKey {
    case bestKRASimilarity = "best_kra_similarity"
    case queueID = "queue_id"
    case responsibilityPreview = "r_and_r_preview"
    case roleDisplayName = "role_display_name"
    case roleSlug = "role_slug"
    case status
  }
}

/// A skill that the library does not know, in the skill queue.
public struct AttachedSkill: Codable, Hashable, Sendable {
  /// Whether the JD asks for it first of all.
  public var isPrimary: Bool
  /// The row's id.
  public var queueID: Int64
  /// The chosen role's name; null in case E, as the next.
  @Nullable public var roleDisplayName: String?
  /// The chosen role's slug.
  @Nullable public var roleSlug: String?
  /// The skill as the JD names it.
  public var skillName: String
  /// `pending`.
  public var status: String

  enum CodingKeys: String, CodingKey {
    case isPrimary = "is_primary"
    case queueID = "queue_id"
    case roleDisplayName = "role_display_name"
    case roleSlug = "role_slug"
    case skillName = "skill_name"
    case status
  }
}
