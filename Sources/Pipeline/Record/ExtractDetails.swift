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

/// A role of the library, or a proposed one.
public struct RoleReference: Codable, Hashable, Sendable {
  /// Its name for people.
  public var displayName: String
  /// Its id in the library; null for a proposed one.
  @Nullable public var id: Int?
  /// Why the run chose it; null of a role that is a candidate alone.
  @Nullable public var rationale: String?
  /// What the person does, in a sentence or two.
  @Nullable public var roleArchetype: String?
  /// Its name for machines.
  public var slug: String
  /// `db` for a role of the library, `new` for a proposal.
  public var source: String

  enum CodingKeys: String, CodingKey {
    case displayName = "display_name"
    case id, rationale
    case roleArchetype = "role_archetype"
    case slug, source
  }
}

/// A dimension of the library.
public struct DimensionReference: Codable, Hashable, Sendable {
  /// How hard it is to judge, such as `well_known`.
  public var difficultyHint: String
  /// Its name for people.
  public var displayName: String
  /// Its id in the library.
  public var id: Int
  /// Why its skills belong together.
  public var rationale: String
  /// Its name for machines.
  public var slug: String
  /// `db`: it is one of the library.
  public var source: String

  enum CodingKeys: String, CodingKey {
    case difficultyHint = "difficulty_hint"
    case displayName = "display_name"
    case id, rationale, slug, source
  }
}

/// A dimension of a matched skill, with the roles that the library links to it.
public struct SkillDimension: Codable, Hashable, Sendable {
  /// The dimension.
  public var dimension: DimensionReference
  /// The JD's skill that lies in it.
  public var inputSkill: String
  /// Null, as recorded.
  @Nullable public var llmRole: String?
  /// The roles that have the dimension, ascending by id; those that can be chosen.
  public var rolesFromDB: [RoleReference]

  enum CodingKeys: String, CodingKey {
    case dimension
    case inputSkill = "input_skill"
    case llmRole = "llm_role"
    case rolesFromDB = "roles_from_db"
  }
}

/// A canonical skill of the library, as the payloads show it.
public struct CanonicalSkillReference: Codable, Hashable, Sendable {
  /// The id of its category; null where it has none.
  @Nullable public var categoryID: Int?
  /// Its name for people.
  public var displayName: String
  /// Its id in the library.
  public var id: Int
  /// Whether it names a category of skills as well.
  public var isAlsoCategory: Bool
  /// Whether readers look for it in texts.
  public var isExtractable: Bool
  /// `TOOL`, `PLATFORM`, `CONCEPT`, …
  public var skillNature: String
  /// Its name for machines.
  public var slug: String
  /// The id of its sub-category; null where it has none.
  @Nullable public var subCategoryID: Int?
  /// `EVERGREEN`, `MULTI_YEAR`, …
  public var typicalLifespan: String
  /// `STABLE`, `MEDIUM`, …
  public var volatility: String

  enum CodingKeys: String, CodingKey {
    case categoryID = "category_id"
    case displayName = "display_name"
    case id
    case isAlsoCategory = "is_also_category"
    case isExtractable = "is_extractable"
    case skillNature = "skill_nature"
    case slug
    case subCategoryID = "sub_category_id"
    case typicalLifespan = "typical_lifespan"
    case volatility
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

/// The profile of a skill that the library does not know, and the orchestrator's logs.
public struct NewSkillMeta: Codable, Hashable, Sendable {
  /// The profile.
  public var derived: SkillProfile
  /// Null, as recorded; as `placed`, `relationships` and `typed`.
  @Nullable public var enrichment: JSONValue?
  /// Empty, as recorded; as the other lists of open values here.
  public var keepLog: [JSONValue]
  /// Empty.
  public var lockedDimensions: [JSONValue]
  /// Empty.
  public var mergeLog: [JSONValue]
  /// Null.
  @Nullable public var placed: JSONValue?
  /// Null.
  @Nullable public var relationships: JSONValue?
  /// The slug that the skill would get.
  public var skillID: String
  /// Empty.
  public var splitLog: [JSONValue]
  /// Null.
  @Nullable public var typed: JSONValue?
  /// Empty.
  public var warnings: [JSONValue]

  enum CodingKeys: String, CodingKey {
    case derived, enrichment
    case keepLog = "keep_log"
    case lockedDimensions = "locked_dimensions"
    case mergeLog = "merge_log"
    case placed, relationships
    case skillID = "skill_id"
    case splitLog = "split_log"
    case typed, warnings
  }
}

/// What kind of thing a skill is.
public struct SkillProfile: Codable, Hashable, Sendable {
  /// The name of its category.
  public var category: String
  /// `TOOL`, `PLATFORM`, `CONCEPT`, …; an open set, as the three at the end.
  public var skillNature: String
  /// The name of its sub-category.
  public var subCategory: String
  /// How long it stays in use: `EVERGREEN`, `MULTI_YEAR`, …
  public var typicalLifespan: String
  /// Whether its versions count: `UNVERSIONED`, …
  public var versionStrategy: String
  /// How fast it changes: `STABLE`, `MEDIUM`, …
  public var volatility: String

  /// A profile as given.
  public init(
    category: String, subCategory: String, skillNature: String, volatility: String,
    typicalLifespan: String, versionStrategy: String
  ) {
    self.category = category
    self.subCategory = subCategory
    self.skillNature = skillNature
    self.volatility = volatility
    self.typicalLifespan = typicalLifespan
    self.versionStrategy = versionStrategy
  }

  enum CodingKeys: String, CodingKey {
    case category
    case skillNature = "skill_nature"
    case subCategory = "sub_category"
    case typicalLifespan = "typical_lifespan"
    case versionStrategy = "version_strategy"
    case volatility
  }
}
