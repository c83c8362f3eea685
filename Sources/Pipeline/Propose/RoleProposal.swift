/// A role that the library lacks, as a JD of case E suggests it: one item for a person to review.
///
/// It is no role: nothing of it enters the catalog before somebody approves it.
public struct RoleProposal: Codable, Hashable, Sendable {
  /// A dimension that the JD's known skills lie in.
  public struct Dimension: Codable, Hashable, Sendable {
    /// Its id in the library.
    public var id: Int
    /// Its slug.
    public var slug: String
    /// Its display name.
    public var displayName: String
    /// The JD's skills in it, by display name.
    public var skills: [String]

    enum CodingKeys: String, CodingKey {
      case id, slug
      case displayName = "display_name"
      case skills
    }
  }

  /// A skill of the JD.
  public struct Skill: Codable, Hashable, Sendable {
    /// The skill as the JD names it.
    public var skillName: String
    /// Whether the JD asks for it first of all.
    public var isPrimary: Bool
    /// The library's skill; nil for one that the library does not know.
    @Nullable public var skillID: Int?

    enum CodingKeys: String, CodingKey {
      case skillName = "skill_name"
      case isPrimary = "is_primary"
      case skillID = "skill_id"
    }
  }

  /// An existing role that the JD may be for after all.
  public struct NearestRole: Codable, Hashable, Sendable {
    /// The role's id.
    public var roleID: Int
    /// The role's slug.
    public var slug: String
    /// The role's name.
    public var displayName: String
    /// The role's domain.
    public var domain: String
    /// Mean of the best sentence–KRA similarities.
    @Nullable public var kraScore: Double?
    /// Largest cosine of the JD's title or title aliases with a title of the role; nil without a
    /// title.
    @Nullable public var titleSimilarity: Double?
    /// Cosine of the JD's vector with the role's centroid.
    @Nullable public var centroidSimilarity: Double?
    /// Share of the JD's known skills that are the role's.
    public var skillScore: Double

    enum CodingKeys: String, CodingKey {
      case roleID = "role_id"
      case slug
      case displayName = "display_name"
      case domain
      case kraScore = "kra_score"
      case titleSimilarity = "title_similarity"
      case centroidSimilarity = "centroid_similarity"
      case skillScore = "skill_score"
    }
  }

  /// The name of the new role: the JD's title, or "Untitled role".
  public var displayName: String
  /// Its slug.
  public var slug: String
  /// The arbiter's domain where it is one of the library, else that of the nearest role; nil in a
  /// library without roles.
  @Nullable public var domain: String?
  /// The JD's duties in the library's form.
  public var kras: [String]
  /// Those with more of the JD's skills first, then by id.
  public var dimensions: [Dimension]
  /// The JD's skills, known or not, in its order.
  public var skills: [Skill]
  /// Best first.
  public var nearestRoles: [NearestRole]

  enum CodingKeys: String, CodingKey {
    case displayName = "display_name"
    case slug, domain, kras, dimensions, skills
    case nearestRoles = "nearest_roles"
  }
}

extension RoleProposal {
  /// KRAs of a proposal: the most that a starter role of the library has.
  static let kraLimit = 12
  static let nearestRoleLimit = 5

  /// What a JD that no role fits suggests. Pure; O(sentences + skills × their dimensions).
  ///
  /// - Parameters:
  ///   - title: the JD's own title.
  ///   - answeredDomain: the domain that the arbiter gave beside its "none".
  ///   - skills: the JD's skills with their library skill, in order.
  ///   - ranked: the evidence of the library's roles, best first.
  init(
    title: String?, answeredDomain: String?, sentences: [String],
    skills: [(skill: FinalSkill, skillID: Int?)], ranked: [CandidateEvidence],
    library: CatalogLookup
  ) {
    let name = NewRoleName(title: title)
    displayName = name.displayName
    slug = name.slug
    domain =
      answeredDomain.flatMap { library.domains.contains($0) ? $0 : nil } ?? ranked.first?.domain
    kras = KRADraft.drafts(of: sentences, limit: Self.kraLimit)
    dimensions = Self.dimensions(of: skills.compactMap(\.skillID), library)
    self.skills = skills.map {
      Skill(skillName: $0.skillName, isPrimary: $0.isPrimary, skillID: $1)
    }
    nearestRoles = ranked.prefix(Self.nearestRoleLimit).map {
      NearestRole(
        roleID: $0.roleID, slug: $0.slug, displayName: $0.displayName, domain: $0.domain,
        kraScore: $0.kraScore?.fourDecimals, titleSimilarity: $0.titleSimilarity?.fourDecimals,
        centroidSimilarity: $0.centroidSimilarity?.fourDecimals,
        skillScore: $0.skillScore.fourDecimals)
    }
  }

  private static func dimensions(of skillIDs: [Int], _ library: CatalogLookup) -> [Dimension] {
    var names: [Int: [String]] = [:]
    var seen: Set<Int> = []
    for skill in skillIDs.filter({ seen.insert($0).inserted }).compactMap(library.skill) {
      for id in skill.dimensionIDs { names[id, default: []].append(skill.displayName) }
    }
    return names.compactMap { id, skills in
      library.dimension(id).map {
        Dimension(id: id, slug: $0.slug, displayName: $0.displayName, skills: skills)
      }
    }.sorted {
      $0.skills.count != $1.skills.count ? $0.skills.count > $1.skills.count : $0.id < $1.id
    }
  }
}
