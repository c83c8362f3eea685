/// The catalog snapshot of a run bundle, and the learned state beside it.
public struct BundleCatalog: Codable, Sendable {
  public struct BundleRole: Codable, Hashable, Sendable {
    public var id: Int
    public var slug: String
    public var displayName: String
    public var archetype: String?
    public var domain: String?
    public var aliases: [String]?
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

  public struct BundleSkill: Codable, Hashable, Sendable {
    public var id: Int
    public var slug: String
    public var displayName: String
    public var categoryID: Int?
    public var subCategoryID: Int?
    public var skillNature: String?
    public var volatility: String?
    public var typicalLifespan: String?
    public var versionStrategy: String?
    public var isExtractable: Bool?
    public var isAlsoCategory: Bool?
    public var aliases: [SkillAliasReference]?
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

  public struct BundleDimension: Codable, Sendable {
    public var id: Int
    public var slug: String
    public var displayName: String
    public var difficultyHint: String?
    public var rationale: String?
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
    public var roleID: Int
    public var count: Int
    public var sum: [Double]?

    enum CodingKeys: String, CodingKey {
      case roleID = "role_id"
      case count = "n"
      case sum
    }
  }

  public var roles: [BundleRole]
  public var skills: [BundleSkill]?
  public var dimensions: [BundleDimension]?
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
