public import Pipeline

/// Decides by a chat model among the candidates it is given; the evidence decides where it fails.
///
/// A job whose text holds instructions to a model is decided by the evidence alone.
///
/// It throws where a setting is wrong (`ProviderError.refused`), the ledger cannot be written or the
/// task is cancelled; whatever else fails is answered by the fallback, and flagged in the run record.
public struct OpenAICompatibleArbiter: Arbiter {
  private let client: OpenAICompatibleClient
  private let fallback: any Arbiter
  public let isLanguageModel = true

  /// - Parameter fallback: answers where the model may not be asked or gives no valid answer.
  public init(_ client: OpenAICompatibleClient, fallback: any Arbiter = EvidenceArbiter()) {
    self.client = client
    self.fallback = fallback
  }

  public var name: String { client.configuration.chatModel }

  public func answer(_ question: ArbiterQuestion) async throws -> ArbiterAnswer {
    let asked = ChatQuestion.choice(question)
    let texts = [question.title ?? "", question.responsibilityText] + question.skills
    guard texts.allSatisfy({ EmbeddedInstructions.wordings(in: $0).isEmpty }) else {
      RunContext.current?.flag(
        "\(asked.purpose.rawValue) was answered by \(fallback.name): the text holds instructions "
          + "to a model")
      return try await byDefault(question)
    }
    return try await Fallback.answer(asked.purpose, by: fallback.name) {
      try await client.answer(asked) { value throws(ReplyFault) in
        try Self.answer(value, to: question)
      }
    } fallback: {
      try await byDefault(question)
    }
  }

  public func profile(
    ofSkill name: String, in question: SkillQuestion
  ) async throws -> SkillProfile {
    try await Fallback.answer(.deriveSkill, by: fallback.name) {
      try await client.answer(.profile(ofSkill: name, question)) { value throws(ReplyFault) in
        try OpenAICompatibleReader.record(SkillProfile.self, value)
      }
    } fallback: {
      try await fallback.profile(ofSkill: name, in: question)
    }
  }

  private func byDefault(_ question: ArbiterQuestion) async throws -> ArbiterAnswer {
    var answer = try await fallback.answer(question)
    answer.isFallback = !fallback.isLanguageModel
    return answer
  }

  /// A reply that names a candidate of the question, or none.
  private static func answer(
    _ value: JSONValue, to question: ArbiterQuestion
  ) throws(ReplyFault) -> ArbiterAnswer {
    let reply = try OpenAICompatibleReader.record(Reply.self, value)
    if let slug = reply.slug {
      guard let candidate = question.candidates.first(where: { $0.slug == slug }) else {
        throw ReplyFault("$.slug is \"\(slug.prefix(80))\", which is no candidate")
      }
      if question.kind == .domain, candidate.domain != reply.domain {
        throw ReplyFault("$.domain is not the domain of \(slug), which is \(candidate.domain)")
      }
    }
    return ArbiterAnswer(
      slug: reply.slug, domain: reply.domain, confidence: reply.confidence,
      reasoning: reply.reasoning, matchedSkills: reply.matchedSkills ?? [],
      matchedDimensions: reply.matchedDimensions ?? [], matchedKRAs: reply.matchedKRAs ?? [])
  }

  private struct Reply: Decodable {
    var slug: String?
    var domain: String?
    var confidence: Double
    var reasoning: String
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
}
