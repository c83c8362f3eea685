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
    /// Who answers.
    public var source: Source
    /// The nature's name.
    public var label: String
    /// The work in a sentence.
    public var summary: String
    /// Words of the JD that show it, as they stand there; nil where the baseline answers.
    @Nullable public var quote: String?

    /// A nature of work as given.
    public init(source: Source, label: String, summary: String, quote: String?) {
      self.source = source
      self.label = label
      self.summary = summary
      self.quote = quote
    }
  }

  /// How modern the stack is that the JD names.
  public struct TechStackMaturity: Codable, Hashable, Sendable {
    /// Who answers.
    public var source: Source
    /// Legacy, Established, Modern, Modern Cloud Native, Emerging or Not stated.
    public var label: String
    /// What speaks for it, for people.
    public var why: String

    /// A maturity as given.
    public init(source: Source, label: String, why: String) {
      self.source = source
      self.label = label
      self.why = why
    }
  }

  /// How much of the job is AI: 0 (none) to 5 (the job is AI).
  public struct AIIndex: Codable, Hashable, Sendable {
    /// Who answers for `value`; parts and vocabulary are always the JD's.
    public var source: Source
    /// The version of the rule that made `value`.
    public var version: String
    /// The index, 0 to 5: of the parts, or the role's.
    public var value: Double
    /// The signs that the JD gives.
    public var parts: Parts
    /// The older count, beside the index.
    public var vocabulary: Vocabulary

    /// An index as given.
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
      /// The JD's title names a field of AI.
      public var titleMatch: Bool
      /// The vocabulary is not empty.
      public var hasAISkill: Bool
      /// A primary skill is one of AI.
      public var primaryAISkill: Bool
      /// Another skill is one of AI.
      public var secondaryAISkill: Bool
      /// The text speaks of an AI team that the person is part of.
      public var onAITeam: Bool
      /// A duty makes models, agents or AI features.
      public var buildsAIProducts: Bool

      /// The signs as given.
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
      /// Assistants named in skills, title and duties, each once.
      public var assistants: [String]
      /// Frameworks, likewise.
      public var frameworks: [String]
      /// Models and concepts, likewise.
      public var modelsAndConcepts: [String]

      /// The words as given.
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
      /// Whether the JD asks for it first of all.
      public var isPrimary: Bool
      /// Whether the library knows it.
      public var isInLibrary: Bool

      /// A skill as given.
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
    /// The dimension's name, or `unalignedName`.
    public var name: String
    /// Its skills, in the JD's order; a skill may be in several clusters.
    public var skills: [Member]

    /// The name of the cluster of what is in no dimension of the role.
    public static let unalignedName = "Cross-cutting / unaligned"

    /// A cluster as given.
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
  /// What the work is.
  public var natureOfWork: NatureOfWork
  /// How modern the technology is.
  public var techStackMaturity: TechStackMaturity
  /// How much of the job is AI.
  public var aiIndex: AIIndex
  /// The skills matched in the JD, in its order.
  public var evidence: [String]
  /// By dimension, in the role's order; the unaligned last. Each counts as a group.
  public var skillClusters: [SkillCluster]
  /// What the person does: the JD's R&R, or the role's KRAs where the JD has none.
  public var kraDescription: String
  /// Whose words `kraDescription` is made of.
  public var kraDescriptionSource: Source
  /// Who wrote it: `rules`, or the model's name.
  public var provider: String

  /// An output as given.
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
