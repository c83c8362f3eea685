/// Everything about a run that its payloads do not say.
public struct RunRecord: Codable, Sendable {
  /// The build and data that decided the run.
  public struct Versions: Codable, Hashable, Sendable {
    public var engine: String
    public var model: String
    public var catalog: Int
    public var policy: String
    public var reader: String
    public var arbiter: String
  }

  /// Milliseconds of wall time.
  public struct Durations: Codable, Hashable, Sendable {
    @Nullable public var extractFromJD: Double?
    @Nullable public var extractDetails: Double?
    @Nullable public var finalRoleOutput: Double?

    public init() {
      extractFromJD = nil
      extractDetails = nil
      finalRoleOutput = nil
    }

    enum CodingKeys: String, CodingKey {
      case extractFromJD = "extract_from_jd_ms"
      case extractDetails = "extract_details_ms"
      case finalRoleOutput = "final_role_output_ms"
    }
  }

  /// What the arbiter was asked, and what it answered.
  public struct Arbitration: Codable, Hashable, Sendable {
    public var question: ArbiterQuestion.Kind
    /// The slugs it could choose from.
    public var candidates: [String]
    public var answer: ArbiterAnswer
    /// Whether a language model answered, and no default in its place.
    public var isFromLanguageModel: Bool

    enum CodingKeys: String, CodingKey {
      case question, candidates, answer
      case isFromLanguageModel = "from_language_model"
    }
  }

  public var versions: Versions
  public var policy: Policy
  public var durations: Durations
  /// The probability that the chosen role is right, whatever the case; nil without a role.
  @Nullable public var calibratedConfidence: Double?
  /// The JD's skills with their bytes in the original text.
  public var skills: [ExtractedSkill]
  /// The distinct sentences that the KRA signal read.
  public var sentences: [String]
  /// Where the parts of the JD stand in the original text.
  public var spans: [JDReading.Span]
  /// What the parts of the text were taken for.
  public var sections: [JDReading.Section]
  /// The chosen role's sentence–KRA pairs, best first, whether it is on the shortlist or not.
  public var chosenRolePairs: [KRAMatch]
  /// The best candidates with their evidence, best first.
  public var candidates: [CandidateEvidence]
  /// What the decided runs said; nil where nothing was learned.
  @Nullable public var learned: LearnedScores?
  /// Whether the role was given with the JD, as of a decision made elsewhere.
  public var isRoleGiven: Bool
  /// Nil where the signals decided alone.
  @Nullable public var arbitration: Arbitration?
  /// The new role of case E.
  @Nullable public var proposal: RoleProposal?
  /// Things a reviewer should know of: a skill that does not stand in the text, and the like.
  public var flags: [String]
  /// What the model calls of the run cost; nil where there were none.
  @Nullable public var costs: RunCosts?

  enum CodingKeys: String, CodingKey {
    case versions, policy, durations
    case calibratedConfidence = "calibrated_confidence"
    case skills, sentences, spans, sections
    case chosenRolePairs = "chosen_role_pairs"
    case candidates, learned
    case isRoleGiven = "role_given"
    case arbitration, proposal, flags, costs
  }
}

/// The engine's version, as `--version`, headers and run records show it.
public enum Engine {
  public static let version = "0.1.0"
}

/// A run as the store keeps it.
public struct StoredRun: Sendable {
  /// How far a run has come.
  public enum Status: String, Codable, CaseIterable, Sendable {
    case rejected, extracted, detailed, completed

    /// Whether no further step comes.
    public var isEnd: Bool { self == .rejected || self == .completed }
  }

  public var id: String
  public var createdAt: String
  public var updatedAt: String
  public var status: Status
  public var text: String
  public var extractFromJD: ExtractFromJD
  public var extractDetails: ExtractDetails?
  public var finalRoleOutput: FinalRoleOutput?
  public var record: RunRecord
  /// Nil until the run is read for the first time (`JDPipeline.clientOutput`).
  public var clientOutput: ClientOutput?

  /// The three payloads, as far as the run has come.
  public var payloads: Payloads {
    Payloads(
      extractFromJD: extractFromJD, extractDetails: extractDetails,
      finalRoleOutput: finalRoleOutput)
  }

  /// Refuses a text that is not the run's: its answer would be another's.
  ///
  /// - Throws: `StoreError.otherText`.
  func require(text other: String) throws {
    guard text.utf8.elementsEqual(other.utf8) else { throw StoreError.otherText(run: id) }
  }
}
