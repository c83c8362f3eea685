/// The payload of step 2, extract-details. Keys are those of the recorded runs.
public struct ExtractDetails: Codable, Hashable, Sendable {
  /// How each known skill met the library; unknown ones are left out.
  public var aliasMatches: [AliasMatch]
  /// The distinct roles of `dimensions`, in the order in which they come up.
  public var candidateRoles: [RoleReference]
  /// The role of step 1, its reasoning as `rationale`; null in case E.
  @Nullable public var chosenRole: RoleReference?
  /// The dimensions of all known skills, in the order of the skills; one that two skills share
  /// stands under each.
  public var dimensions: [SkillDimension]
  /// The skills of step 1, in order.
  public var inputFinalSkills: [String]
  /// The skills that the reader found: the same, whoever read.
  public var inputLLMSkills: [String]
  /// How many texts were proposed as new aliases.
  public var newAliasesPersisted: Int
  /// The run's id.
  public var runID: String
  /// A detail a skill of `inputFinalSkills`, in that order.
  public var skillsDetail: [SkillDetail]
  /// The skills that the library does not know, in order.
  public var unmatchedSkills: [String]

  enum CodingKeys: String, CodingKey {
    case aliasMatches = "alias_matches"
    case candidateRoles = "candidate_roles"
    case chosenRole = "chosen_role"
    case dimensions
    case inputFinalSkills = "input_final_skills"
    case inputLLMSkills = "input_llm_skills"
    case newAliasesPersisted = "new_aliases_persisted"
    case runID = "run_id"
    case skillsDetail = "skills_detail"
    case unmatchedSkills = "unmatched_skills"
  }
}

/// How a skill text met the library, and whether its text was proposed as an alias.
public struct AliasMatch: Codable, Hashable, Sendable {
  /// Why the text was not proposed as an alias; null where it was.
  @Nullable public var aliasPersistSkippedReason: String?
  /// Whether the text was proposed as a new alias, for a person to approve.
  public var aliasPersisted: Bool
  /// The alias with this text; null where there is none, as the next.
  @Nullable public var existingAliasID: Int?
  /// The alias as the library writes it.
  @Nullable public var existingAliasText: String?
  /// The skill as the JD names it.
  public var inputTerm: String
  /// The library's skill.
  public var matchedCanonical: CanonicalSkillReference
  /// `alias`, `normalised` or `similarity`.
  public var matchedVia: String

  enum CodingKeys: String, CodingKey {
    case aliasPersistSkippedReason = "alias_persist_skipped_reason"
    case aliasPersisted = "alias_persisted"
    case existingAliasID = "existing_alias_id"
    case existingAliasText = "existing_alias_text"
    case inputTerm = "input_term"
    case matchedCanonical = "matched_canonical"
    case matchedVia = "matched_via"
  }
}

/// An alias of a skill, as the library stores it.
public struct SkillAliasReference: Codable, Hashable, Sendable {
  /// The text.
  public var aliasText: String
  /// `CANONICAL`, `SYNONYM`, …
  public var aliasType: String
  /// Its id in the library.
  public var id: Int
  /// Whether it is the skill's main name.
  public var isPrimary: Bool
  /// `CASE_INSENSITIVE` or `CASE_SENSITIVE`.
  public var matchStrategy: String

  enum CodingKeys: String, CodingKey {
    case aliasText = "alias_text"
    case aliasType = "alias_type"
    case id
    case isPrimary = "is_primary"
    case matchStrategy = "match_strategy"
  }
}

/// Everything that step 2 says of one skill of the JD.
public struct SkillDetail: Codable, Hashable, Sendable {
  /// All aliases of the library's skill; empty where there is none.
  public var aliasesInDB: [SkillAliasReference]
  /// The library's skill; null where it does not know the text.
  @Nullable public var canonical: CanonicalSkillReference?
  /// The skill's dimensions; empty where there is no skill.
  public var dimensions: [SkillDimension]
  /// The skill as the JD names it.
  public var inputSkill: String
  /// `alias`, `normalised` or `similarity`; null where it was not matched.
  @Nullable public var matchedVia: String?
  /// Whether the text was proposed as a new alias.
  public var newAliasPersisted: Bool
  /// That text; null where none was proposed.
  @Nullable public var newAliasText: String?
  /// Its profile; null for a skill of the library.
  @Nullable public var newSkillMeta: NewSkillMeta?
  /// `db` for a skill of the library, `llm` for one that it does not know.
  public var sourceTag: String
  /// Whether the reader found it: true of every skill.
  public var wasInLLMSkills: Bool

  enum CodingKeys: String, CodingKey {
    case aliasesInDB = "aliases_in_db"
    case canonical, dimensions
    case inputSkill = "input_skill"
    case matchedVia = "matched_via"
    case newAliasPersisted = "new_alias_persisted"
    case newAliasText = "new_alias_text"
    case newSkillMeta = "new_skill_meta"
    case sourceTag = "source_tag"
    case wasInLLMSkills = "was_in_llm_skills"
  }
}
