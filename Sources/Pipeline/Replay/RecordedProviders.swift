import Foundation
import SimCore

/// The answers of a run bundle, by purpose.
struct RecordedAnswers: Sendable {
  let calls: [RunBundle.ModelCall]

  /// The first call of a purpose, and for a skill; nil where none was recorded.
  func call(_ purpose: CallPurpose, skill: String? = nil) -> RunBundle.ModelCall? {
    calls.first { call in
      call.purpose == purpose.rawValue
        && (skill == nil || call.skill.map(ExactText.init) == skill.map(ExactText.init))
    }
  }

  /// The first answer of a purpose. What was not recorded is an error, not a guess.
  ///
  /// - Parameter template: what the answer's keys are laid over.
  func answer<Answer: Decodable>(
    _ purpose: CallPurpose, over template: JSONValue? = nil, as type: Answer.Type
  ) throws -> Answer {
    guard let call = call(purpose) else {
      throw BundleError.missingAnswer(purpose.rawValue, skill: nil)
    }
    return try Self.read(call, over: template, as: type)
  }

  static func read<Answer: Decodable>(
    _ call: RunBundle.ModelCall, over template: JSONValue? = nil, as type: Answer.Type
  ) throws -> Answer {
    var response = call.response
    if case .object(let keys) = response, case .object(let defaults)? = template {
      response = .object(defaults.merging(keys) { $1 })
    }
    do {
      return try RecordCoding.record(type, from: RecordCoding.text(response))
    } catch {
      throw BundleError.badAnswer(call.purpose, reason: JSONFault.line(for: error))
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

  /// What a recorded parse does not name is null or empty: a rejected text may have its `JD_type`
  /// alone.
  func parse(_ text: JDText) async throws -> JDReading {
    struct Rejection: Decodable {
      var reason: String?

      enum CodingKeys: String, CodingKey {
        case reason = "rejection_reason"
      }
    }
    let nothing = try RecordCoding.record(
      JSONValue.self, from: RecordCoding.text(ParsedJD(domain: Industry(primary: nil))))
    let parsed = try answers.answer(.parse, over: nothing, as: ParsedJD.self)
    guard !parsed.isAccepted else { return JDReading(parsed: parsed) }
    let rejection = try answers.answer(.parse, as: Rejection.self)
    return JDReading(parsed: parsed, rejectionReason: rejection.reason ?? parsed.jdType)
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

/// The recorded judgements, as they were given.
struct RecordedArbiter: Arbiter {
  let answers: RecordedAnswers
  /// Answers what was not recorded: a run that is replayed on another policy or model asks other
  /// questions. Nil makes that an error.
  let fallback: (any Arbiter)?
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
    guard let call = answers.call(purpose) else {
      guard let fallback else {
        throw BundleError.missingAnswer(purpose.rawValue, skill: nil)
      }
      var answer = try await fallback.answer(question)
      answer.isFallback = !fallback.isLanguageModel
      return answer
    }
    let reply = try RecordedAnswers.read(call, as: Reply.self)
    var answer = ArbiterAnswer(
      slug: reply.slug, domain: reply.domain, confidence: reply.confidence ?? 0,
      reasoning: reply.reasoning ?? "", matchedSkills: reply.matchedSkills ?? [],
      matchedDimensions: reply.matchedDimensions ?? [], matchedKRAs: reply.matchedKRAs ?? [])
    answer.isFallback = call.isFromLanguageModel == false
    return answer
  }

  func profile(
    ofSkill name: String, in question: SkillQuestion
  ) async throws -> SkillProfile {
    if let call = answers.call(.deriveSkill, skill: name) {
      return try RecordedAnswers.read(call, as: SkillProfile.self)
    }
    guard let fallback else {
      throw BundleError.missingAnswer(CallPurpose.deriveSkill.rawValue, skill: name)
    }
    return try await fallback.profile(ofSkill: name, in: question)
  }
}
