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
