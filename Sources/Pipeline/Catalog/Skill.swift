/// A canonical skill.
public struct Skill: Hashable, Sendable {
  /// Its id in the library, 1 to 2⁵³.
  public var id: Int
  /// Its name for machines, of its own among the skills.
  public var slug: String
  /// Its name for people.
  public var displayName: String
  /// The id of its category; nil where it has none.
  public var categoryID: Int?
  /// The id of its sub-category; nil where it has none.
  public var subCategoryID: Int?
  /// `TOOL`, `PLATFORM`, `CONCEPT`, `PRACTICE`, `PATTERN`, …; an open set, as the next three.
  public var nature: String
  /// How fast it changes: `STABLE`, `MEDIUM`, …
  public var volatility: String
  /// How long it stays in use: `EVERGREEN`, `MULTI_YEAR`, …
  public var typicalLifespan: String
  /// Whether its versions count: `UNVERSIONED`, `NOT_APPLICABLE`, …
  public var versionStrategy: String
  /// Whether readers look for it in texts.
  public var isExtractable: Bool
  /// Whether it names a category of skills as well.
  public var isAlsoCategory: Bool
  /// Its kind in the AI vocabulary: `assistant`, `framework`, `model`, `concept`; nil outside it.
  public var aiKind: String?
  /// The texts that mean it, its own name among them.
  public var aliases: [SkillAlias]
  /// Ids of its dimensions.
  public var dimensionIDs: [Int]

  /// A skill as given; nothing is checked.
  public init(
    id: Int, slug: String, displayName: String, categoryID: Int?, subCategoryID: Int?,
    nature: String, volatility: String, typicalLifespan: String,
    versionStrategy: String = "UNVERSIONED", isExtractable: Bool = true,
    isAlsoCategory: Bool = false, aiKind: String? = nil, aliases: [SkillAlias],
    dimensionIDs: [Int]
  ) {
    self.id = id
    self.slug = slug
    self.displayName = displayName
    self.categoryID = categoryID
    self.subCategoryID = subCategoryID
    self.nature = nature
    self.volatility = volatility
    self.typicalLifespan = typicalLifespan
    self.versionStrategy = versionStrategy
    self.isExtractable = isExtractable
    self.isAlsoCategory = isAlsoCategory
    self.aiKind = aiKind
    self.aliases = aliases
    self.dimensionIDs = dimensionIDs
  }
}

/// A text that means a skill.
public struct SkillAlias: Hashable, Sendable {
  /// Its id, of its own among all skill aliases.
  public var id: Int
  /// The text.
  public var text: String
  /// `CANONICAL`, `SYNONYM`, …
  public var type: String
  /// Whether it is the skill's main name.
  public var isPrimary: Bool
  /// `CASE_INSENSITIVE` or `CASE_SENSITIVE`.
  public var matchStrategy: String

  /// The match strategy of a text whose capitals matter.
  public static let caseSensitive = "CASE_SENSITIVE"
  /// The match strategy of a text whose capitals do not.
  public static let caseInsensitive = "CASE_INSENSITIVE"

  /// Whether capitals matter; an unknown match strategy says no.
  public var isCaseSensitive: Bool { matchStrategy == Self.caseSensitive }

  /// An alias as given; nothing is checked.
  public init(
    id: Int, text: String, type: String, isPrimary: Bool, matchStrategy: String
  ) {
    self.id = id
    self.text = text
    self.type = type
    self.isPrimary = isPrimary
    self.matchStrategy = matchStrategy
  }
}

/// A group of skills that roles are made of.
public struct CatalogDimension: Hashable, Sendable {
  /// Its id in the library, 1 to 2⁵³.
  public var id: Int
  /// Its name for machines, of its own among the dimensions.
  public var slug: String
  /// Its name for people.
  public var displayName: String
  /// Why these skills belong together.
  public var rationale: String
  /// How hard it is to judge, such as `well_known`; an open set.
  public var difficultyHint: String

  /// A dimension as given; nothing is checked.
  public init(
    id: Int, slug: String, displayName: String, rationale: String, difficultyHint: String
  ) {
    self.id = id
    self.slug = slug
    self.displayName = displayName
    self.rationale = rationale
    self.difficultyHint = difficultyHint
  }
}

/// A category of skills and its sub-categories.
public struct SkillCategory: Hashable, Sendable {
  /// A part of a category.
  public struct SubCategory: Hashable, Sendable {
    /// Its id, of its own among all sub-categories.
    public var id: Int
    /// Its name for people.
    public var name: String

    /// A sub-category as given; nothing is checked.
    public init(id: Int, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// Its id, of its own among the categories.
  public var id: Int
  /// Its name for people.
  public var name: String
  /// Its parts; may be empty.
  public var subCategories: [SubCategory]

  /// A category as given; nothing is checked.
  public init(id: Int, name: String, subCategories: [SubCategory]) {
    self.id = id
    self.name = name
    self.subCategories = subCategories
  }
}
