/// The role library as a value: roles, skills and dimensions as they were at one version.
///
/// Everything is in ascending order of id; KRAs, aliases and links in catalog order.
public struct Catalog: Hashable, Sendable {
  public var information: CatalogInformation
  /// The roles that a JD can be for.
  public var roles: [Role]
  /// Roles of the field that are not to be chosen: they tell how special a name, a word or a skill
  /// is. Most libraries have none.
  public var contextRoles: [Role]
  public var skills: [Skill]
  public var dimensions: [CatalogDimension]
  public var categories: [SkillCategory]
  /// What reviewers said never to match.
  public var exclusions: [CatalogExclusion]

  /// - Parameter roles: all roles; those that are no candidates become the context.
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
  public var name: String
  /// The source's own version or date.
  public var release: String
  public var licence: String
  @Nullable public var source: String?

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
  public var id: Int
  public var slug: String
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
  public var baseline: RoleBaseline?
  /// Whether a JD can be for the role; false for a role that is known and never chosen.
  public var isCandidate: Bool

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
  public struct NatureOfWork: Codable, Hashable, Sendable {
    public var label: String
    public var summary: String
  }

  public struct TechStackMaturity: Codable, Hashable, Sendable {
    public var label: String
    public var why: String
  }

  public var natureOfWork: NatureOfWork
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
  public var id: Int
  public var slug: String
  public var displayName: String
  public var categoryID: Int?
  public var subCategoryID: Int?
  /// `TOOL`, `PLATFORM`, `CONCEPT`, `PRACTICE`, `PATTERN`, …; an open set, as the next three.
  public var nature: String
  public var volatility: String
  public var typicalLifespan: String
  public var versionStrategy: String
  /// Whether readers look for it in texts.
  public var isExtractable: Bool
  public var isAlsoCategory: Bool
  /// Its kind in the AI vocabulary: `assistant`, `framework`, `model`, `concept`; nil outside it.
  public var aiKind: String?
  public var aliases: [SkillAlias]
  /// Ids of its dimensions.
  public var dimensionIDs: [Int]

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
  public var id: Int
  public var text: String
  /// `CANONICAL`, `SYNONYM`, …
  public var type: String
  public var isPrimary: Bool
  /// `CASE_INSENSITIVE` or `CASE_SENSITIVE`.
  public var matchStrategy: String

  public static let caseSensitive = "CASE_SENSITIVE"
  public static let caseInsensitive = "CASE_INSENSITIVE"

  public var isCaseSensitive: Bool { matchStrategy == Self.caseSensitive }

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
  public var id: Int
  public var slug: String
  public var displayName: String
  public var rationale: String
  public var difficultyHint: String

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
  public struct SubCategory: Hashable, Sendable {
    public var id: Int
    public var name: String

    public init(id: Int, name: String) {
      self.id = id
      self.name = name
    }
  }

  public var id: Int
  public var name: String
  public var subCategories: [SubCategory]

  public init(id: Int, name: String, subCategories: [SubCategory]) {
    self.id = id
    self.name = name
    self.subCategories = subCategories
  }
}
