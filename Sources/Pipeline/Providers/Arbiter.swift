/// Decides where the signals alone do not, and profiles skills that the library does not know.
public protocol Arbiter: Sendable {
  /// The arbiter's name in the run record: "evidence", or a model's name.
  var name: String { get }
  /// Whether a language model answers; only then `llm2_fired` and `llm2_reasoning` are set.
  var isLanguageModel: Bool { get }
  /// One of the question's candidates, or none.
  func answer(_ question: ArbiterQuestion) async throws -> ArbiterAnswer
  /// What kind of thing an unknown skill is.
  func profile(ofSkill name: String, in question: SkillQuestion) async throws -> SkillProfile
}

/// A question to an arbiter: the JD as data, and the only answers allowed.
public struct ArbiterQuestion: Sendable {
  public enum Kind: String, Codable, Sendable {
    /// Case B: the alias role or the skill leader.
    case contradiction
    /// Case D: the roles that share the alias.
    case collision
    /// Case DOMAIN: a domain, then a role in it.
    case domain
  }

  public var kind: Kind
  /// The candidates with their evidence, ascending by role id.
  public var candidates: [CandidateEvidence]
  public var title: String?
  public var responsibilityText: String
  public var skills: [String]
  /// Skills among them that the library knows.
  public var knownSkillCount: Int

  public init(
    kind: Kind, candidates: [CandidateEvidence], title: String?, responsibilityText: String,
    skills: [String], knownSkillCount: Int
  ) {
    self.kind = kind
    self.candidates = candidates
    self.title = title
    self.responsibilityText = responsibilityText
    self.skills = skills
    self.knownSkillCount = knownSkillCount
  }
}

/// What speaks for a role.
public struct CandidateEvidence: Codable, Hashable, Sendable {
  public var roleID: Int
  public var slug: String
  public var displayName: String
  public var domain: String
  /// Whether the JD's title or a title alias is an alias of the role.
  public var isAliasRole: Bool
  /// Mean of the best sentence–KRA similarities; nil for a role without KRAs or a JD without
  /// sentences.
  public var kraScore: Double?
  /// Share of the JD's known skills that lie in a dimension of the role.
  public var skillScore: Double
  /// Largest cosine of the JD's title or title aliases with a title of the role; nil without a
  /// title.
  public var titleSimilarity: Double?
  /// Cosine of the JD's vector with the role's centroid; nil where nothing was learned.
  public var centroidSimilarity: Double?
  /// JDs in the role's centroid.
  public var centroidCount: Int
  /// The role's KRAs nearest to the JD, best first.
  public var nearestKRAs: [String]
  /// Display names of the role's skills in the JD.
  public var matchedSkills: [String]
  /// Display names of the dimensions those skills lie in.
  public var matchedDimensions: [String]

  enum CodingKeys: String, CodingKey {
    case roleID = "role_id"
    case slug
    case displayName = "display_name"
    case domain
    case isAliasRole = "is_alias_role"
    case kraScore = "kra_score"
    case skillScore = "skill_score"
    case titleSimilarity = "title_similarity"
    case centroidSimilarity = "centroid_similarity"
    case centroidCount = "centroid_n"
    case nearestKRAs = "nearest_kras"
    case matchedSkills = "matched_skills"
    case matchedDimensions = "matched_dimensions"
  }
}

/// An arbiter's answer.
public struct ArbiterAnswer: Codable, Hashable, Sendable {
  /// The chosen candidate's slug; nil for "none fits".
  public var slug: String?
  /// Its domain, in case DOMAIN.
  public var domain: String?
  public var confidence: Double
  public var reasoning: String
  public var matchedSkills: [String]
  public var matchedDimensions: [String]
  public var matchedKRAs: [String]
  /// Whether a default arbiter answered in the place of the language model that was asked.
  public var isFallback = false

  enum CodingKeys: String, CodingKey {
    case slug, domain, confidence, reasoning
    case matchedSkills = "matched_skills"
    case matchedDimensions = "matched_dimensions"
    case matchedKRAs = "matched_kras"
    case isFallback = "is_fallback"
  }

  public init(
    slug: String?, domain: String? = nil, confidence: Double, reasoning: String,
    matchedSkills: [String] = [], matchedDimensions: [String] = [], matchedKRAs: [String] = []
  ) {
    self.slug = slug
    self.domain = domain
    self.confidence = confidence
    self.reasoning = reasoning
    self.matchedSkills = matchedSkills
    self.matchedDimensions = matchedDimensions
    self.matchedKRAs = matchedKRAs
  }
}

/// What is known beside the name of a skill to be profiled.
public struct SkillQuestion: Sendable {
  public var title: String?
  public var responsibilityText: String

  public init(title: String?, responsibilityText: String) {
    self.title = title
    self.responsibilityText = responsibilityText
  }
}
