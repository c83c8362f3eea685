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
