/// The payload of step 2, extract-details. Keys are those of the recorded runs.
public struct ExtractDetails: Codable, Hashable, Sendable {
  public var aliasMatches: [AliasMatch]
  public var candidateRoles: [RoleReference]
  @Nullable public var chosenRole: RoleReference?
  public var dimensions: [SkillDimension]
  public var inputFinalSkills: [String]
  public var inputLLMSkills: [String]
  public var newAliasesPersisted: Int
  public var runID: String
  public var skillsDetail: [SkillDetail]
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
  public var displayName: String
  @Nullable public var id: Int?
  @Nullable public var rationale: String?
  @Nullable public var roleArchetype: String?
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
  public var difficultyHint: String
  public var displayName: String
  public var id: Int
  public var rationale: String
  public var slug: String
  public var source: String

  enum CodingKeys: String, CodingKey {
    case difficultyHint = "difficulty_hint"
    case displayName = "display_name"
    case id, rationale, slug, source
  }
}

/// A dimension of a matched skill, with the roles that the library links to it.
public struct SkillDimension: Codable, Hashable, Sendable {
  public var dimension: DimensionReference
  public var inputSkill: String
  @Nullable public var llmRole: String?
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
  @Nullable public var categoryID: Int?
  public var displayName: String
  public var id: Int
  public var isAlsoCategory: Bool
  public var isExtractable: Bool
  public var skillNature: String
  public var slug: String
  @Nullable public var subCategoryID: Int?
  public var typicalLifespan: String
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
  @Nullable public var aliasPersistSkippedReason: String?
  public var aliasPersisted: Bool
  @Nullable public var existingAliasID: Int?
  @Nullable public var existingAliasText: String?
  public var inputTerm: String
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
  public var aliasText: String
  public var aliasType: String
  public var id: Int
  public var isPrimary: Bool
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
  public var aliasesInDB: [SkillAliasReference]
  @Nullable public var canonical: CanonicalSkillReference?
  public var dimensions: [SkillDimension]
  public var inputSkill: String
  @Nullable public var matchedVia: String?
  public var newAliasPersisted: Bool
  @Nullable public var newAliasText: String?
  @Nullable public var newSkillMeta: NewSkillMeta?
  /// `db` for a skill of the library, `llm` for one that it does not know.
  public var sourceTag: String
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
  public var derived: SkillProfile
  @Nullable public var enrichment: JSONValue?
  public var keepLog: [JSONValue]
  public var lockedDimensions: [JSONValue]
  public var mergeLog: [JSONValue]
  @Nullable public var placed: JSONValue?
  @Nullable public var relationships: JSONValue?
  public var skillID: String
  public var splitLog: [JSONValue]
  @Nullable public var typed: JSONValue?
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
  public var category: String
  public var skillNature: String
  public var subCategory: String
  public var typicalLifespan: String
  public var versionStrategy: String
  public var volatility: String

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
