/// A release of a public catalog, whose entries have the publisher's codes and no ids yet.
///
/// Everything is in the order in which new ids are given. Within a kind codes are distinct.
public struct CatalogRelease: Sendable {
  /// The namespace of the codes ("onet"): releases of one source are versions of one catalog.
  public var source: String
  /// Name, release and licence.
  public var information: CatalogInformation
  /// The groups of skills.
  public var dimensions: [Dimension]
  /// The category of all skills; nil for a release without skills.
  public var category: Category?
  /// The occupations.
  public var roles: [Role]
  /// The skills.
  public var skills: [Skill]

  /// A release as given; nothing is checked before it is imported.
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
    /// The publisher's code.
    public var code: String
    /// Its name for people.
    public var displayName: String
    /// Why these skills belong together.
    public var rationale: String

    /// A dimension as given.
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
      /// The publisher's code.
      public var code: String
      /// Its name for people.
      public var name: String

      /// A part as given.
      public init(code: String, name: String) {
        self.code = code
        self.name = name
      }
    }

    /// The publisher's code.
    public var code: String
    /// Its name for people.
    public var name: String
    /// Its parts, which skills name by their codes.
    public var parts: [Part]

    /// A category as given.
    public init(code: String, name: String, parts: [Part]) {
      self.code = code
      self.name = name
      self.parts = parts
    }
  }

  /// An occupation.
  public struct Role: Sendable {
    /// The publisher's code.
    public var code: String
    /// Its title.
    public var displayName: String
    /// What the person does, in a sentence or two.
    public var archetype: String
    /// The group of occupations that it is in.
    public var domain: String
    /// Distinct under `TextKey`.
    public var aliases: [String]
    /// What the person does, a task each.
    public var kras: [String]
    /// The codes of its dimensions.
    public var dimensionCodes: [String]

    /// An occupation as given.
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
    /// The text.
    public var text: String
    /// Whether capitals matter.
    public var isCaseSensitive: Bool

    /// An alias as given.
    public init(text: String, isCaseSensitive: Bool) {
      self.text = text
      self.isCaseSensitive = isCaseSensitive
    }
  }

  /// A skill.
  public struct Skill: Sendable {
    /// The publisher's code.
    public var code: String
    /// Its name for people.
    public var displayName: String
    /// The code of its part of the category.
    public var partCode: String
    /// `TOOL`, `CONCEPT`, … as of `Skill.nature`.
    public var nature: String
    /// The first one is the skill's own name. No text means two skills of the release.
    public var aliases: [SkillAlias]
    /// The codes of its dimensions.
    public var dimensionCodes: [String]

    /// A skill as given.
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
