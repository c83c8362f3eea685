/// The payload of step 1, extract-from-jd. Keys are those of the recorded runs.
public struct ExtractFromJD: Codable, Hashable, Sendable {
  public var finalSkills: [FinalSkill]
  public var jdRole: JDRole
  public var nanoParsed: ParsedJD
  public var rejected: Bool
  @Nullable public var rejectionReason: String?
  public var runID: String
  /// Null where the text was rejected, as are the next two.
  @Nullable public var stage3Signals: Signals?
  @Nullable public var stage4Decision: Decision?
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
  public var isPrimary: Bool
  public var skillName: String

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
  public var displayName: String
  @Nullable public var rationale: String?
  public var roleAliases: [String]
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
  public var aliasFound: Bool
  public var aliasMatchRoles: [RoleSignal]
  public var kraMatchRoles: [RoleSignal]
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
  public var displayName: String
  @Nullable public var kraMatches: [KRAMatch]?
  @Nullable public var matchedCount: Int?
  @Nullable public var matchedSkills: [String]?
  public var roleID: Int
  public var score: Double
  public var slug: String
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
  public var kraText: String
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
  public var aliasCollisionDetected: Bool
  public var decisionCase: DecisionCase
  @Nullable public var chosenRole: RoleSignal?
  public var confidence: Double
  public var isNewRole: Bool
  public var llm2Fired: Bool
  @Nullable public var llm2Reasoning: String?
  public var matchedDimensions: [String]
  public var matchedKRAs: [String]
  public var matchedSkills: [String]
  @Nullable public var newRoleDisplayName: String?
  @Nullable public var newRoleSlug: String?
  public var queued: Bool
  public var reasoning: String
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
  @Nullable public var centroidCountAfter: Int?
  public var centroidUpdated: Bool
  @Nullable public var collisionLogID: Int64?
  @Nullable public var newKRAAttached: AttachedKRA?
  public var newSkillsAttached: [AttachedSkill]
  @Nullable public var queueEntryID: Int64?
  public var v3PipelineTriggered: Bool
  @Nullable public var v3RoleSlug: String?
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
  public var queueID: Int64
  /// The first 200 Unicode scalars of the R&R.
  public var responsibilityPreview: String
  public var roleDisplayName: String
  public var roleSlug: String
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
  public var isPrimary: Bool
  public var queueID: Int64
  @Nullable public var roleDisplayName: String?
  @Nullable public var roleSlug: String?
  public var skillName: String
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
