/// A release of a public catalog, whose entries have the publisher's codes and no ids yet.
///
/// Everything is in the order in which new ids are given. Within a kind codes are distinct.
public struct CatalogRelease: Sendable {
  /// The namespace of the codes ("onet"): releases of one source are versions of one catalog.
  public var source: String
  public var information: CatalogInformation
  public var dimensions: [Dimension]
  /// The category of all skills; nil for a release without skills.
  public var category: Category?
  public var roles: [Role]
  public var skills: [Skill]

  public init(
    source: String, information: CatalogInformation, dimensions: [Dimension],
    category: Category?, roles: [Role], skills: [Skill]
  ) {
    self.source = source
    self.information = information
    self.dimensions = dimensions
    self.category = category
    self.roles = roles
    self.skills = skills
  }

  /// A group of skills that joins them to roles.
  public struct Dimension: Sendable {
    public var code: String
    public var displayName: String
    public var rationale: String

    public init(code: String, displayName: String, rationale: String) {
      self.code = code
      self.displayName = displayName
      self.rationale = rationale
    }
  }

  /// A category of skills and its parts.
  public struct Category: Sendable {
    /// A part of a category.
    public struct Part: Sendable {
      public var code: String
      public var name: String

      public init(code: String, name: String) {
        self.code = code
        self.name = name
      }
    }

    public var code: String
    public var name: String
    public var parts: [Part]

    public init(code: String, name: String, parts: [Part]) {
      self.code = code
      self.name = name
      self.parts = parts
    }
  }

  /// An occupation.
  public struct Role: Sendable {
    public var code: String
    public var displayName: String
    public var archetype: String
    public var domain: String
    /// Distinct under `TextKey`.
    public var aliases: [String]
    public var kras: [String]
    public var dimensionCodes: [String]

    public init(
      code: String, displayName: String, archetype: String, domain: String, aliases: [String],
      kras: [String], dimensionCodes: [String]
    ) {
      self.code = code
      self.displayName = displayName
      self.archetype = archetype
      self.domain = domain
      self.aliases = aliases
      self.kras = kras
      self.dimensionCodes = dimensionCodes
    }
  }

  /// A text that means a skill.
  public struct SkillAlias: Hashable, Sendable {
    public var text: String
    public var isCaseSensitive: Bool

    public init(text: String, isCaseSensitive: Bool) {
      self.text = text
      self.isCaseSensitive = isCaseSensitive
    }
  }

  /// A skill.
  public struct Skill: Sendable {
    public var code: String
    public var displayName: String
    /// The code of its part of the category.
    public var partCode: String
    public var nature: String
    /// The first one is the skill's own name. No text means two skills of the release.
    public var aliases: [SkillAlias]
    public var dimensionCodes: [String]

    public init(
      code: String, displayName: String, partCode: String, nature: String, aliases: [SkillAlias],
      dimensionCodes: [String]
    ) {
      self.code = code
      self.displayName = displayName
      self.partCode = partCode
      self.nature = nature
      self.aliases = aliases
      self.dimensionCodes = dimensionCodes
    }
  }
}
