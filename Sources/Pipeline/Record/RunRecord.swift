/// Everything about a run that its payloads do not say.
public struct RunRecord: Codable, Sendable {
  /// The build and data that decided the run.
  public struct Versions: Codable, Hashable, Sendable {
    /// `Engine.version` of the build.
    public var engine: String
    /// The embedder's identifier.
    public var model: String
    /// The catalog's version in the store.
    public var catalog: Int
    /// `Policy.hash`.
    public var policy: String
    /// The reader's name.
    public var reader: String
    /// The arbiter's name.
    public var arbiter: String
  }

  /// Milliseconds of wall time.
  public struct Durations: Codable, Hashable, Sendable {
    /// Of step 1; nil where it was not called here, as the next two.
    @Nullable public var extractFromJD: Double?
    /// Of step 2.
    @Nullable public var extractDetails: Double?
    /// Of step 3.
    @Nullable public var finalRoleOutput: Double?

    /// No step yet.
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
    /// What was to be decided.
    public var question: ArbiterQuestion.Kind
    /// The slugs it could choose from.
    public var candidates: [String]
    /// The answer, before the policy's floor was asked.
    public var answer: ArbiterAnswer
    /// Whether a language model answered, and no default in its place.
    public var isFromLanguageModel: Bool

    enum CodingKeys: String, CodingKey {
      case question, candidates, answer
      case isFromLanguageModel = "from_language_model"
    }
  }

  /// By what the run was decided.
  public var versions: Versions
  /// The policy that it was decided under.
  public var policy: Policy
  /// How long the steps took.
  public var durations: Durations
  /// The probability that the chosen role is right, whatever the case; nil without a role.
  @Nullable public var calibratedConfidence: Double?
  /// The JD's skills with their bytes in the original text.
  public var skills: [ExtractedSkill]
  /// The distinct sentences that the KRA signal read; of a very long R&R the first, and a flag.
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
  /// Major, minor and patch.
  public static let version = "0.1.0"
}

/// A run as the store keeps it.
public struct StoredRun: Sendable {
  /// How far a run has come.
  public enum Status: String, Codable, CaseIterable, Sendable {
    /// `rejected`: step 1 found no job description; `extracted`, `detailed`, `completed`: step 1,
    /// 2, 3 is stored.
    case rejected, extracted, detailed, completed

    /// Whether no further step comes.
    public var isEnd: Bool { self == .rejected || self == .completed }
  }

  /// The run's id: a UUID in lower case where the engine drew it.
  public var id: String
  /// When step 1 was stored, ISO 8601 in UTC with milliseconds.
  public var createdAt: String
  /// When the last step was stored, likewise.
  public var updatedAt: String
  /// How far it has come.
  public var status: Status
  /// The job description as it was given.
  public var text: String
  /// Step 1.
  public var extractFromJD: ExtractFromJD
  /// Step 2; nil where it has not been called, as the next.
  public var extractDetails: ExtractDetails?
  /// Step 3.
  public var finalRoleOutput: FinalRoleOutput?
  /// Everything that the payloads do not say.
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
