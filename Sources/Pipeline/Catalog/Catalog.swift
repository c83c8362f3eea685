/// The role library as a value: roles, skills and dimensions as they were at one version.
///
/// Everything is in ascending order of id; KRAs, aliases and links in catalog order.
public struct Catalog: Hashable, Sendable {
  /// Name, release and licence.
  public var information: CatalogInformation
  /// The roles that a JD can be for.
  public var roles: [Role]
  /// Roles of the field that are not to be chosen: they tell how special a name, a word or a skill
  /// is. Most libraries have none.
  public var contextRoles: [Role]
  /// The canonical skills, extractable or not.
  public var skills: [Skill]
  /// The groups of skills that roles are made of.
  public var dimensions: [CatalogDimension]
  /// The categories of the skills; empty where the catalog has none.
  public var categories: [SkillCategory]
  /// What reviewers said never to match.
  public var exclusions: [CatalogExclusion]

  /// - Parameter roles: all roles; those that are no candidates become the context.
  /// - Complexity: O(n log n). Nothing is checked: `CatalogCheck.validate` does, and every import.
  public init(
    information: CatalogInformation, roles: [Role], skills: [Skill], dimensions: [CatalogDimension],
    categories: [SkillCategory] = [], exclusions: [CatalogExclusion] = []
  ) {
    self.information = information
    let sorted = roles.sorted { $0.id < $1.id }
    self.roles = sorted.filter(\.isCandidate)
    contextRoles = sorted.filter { !$0.isCandidate }
    self.skills = skills.sorted { $0.id < $1.id }
    self.dimensions = dimensions.sorted { $0.id < $1.id }
    self.categories = categories.sorted { $0.id < $1.id }
    self.exclusions = exclusions
  }
}

extension Catalog {
  /// The roles that can be chosen, then the others; ascending by id in each.
  public var allRoles: [Role] { roles + contextRoles }
}

/// Where a catalog comes from.
public struct CatalogInformation: Codable, Hashable, Sendable {
  /// The catalog's name.
  public var name: String
  /// The source's own version or date.
  public var release: String
  /// The licence of its contents.
  public var licence: String
  /// What it was made from; nil where that is not said.
  @Nullable public var source: String?

  /// Information as given; nothing is checked.
  public init(name: String, release: String, licence: String, source: String? = nil) {
    self.name = name
    self.release = release
    self.licence = licence
    self.source = source
  }

  enum CodingKeys: String, CodingKey {
    case name, release, licence, source
  }
}

/// A role of the library.
public struct Role: Hashable, Sendable {
  /// Its id in the library, 1 to 2⁵³.
  public var id: Int
  /// Its name for machines, of its own among the roles.
  public var slug: String
  /// Its name for people.
  public var displayName: String
  /// What the person does, in a sentence or two.
  public var archetype: String
  /// The library's group of roles, as in case DOMAIN.
  public var domain: String
  /// Titles that mean the role.
  public var aliases: [String]
  /// Key responsibility areas, in order.
  public var kras: [String]
  /// Ids of the dimensions under the role.
  public var dimensionIDs: [Int]
  /// What is typical of it; nil where the catalog does not say.
  public var baseline: RoleBaseline?
  /// Whether a JD can be for the role; false for a role that is known and never chosen.
  public var isCandidate: Bool

  /// A role as given; nothing is checked.
  public init(
    id: Int, slug: String, displayName: String, archetype: String, domain: String,
    aliases: [String] = [], kras: [String] = [], dimensionIDs: [Int] = [],
    baseline: RoleBaseline? = nil, isCandidate: Bool = true
  ) {
    self.id = id
    self.slug = slug
    self.displayName = displayName
    self.archetype = archetype
    self.domain = domain
    self.aliases = aliases
    self.kras = kras
    self.dimensionIDs = dimensionIDs
    self.baseline = baseline
    self.isCandidate = isCandidate
  }
}

/// What is typical of a role: answers for a JD that says too little.
public struct RoleBaseline: Codable, Hashable, Sendable {
  /// What the work usually is.
  public struct NatureOfWork: Codable, Hashable, Sendable {
    /// The nature's name.
    public var label: String
    /// The work in a sentence.
    public var summary: String
  }

  /// How modern the technology usually is.
  public struct TechStackMaturity: Codable, Hashable, Sendable {
    /// Legacy, Established, Modern, Modern Cloud Native or Emerging.
    public var label: String
    /// What speaks for it.
    public var why: String
  }

  /// Answers for a JD with too few duties.
  public var natureOfWork: NatureOfWork
  /// Answers for a JD that names too few technologies.
  public var techStackMaturity: TechStackMaturity
  /// 0 (no AI in the job) to 5 (the job is AI).
  public var aiIndex: Double

  enum CodingKeys: String, CodingKey {
    case natureOfWork = "nature_of_work"
    case techStackMaturity = "tech_stack_maturity"
    case aiIndex = "ai_index"
  }
}

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
