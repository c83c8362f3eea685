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
