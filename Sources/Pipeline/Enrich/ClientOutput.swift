/// What clients get of a run beside its payloads: the enrichment, stored as the run's
/// `client_output` and built on its first reading.
///
/// Every part that a role's baseline can answer names its source.
public struct ClientOutput: Codable, Hashable, Sendable {
  /// Where a part comes from.
  public enum Source: String, Codable, Sendable {
    /// The job description.
    case jd
    /// What is typical of the chosen role, for a JD that says too little.
    case roleBaseline = "role_baseline"
  }

  /// Nature of the work.
  public struct NatureOfWork: Codable, Hashable, Sendable {
    public var source: Source
    public var label: String
    public var summary: String
    /// Words of the JD that show it, as they stand there; nil where the baseline answers.
    @Nullable public var quote: String?

    public init(source: Source, label: String, summary: String, quote: String?) {
      self.source = source
      self.label = label
      self.summary = summary
      self.quote = quote
    }
  }

  /// How modern the stack is that the JD names.
  public struct TechStackMaturity: Codable, Hashable, Sendable {
    public var source: Source
    public var label: String
    public var why: String

    public init(source: Source, label: String, why: String) {
      self.source = source
      self.label = label
      self.why = why
    }
  }

  /// How much of the job is AI: 0 (none) to 5 (the job is AI).
  public struct AIIndex: Codable, Hashable, Sendable {
    public var source: Source
    /// The version of the rule that made `value`.
    public var version: String
    public var value: Double
    public var parts: Parts
    public var vocabulary: Vocabulary

    public init(
      source: Source, version: String, value: Double, parts: Parts, vocabulary: Vocabulary
    ) {
      self.source = source
      self.version = version
      self.value = value
      self.parts = parts
      self.vocabulary = vocabulary
    }

    /// The signs in the JD that add to the index.
    public struct Parts: Codable, Hashable, Sendable {
      public var titleMatch: Bool
      public var hasAISkill: Bool
      public var primaryAISkill: Bool
      public var secondaryAISkill: Bool
      public var onAITeam: Bool
      public var buildsAIProducts: Bool

      public init(
        titleMatch: Bool = false, hasAISkill: Bool = false, primaryAISkill: Bool = false,
        secondaryAISkill: Bool = false, onAITeam: Bool = false, buildsAIProducts: Bool = false
      ) {
        self.titleMatch = titleMatch
        self.hasAISkill = hasAISkill
        self.primaryAISkill = primaryAISkill
        self.secondaryAISkill = secondaryAISkill
        self.onAITeam = onAITeam
        self.buildsAIProducts = buildsAIProducts
      }

      enum CodingKeys: String, CodingKey {
        case titleMatch = "title_match"
        case hasAISkill = "has_ai_skill"
        case primaryAISkill = "ai_skill_primary"
        case secondaryAISkill = "ai_skill_secondary"
        case onAITeam = "on_ai_team"
        case buildsAIProducts = "builds_ai_products"
      }
    }

    /// The older rule: the AI words of the JD by kind, with weights 1, 2 and 3.
    public struct Vocabulary: Codable, Hashable, Sendable {
      public var assistants: [String]
      public var frameworks: [String]
      public var modelsAndConcepts: [String]

      public init(
        assistants: [String] = [], frameworks: [String] = [], modelsAndConcepts: [String] = []
      ) {
        self.assistants = assistants
        self.frameworks = frameworks
        self.modelsAndConcepts = modelsAndConcepts
      }

      /// The weighted count.
      public var score: Int {
        assistants.count + 2 * frameworks.count + 3 * modelsAndConcepts.count
      }

      enum CodingKeys: String, CodingKey {
        case assistants, frameworks
        case modelsAndConcepts = "models_and_concepts"
      }
    }
  }

  /// The JD's skills in one dimension of the chosen role.
  public struct SkillCluster: Codable, Hashable, Sendable {
    /// A skill of a cluster.
    public struct Member: Codable, Hashable, Sendable {
      /// The skill as the JD names it.
      public var name: String
      public var isPrimary: Bool
      /// Whether the library knows it.
      public var isInLibrary: Bool

      public init(name: String, isPrimary: Bool, isInLibrary: Bool) {
        self.name = name
        self.isPrimary = isPrimary
        self.isInLibrary = isInLibrary
      }

      enum CodingKeys: String, CodingKey {
        case name
        case isPrimary = "is_primary"
        case isInLibrary = "in_library"
      }
    }

    /// Nil of the cluster of what is in no dimension of the role.
    @Nullable public var dimensionID: Int?
    public var name: String
    public var skills: [Member]

    /// The name of the cluster of what is in no dimension of the role.
    public static let unalignedName = "Cross-cutting / unaligned"

    public init(dimensionID: Int?, name: String, skills: [Member]) {
      self.dimensionID = dimensionID
      self.name = name
      self.skills = skills
    }

    enum CodingKeys: String, CodingKey {
      case dimensionID = "dimension_id"
      case name, skills
    }
  }

  /// Whether the JD yields too little by itself (policy).
  public var isSparse: Bool
  public var natureOfWork: NatureOfWork
  public var techStackMaturity: TechStackMaturity
  public var aiIndex: AIIndex
  /// The skills matched in the JD, in its order.
  public var evidence: [String]
  /// By dimension, in the role's order; the unaligned last. Each counts as a group.
  public var skillClusters: [SkillCluster]
  /// What the person does: the JD's R&R, or the role's KRAs where the JD has none.
  public var kraDescription: String
  public var kraDescriptionSource: Source
  /// Who wrote it: `rules`, or the model's name.
  public var provider: String

  public init(
    isSparse: Bool, natureOfWork: NatureOfWork, techStackMaturity: TechStackMaturity,
    aiIndex: AIIndex, evidence: [String], skillClusters: [SkillCluster], kraDescription: String,
    kraDescriptionSource: Source, provider: String
  ) {
    self.isSparse = isSparse
    self.natureOfWork = natureOfWork
    self.techStackMaturity = techStackMaturity
    self.aiIndex = aiIndex
    self.evidence = evidence
    self.skillClusters = skillClusters
    self.kraDescription = kraDescription
    self.kraDescriptionSource = kraDescriptionSource
    self.provider = provider
  }

  enum CodingKeys: String, CodingKey {
    case isSparse = "sparse_jd"
    case natureOfWork = "nature_of_work"
    case techStackMaturity = "tech_stack_maturity"
    case aiIndex = "ai_index"
    case evidence
    case skillClusters = "skill_clusters"
    case kraDescription = "kra_description"
    case kraDescriptionSource = "kra_description_source"
    case provider
  }
}
