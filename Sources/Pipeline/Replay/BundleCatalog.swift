/// The catalog snapshot of a run bundle, and the learned state beside it.
public struct BundleCatalog: Codable, Sendable {
  /// A role; what is not given is empty.
  public struct BundleRole: Codable, Hashable, Sendable {
    /// Its id, of its own among the roles.
    public var id: Int
    /// Its slug, of its own among the roles.
    public var slug: String
    /// Its name for people.
    public var displayName: String
    /// What the person does.
    public var archetype: String?
    /// The library's group of roles.
    public var domain: String?
    /// Titles that mean it.
    public var aliases: [String]?
    /// Its KRAs, in order.
    public var kras: [String]?
    /// False for a role that is known and never chosen.
    public var isCandidate: Bool?

    enum CodingKeys: String, CodingKey {
      case id, slug
      case displayName = "display_name"
      case archetype = "role_archetype"
      case domain, aliases, kras
      case isCandidate = "is_candidate"
    }
  }

  /// A skill; what is not given is empty, extractable, unversioned and no category.
  public struct BundleSkill: Codable, Hashable, Sendable {
    /// Its id, of its own among the skills.
    public var id: Int
    /// Its slug, of its own among the skills.
    public var slug: String
    /// Its name for people.
    public var displayName: String
    /// The id of its category.
    public var categoryID: Int?
    /// The id of its sub-category.
    public var subCategoryID: Int?
    /// As `Skill.nature`.
    public var skillNature: String?
    /// As `Skill.volatility`.
    public var volatility: String?
    /// As `Skill.typicalLifespan`.
    public var typicalLifespan: String?
    /// As `Skill.versionStrategy`.
    public var versionStrategy: String?
    /// Whether readers look for it in texts.
    public var isExtractable: Bool?
    /// Whether it names a category as well.
    public var isAlsoCategory: Bool?
    /// The texts that mean it.
    public var aliases: [SkillAliasReference]?
    /// Ids of its dimensions; those that the bundle lacks are left out.
    public var dimensionIDs: [Int]?

    enum CodingKeys: String, CodingKey {
      case id, slug
      case displayName = "display_name"
      case categoryID = "category_id"
      case subCategoryID = "sub_category_id"
      case skillNature = "skill_nature"
      case volatility
      case typicalLifespan = "typical_lifespan"
      case versionStrategy = "version_strategy"
      case isExtractable = "is_extractable"
      case isAlsoCategory = "is_also_category"
      case aliases
      case dimensionIDs = "dimension_ids"
    }
  }

  /// A dimension, with the roles that have it.
  public struct BundleDimension: Codable, Sendable {
    /// Its id, of its own among the dimensions.
    public var id: Int
    /// Its slug, of its own among the dimensions.
    public var slug: String
    /// Its name for people.
    public var displayName: String
    /// How hard it is to judge.
    public var difficultyHint: String?
    /// Why its skills belong together.
    public var rationale: String?
    /// Ids of the roles that have it.
    public var roleIDs: [Int]?

    enum CodingKeys: String, CodingKey {
      case id, slug
      case displayName = "display_name"
      case difficultyHint = "difficulty_hint"
      case rationale
      case roleIDs = "role_ids"
    }
  }

  /// A centroid; one given by its n alone starts from a zero sum.
  public struct BundleCentroid: Codable, Sendable {
    /// The role's id.
    public var roleID: Int
    /// JDs in it, n.
    public var count: Int
    /// The sum of their vectors, a number a component of the bundle's model.
    public var sum: [Double]?

    enum CodingKeys: String, CodingKey {
      case roleID = "role_id"
      case count = "n"
      case sum
    }
  }

  /// The roles, those that are context among them.
  public var roles: [BundleRole]
  /// The skills; none where missing.
  public var skills: [BundleSkill]?
  /// The dimensions; none where missing.
  public var dimensions: [BundleDimension]?
  /// What was learned before the run; nothing where missing.
  public var centroids: [BundleCentroid]?
  /// What reviewers said never to match; none where missing.
  public var exclusions: [CatalogExclusion]?
  /// The id that the next row of a queue gets, by table; 1 where missing.
  public var nextIDs: [String: Int]?

  enum CodingKeys: String, CodingKey {
    case roles, skills, dimensions, centroids, exclusions
    case nextIDs = "next_ids"
  }

  /// The snapshot as a catalog. A role's dimensions are those that name it, ascending by id.
  ///
  /// A snapshot may be a part of a library: links to what it does not hold are left out.
  ///
  /// - Throws: `BundleError.repeated` where two entries share an id or a slug.
  func catalog() throws(BundleError) -> Catalog {
    try Self.checkUnique("role id", roles.map(\.id))
    try Self.checkUnique("role slug", roles.map(\.slug))
    try Self.checkUnique("skill id", (skills ?? []).map(\.id))
    try Self.checkUnique("skill slug", (skills ?? []).map(\.slug))
    try Self.checkUnique("alias id", (skills ?? []).flatMap { ($0.aliases ?? []).map(\.id) })
    try Self.checkUnique("dimension id", (dimensions ?? []).map(\.id))
    try Self.checkUnique("dimension slug", (dimensions ?? []).map(\.slug))
    let known = Set((dimensions ?? []).map(\.id))
    var dimensionsOfRole: [Int: [Int]] = [:]
    for dimension in (dimensions ?? []).sorted(by: { $0.id < $1.id }) {
      for role in Set(dimension.roleIDs ?? []) {
        dimensionsOfRole[role, default: []].append(dimension.id)
      }
    }
    return Catalog(
      information: CatalogInformation(
        name: "run bundle", release: "", licence: "not stated"),
      roles: roles.map { $0.role(dimensionIDs: dimensionsOfRole[$0.id] ?? []) },
      skills: (skills ?? []).map { Self.skill($0, known) },
      dimensions: (dimensions ?? []).map {
        CatalogDimension(
          id: $0.id, slug: $0.slug, displayName: $0.displayName, rationale: $0.rationale ?? "",
          difficultyHint: $0.difficultyHint ?? "")
      },
      exclusions: exclusions ?? [])
  }

  private static func checkUnique<Value: Hashable>(
    _ what: String, _ values: [Value]
  ) throws(BundleError) {
    var seen: Set<Value> = []
    for value in values where !seen.insert(value).inserted {
      throw BundleError.repeated(what, "\(value)")
    }
  }

  /// A skill; links to dimensions that are not among `dimensions` are left out.
  static func skill(_ skill: BundleSkill, _ dimensions: Set<Int>) -> Skill {
    var seen: Set<Int> = []
    return Skill(
      id: skill.id, slug: skill.slug, displayName: skill.displayName,
      categoryID: skill.categoryID, subCategoryID: skill.subCategoryID,
      nature: skill.skillNature ?? "", volatility: skill.volatility ?? "",
      typicalLifespan: skill.typicalLifespan ?? "",
      versionStrategy: skill.versionStrategy ?? "UNVERSIONED",
      isExtractable: skill.isExtractable ?? true, isAlsoCategory: skill.isAlsoCategory ?? false,
      aliases: (skill.aliases ?? []).map {
        SkillAlias(
          id: $0.id, text: $0.aliasText, type: $0.aliasType, isPrimary: $0.isPrimary,
          matchStrategy: $0.matchStrategy)
      },
      dimensionIDs: (skill.dimensionIDs ?? []).filter {
        dimensions.contains($0) && seen.insert($0).inserted
      })
  }
}

extension BundleCatalog {
  /// A catalog as a snapshot, without learned state.
  init(_ catalog: Catalog) {
    var rolesOfDimension: [Int: [Int]] = [:]
    for role in catalog.allRoles {
      for id in role.dimensionIDs { rolesOfDimension[id, default: []].append(role.id) }
    }
    self.init(
      roles: catalog.allRoles.map {
        BundleRole(
          id: $0.id, slug: $0.slug, displayName: $0.displayName, archetype: $0.archetype,
          domain: $0.domain, aliases: $0.aliases, kras: $0.kras,
          isCandidate: $0.isCandidate ? nil : false)
      },
      skills: catalog.skills.map(BundleSkill.init),
      dimensions: catalog.dimensions.map {
        BundleDimension(
          id: $0.id, slug: $0.slug, displayName: $0.displayName,
          difficultyHint: $0.difficultyHint, rationale: $0.rationale,
          roleIDs: rolesOfDimension[$0.id] ?? [])
      },
      exclusions: catalog.exclusions.isEmpty ? nil : catalog.exclusions)
  }
}

extension BundleCatalog.BundleRole {
  func role(dimensionIDs: [Int]) -> Role {
    Role(
      id: id, slug: slug, displayName: displayName, archetype: archetype ?? "",
      domain: domain ?? "", aliases: aliases ?? [], kras: kras ?? [], dimensionIDs: dimensionIDs,
      isCandidate: isCandidate ?? true)
  }
}

extension BundleCatalog.BundleSkill {
  init(_ skill: Skill) {
    self.init(
      id: skill.id, slug: skill.slug, displayName: skill.displayName,
      categoryID: skill.categoryID, subCategoryID: skill.subCategoryID,
      skillNature: skill.nature, volatility: skill.volatility,
      typicalLifespan: skill.typicalLifespan, versionStrategy: skill.versionStrategy,
      isExtractable: skill.isExtractable, isAlsoCategory: skill.isAlsoCategory,
      aliases: skill.aliases.map {
        SkillAliasReference(
          aliasText: $0.text, aliasType: $0.type, id: $0.id, isPrimary: $0.isPrimary,
          matchStrategy: $0.matchStrategy)
      },
      dimensionIDs: skill.dimensionIDs)
  }
}
