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
