/// Decides where the signals alone do not, and profiles skills that the library does not know.
public protocol Arbiter: Sendable {
  /// The arbiter's name in the run record: "evidence", or a model's name.
  var name: String { get }
  /// Whether a language model answers; only then `llm2_fired` and `llm2_reasoning` are set.
  var isLanguageModel: Bool { get }
  /// One of the question's candidates, or none.
  ///
  /// - Throws: what ends the run: a wrong setting, a ledger that cannot be written. An arbiter that
  ///   can be asked again or replaced answers all the same (`ArbiterAnswer.isFallback`).
  func answer(_ question: ArbiterQuestion) async throws -> ArbiterAnswer
  /// What kind of thing an unknown skill is.
  ///
  /// - Throws: as `answer`.
  func profile(ofSkill name: String, in question: SkillQuestion) async throws -> SkillProfile
}

/// A question to an arbiter: the JD as data, and the only answers allowed.
public struct ArbiterQuestion: Sendable {
  /// What is to be decided.
  public enum Kind: String, Codable, Sendable {
    /// Case B: the alias role or the skill leader.
    case contradiction
    /// Case D: the roles that share the alias.
    case collision
    /// Case DOMAIN: a domain, then a role in it.
    case domain
  }

  /// What is to be decided.
  public var kind: Kind
  /// The candidates with their evidence, ascending by role id.
  public var candidates: [CandidateEvidence]
  /// The JD's own title; nil where it states none.
  public var title: String?
  /// The JD's R&R, a duty a line.
  public var responsibilityText: String
  /// The JD's skills, in its order.
  public var skills: [String]
  /// Skills among them that the library knows.
  public var knownSkillCount: Int
  /// What the decided runs say; nil where nothing was learned.
  public var learned: LearnedScores?

  /// A question as given.
  public init(
    kind: Kind, candidates: [CandidateEvidence], title: String?, responsibilityText: String,
    skills: [String], knownSkillCount: Int, learned: LearnedScores? = nil
  ) {
    self.kind = kind
    self.candidates = candidates
    self.title = title
    self.responsibilityText = responsibilityText
    self.skills = skills
    self.knownSkillCount = knownSkillCount
    self.learned = learned
  }
}

/// An arbiter's answer.
public struct ArbiterAnswer: Codable, Hashable, Sendable {
  /// The chosen candidate's slug; nil for "none fits".
  public var slug: String?
  /// Its domain, in case DOMAIN.
  public var domain: String?
  /// How sure the answer is, 0 to 1. Under the policy's `arbiterFloor` it counts as "none fits".
  public var confidence: Double
  /// Why, for the run's `reasoning`.
  public var reasoning: String
  /// Skills that speak for it, in words of the arbiter's choice; used in case DOMAIN alone, as the
  /// next two.
  public var matchedSkills: [String]
  /// Dimensions that speak for it.
  public var matchedDimensions: [String]
  /// KRAs that speak for it.
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

  /// An answer as given. One that names no candidate of the question counts as "none fits".
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
  /// The JD's own title; nil where it states none.
  public var title: String?
  /// The JD's R&R.
  public var responsibilityText: String

  /// A question as given.
  public init(title: String?, responsibilityText: String) {
    self.title = title
    self.responsibilityText = responsibilityText
  }
}
