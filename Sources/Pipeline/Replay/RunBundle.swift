import Foundation

/// A recorded run, `run-bundle/1`: everything that the stages read, and what they gave.
public struct RunBundle: Codable, Sendable {
  /// The format that this build reads and writes.
  public static let format = "run-bundle/1"

  /// `RunBundle.format`.
  public var format: String
  /// The run's id.
  public var runID: String
  /// What step 1 was given.
  public var input: Input
  /// The policy it was decided under; what a document does not name takes its default.
  public var policy: Policy
  /// The library before the run, with what was learned.
  public var catalog: BundleCatalog
  /// The vectors that the stages compare.
  public var embeddings: Embeddings
  /// What the decided runs said; a bundle without it was made where nothing was learned.
  public var learned: LearnedScores?
  /// What the reader and the arbiter answered, whoever they were.
  public var modelCalls: [ModelCall]
  /// The three payloads; read by the comparison alone.
  public var expected: JSONValue?

  /// What step 1 was given.
  public struct Input: Codable, Sendable {
    /// The job description.
    public var text: String

    enum CodingKeys: String, CodingKey {
      case text = "jd_text"
    }
  }

  /// Vectors by text; a text without one is the zero vector.
  public struct Embeddings: Codable, Sendable {
    /// A text's vector.
    public struct Vector: Codable, Sendable {
      /// The text, exactly.
      public var text: String
      /// Base64 of little-endian f32.
      public var vector: String
    }

    /// The identifier of the embedder that made them.
    public var model: String
    /// Components of a vector; those of the first one where nil.
    public var dimension: Int?
    /// Each text once.
    public var vectors: [Vector]

    enum CodingKeys: String, CodingKey {
      case model, dimension, vectors
    }

    /// Reads the vectors from an object that names the model, or from their bare array.
    public init(from decoder: any Decoder) throws {
      if let vectors = try? decoder.singleValueContainer().decode([Vector].self) {
        self.init(model: "recorded", dimension: nil, vectors: vectors)
        return
      }
      let values = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        model: try values.decodeIfPresent(String.self, forKey: .model) ?? "recorded",
        dimension: try values.decodeIfPresent(Int.self, forKey: .dimension),
        vectors: try values.decodeIfPresent([Vector].self, forKey: .vectors) ?? [])
    }

    init(model: String, dimension: Int?, vectors: [Vector]) {
      self.model = model
      self.dimension = dimension
      self.vectors = vectors
    }
  }

  /// A model's answer, by purpose; `skill` tells the answers of `derive_skill` apart.
  public struct ModelCall: Codable, Sendable {
    /// A raw value of `CallPurpose`.
    public var purpose: String
    /// The skill that `derive_skill` is about; nil for other purposes.
    public var skill: String?
    /// The answer, in the shape of its purpose.
    public var response: JSONValue
    /// False where the default arbiter answered and no language model; nil is true.
    public var isFromLanguageModel: Bool?

    enum CodingKeys: String, CodingKey {
      case purpose, skill, response
      case isFromLanguageModel = "from_language_model"
    }
  }

  /// Writes the bundle to a file, indented, whole or not at all.
  ///
  /// - Throws: `BundleError.unwritable`.
  public func write(to path: String) throws {
    let text = try RecordCoding.text(self, indented: true) + "\n"
    do {
      try OutputFile.write(Data(text.utf8), to: path)
    } catch {
      throw BundleError.unwritable(path: path, reason: error.localizedDescription)
    }
  }

  enum CodingKeys: String, CodingKey {
    case format
    case runID = "run_id"
    case input, policy, catalog, embeddings, learned
    case modelCalls = "model_calls"
    case expected
  }
}

/// What a model is asked for, in bundles and in the ledger.
public enum CallPurpose: String, Codable, Sendable, CaseIterable {
  /// Stage 1.
  case parse = "parse_jd"
  /// Stage 2.
  case extractSkills = "extract_skills"
  /// Case D.
  case resolveCollision = "resolve_collision"
  /// Case B; recorded answers of it go under `resolve_collision`.
  case resolveContradiction = "resolve_contradiction"
  /// Case DOMAIN.
  case chooseInDomain = "choose_in_domain"
  /// The profile of an unknown skill, in step 2.
  case deriveSkill = "derive_skill"
  /// The enrichment, asked for on a run's first reading; never recorded as an answer.
  case clientOutput = "client_output"
  /// Vectors; never recorded as an answer.
  case embed
}
