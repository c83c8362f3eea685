import Foundation

/// A recorded run, `run-bundle/1`: everything that the stages read, and what they gave.
public struct RunBundle: Codable, Sendable {
  public static let format = "run-bundle/1"

  public var format: String
  public var runID: String
  public var input: Input
  public var policy: Policy
  public var catalog: BundleCatalog
  public var embeddings: Embeddings
  /// What the decided runs said; a bundle without it was made where nothing was learned.
  public var learned: LearnedScores?
  public var modelCalls: [ModelCall]
  /// The three payloads; read by the comparison alone.
  public var expected: JSONValue?

  public struct Input: Codable, Sendable {
    public var text: String

    enum CodingKeys: String, CodingKey {
      case text = "jd_text"
    }
  }

  /// Vectors by text; a text without one is the zero vector.
  public struct Embeddings: Codable, Sendable {
    public struct Vector: Codable, Sendable {
      public var text: String
      /// Base64 of little-endian f32.
      public var vector: String
    }

    public var model: String
    public var dimension: Int?
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
    public var purpose: String
    public var skill: String?
    public var response: JSONValue
    /// False where the default arbiter answered and no language model; nil is true.
    public var isFromLanguageModel: Bool?

    enum CodingKeys: String, CodingKey {
      case purpose, skill, response
      case isFromLanguageModel = "from_language_model"
    }
  }

  /// Writes the bundle to a file, indented, whole or not at all.
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
  case parse = "parse_jd"
  case extractSkills = "extract_skills"
  case resolveCollision = "resolve_collision"
  /// Case B; recorded answers of it go under `resolve_collision`.
  case resolveContradiction = "resolve_contradiction"
  case chooseInDomain = "choose_in_domain"
  case deriveSkill = "derive_skill"
  /// The enrichment, asked for on a run's first reading; never recorded as an answer.
  case clientOutput = "client_output"
  /// Vectors; never recorded as an answer.
  case embed
}
