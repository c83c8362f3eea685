public import Pipeline

/// Describes a decided job by a chat model; the rules describe it where the model fails.
///
/// The model answers what the JD tells: the nature of the work with a quote, the maturity of the
/// stack, and three of the six parts of the AI index. Skills, clusters, evidence, the index's
/// formula, and what the role's baseline answers for a sparse JD stay those of the rules. A text
/// that holds instructions to a model is described by the rules alone.
///
/// It throws where a setting is wrong (`ProviderError.refused`), the ledger cannot be written or the
/// task is cancelled; whatever else fails is answered by the fallback, and flagged in the run record.
public struct OpenAICompatibleEnricher: Enricher {
  private let client: OpenAICompatibleClient
  private let fallback: any Enricher

  /// Characters of a label and of a sentence or two.
  static let longestLabel = 60
  static let longestText = 600

  /// - Parameter fallback: answers where the model may not be asked or gives no valid answer.
  public init(_ client: OpenAICompatibleClient, fallback: any Enricher = RuleEnricher()) {
    self.client = client
    self.fallback = fallback
  }

  public var name: String { client.configuration.chatModel }

  public func enrich(_ question: EnrichmentQuestion) async throws -> ClientOutput {
    guard question.tellsNatureOfWork || question.tellsTechnology else {
      return try await fallback.enrich(question)
    }
    guard EmbeddedInstructions.wordings(in: question.text.original).isEmpty else {
      RunContext.current?.flag(
        "client_output was answered by \(fallback.name): the text holds instructions to a model")
      return try await fallback.enrich(question)
    }
    return try await Fallback.answer(.clientOutput, by: fallback.name) {
      let asked = ChatQuestion.enrichment(question)
      let reply = try await client.answer(asked) { value throws(ReplyFault) in
        try Self.reply(value, to: question)
      }
      return output(reply, question)
    } fallback: {
      try await fallback.enrich(question)
    }
  }

  private func output(_ reply: Reply, _ question: EnrichmentQuestion) -> ClientOutput {
    var output = RuleEnricher.output(question)
    output.provider = name
    if question.tellsNatureOfWork {
      output.natureOfWork = ClientOutput.NatureOfWork(
        source: .jd, label: reply.natureOfWork.label, summary: reply.natureOfWork.summary,
        quote: reply.natureOfWork.quote)
    }
    if question.tellsTechnology {
      output.techStackMaturity = ClientOutput.TechStackMaturity(
        source: .jd, label: reply.techStackMaturity.label, why: reply.techStackMaturity.why)
      output.aiIndex.parts.titleMatch = reply.ai.titleMatch
      output.aiIndex.parts.onAITeam = reply.ai.onAITeam
      output.aiIndex.parts.buildsAIProducts = reply.ai.buildsAIProducts
      output.aiIndex.value = AIIndexRule.value(output.aiIndex.parts)
    }
    return output
  }

  /// A reply whose quote stands in the text and whose texts are as short as they should be.
  private static func reply(
    _ value: JSONValue, to question: EnrichmentQuestion
  ) throws(ReplyFault) -> Reply {
    var reply = try OpenAICompatibleReader.record(Reply.self, value)
    try check(reply.natureOfWork.label, "nature_of_work.label", limit: longestLabel)
    try check(reply.natureOfWork.summary, "nature_of_work.summary", limit: longestText)
    try check(reply.techStackMaturity.why, "tech_stack_maturity.why", limit: longestText)
    guard let quote = JDQuote.verbatim(reply.natureOfWork.quote, in: question.text) else {
      throw ReplyFault("$.nature_of_work.quote does not stand in the text word for word")
    }
    reply.natureOfWork.quote = quote
    return reply
  }

  private static func check(_ text: String, _ name: String, limit: Int) throws(ReplyFault) {
    guard text.count <= limit else {
      throw ReplyFault("$.\(name) has more than \(limit) characters")
    }
    guard !text.contains(where: \.isNewline) else {
      throw ReplyFault("$.\(name) is more than one line")
    }
  }

  private struct Reply: Decodable {
    struct NatureOfWork: Decodable {
      var label: String
      var summary: String
      var quote: String
    }

    struct TechStackMaturity: Decodable {
      var label: String
      var why: String
    }

    struct AI: Decodable {
      var titleMatch: Bool
      var onAITeam: Bool
      var buildsAIProducts: Bool

      enum CodingKeys: String, CodingKey {
        case titleMatch = "title_match"
        case onAITeam = "on_ai_team"
        case buildsAIProducts = "builds_ai_products"
      }
    }

    var natureOfWork: NatureOfWork
    var techStackMaturity: TechStackMaturity
    var ai: AI

    enum CodingKeys: String, CodingKey {
      case natureOfWork = "nature_of_work"
      case techStackMaturity = "tech_stack_maturity"
      case ai
    }
  }
}
