import Foundation
import SimCore

/// The answers of a run bundle, as providers. What was not recorded is an error, not a guess.
struct RecordedAnswers: Sendable {
  let calls: [RunBundle.ModelCall]

  /// The first answer of a purpose.
  func answer<Answer: Decodable>(
    _ purpose: CallPurpose, skill: String? = nil, as type: Answer.Type
  ) throws -> Answer {
    let call = calls.first { call in
      call.purpose == purpose.rawValue
        && (skill == nil || call.skill.map(ExactText.init) == skill.map(ExactText.init))
    }
    guard let call else { throw BundleError.missingAnswer(purpose.rawValue, skill: skill) }
    do {
      return try RecordCoding.record(type, from: RecordCoding.text(call.response))
    } catch {
      throw BundleError.badAnswer(purpose.rawValue, reason: JSONFault.line(for: error))
    }
  }
}

/// Vectors of a run bundle; a text without one is the zero vector.
struct RecordedEmbedder: Embedder {
  let identifier: String
  let dimension: Int
  private let vectors: [ExactText: [Float]]

  init(_ embeddings: RunBundle.Embeddings) throws {
    var vectors: [ExactText: [Float]] = [:]
    var dimension = embeddings.dimension
    for entry in embeddings.vectors {
      guard let data = Data(base64Encoded: entry.vector), data.count.isMultiple(of: 4),
        !data.isEmpty
      else { throw BundleError.badVector(entry.text, reason: "it is no base64 of f32 numbers") }
      let vector = VectorBlob.floats(data)
      guard vector.allSatisfy(\.isFinite) else {
        throw BundleError.badVector(entry.text, reason: "a component is no finite number")
      }
      guard vector.count == dimension ?? vector.count else {
        throw BundleError.badVector(
          entry.text, reason: "it has \(vector.count) components, others \(dimension ?? 0)")
      }
      dimension = vector.count
      vectors[ExactText(entry.text)] = Similarity.unitVector(vector)
    }
    self.vectors = vectors
    self.dimension = max(1, dimension ?? 1)
    identifier = embeddings.model
  }

  func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    let zero = [Float](repeating: 0, count: dimension)
    var matrix = EmbeddingMatrix(dimension: dimension)
    for text in texts { matrix.append(vectors[ExactText(text)] ?? zero) }
    return matrix
  }
}

/// The recorded parse and skills.
struct RecordedReader: JDReader {
  let answers: RecordedAnswers
  let name = "recorded"

  func parse(_ text: JDText) async throws -> JDReading {
    JDReading(parsed: try answers.answer(.parse, as: ParsedJD.self))
  }

  func extractSkills(
    from text: JDText, reading: JDReading, library: CatalogLookup
  ) async throws -> [ExtractedSkill] {
    struct Reply: Decodable {
      var skills: [FinalSkill]

      enum CodingKeys: String, CodingKey {
        case skills = "final_skills"
      }
    }
    return try answers.answer(.extractSkills, as: Reply.self).skills.map { skill in
      let place = text.original.firstRange(ofExactly: skill.skillName)
      return ExtractedSkill(
        name: skill.skillName, isPrimary: skill.isPrimary, start: place?.lowerBound,
        end: place?.upperBound)
    }
  }
}

/// The recorded judgements, as a language model gave them.
struct RecordedArbiter: Arbiter {
  let answers: RecordedAnswers
  let name = "recorded"
  let isLanguageModel = true

  func answer(_ question: ArbiterQuestion) async throws -> ArbiterAnswer {
    struct Reply: Decodable {
      var slug: String?
      var domain: String?
      var confidence: Double?
      var reasoning: String?
      var matchedSkills: [String]?
      var matchedDimensions: [String]?
      var matchedKRAs: [String]?

      enum CodingKeys: String, CodingKey {
        case slug, domain, confidence, reasoning
        case matchedSkills = "matched_skills"
        case matchedDimensions = "matched_dimensions"
        case matchedKRAs = "matched_kras"
      }
    }
    let purpose: CallPurpose =
      question.kind == .domain ? .chooseInDomain : .resolveCollision
    let reply = try answers.answer(purpose, as: Reply.self)
    return ArbiterAnswer(
      slug: reply.slug, domain: reply.domain, confidence: reply.confidence ?? 0,
      reasoning: reply.reasoning ?? "", matchedSkills: reply.matchedSkills ?? [],
      matchedDimensions: reply.matchedDimensions ?? [], matchedKRAs: reply.matchedKRAs ?? [])
  }

  func profile(
    ofSkill name: String, in question: SkillQuestion
  ) async throws -> SkillProfile {
    try answers.answer(.deriveSkill, skill: name, as: SkillProfile.self)
  }
}

extension String {
  /// The bytes where `other` first stands in this text, word for word; nil where it does not.
  func firstRange(ofExactly other: String) -> Range<Int>? {
    let bytes = Array(utf8)
    let wanted = Array(other.utf8)
    guard let first = wanted.first, wanted.count <= bytes.count else { return nil }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start] == first && bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return start..<start + wanted.count
    }
    return nil
  }
}

/// Why a file is no usable run bundle.
public enum BundleError: FaultError, Equatable {
  case malformed(path: String, reason: String)
  case unsupportedFormat(path: String, found: String)
  case badVector(String, reason: String)
  case missingAnswer(String, skill: String?)
  case badAnswer(String, reason: String)
  case unknownQueue(String)
  case badCentroid(roleID: Int, dimension: Int)

  public var fault: Fault { .badData }

  public var description: String {
    switch self {
    case .malformed(let path, let reason): "\(path) is no run bundle: \(reason)"
    case .unsupportedFormat(let path, let found):
      "\(path) has the format \(found), this build reads \(RunBundle.format)"
    case .badVector(let text, let reason):
      "the bundle's vector of \"\(text.prefix(60))\" cannot be read: \(reason)"
    case .missingAnswer(let purpose, let skill):
      "the bundle has no answer for \(purpose)" + (skill.map { " of \($0)" } ?? "")
    case .badAnswer(let purpose, let reason):
      "the bundle's answer for \(purpose) cannot be read: \(reason)"
    case .badCentroid(let id, let dimension):
      "the bundle's centroid of role \(id) needs n of 0 or more and a sum of \(dimension) numbers"
    case .unknownQueue(let name):
      "the bundle's next_ids name \(name), known are kra_queue, skill_queue, role_queue, "
        + "collision_log and alias_queue"
    }
  }
}
