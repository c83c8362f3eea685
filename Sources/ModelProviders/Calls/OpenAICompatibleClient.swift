public import Foundation
import Pipeline

/// A server that speaks OpenAI's protocol: asks, checks, remembers, and writes every call into the
/// ledger of the running step.
///
/// Safe to share among tasks; all its providers together keep the limit of concurrent calls.
public final class OpenAICompatibleClient: Sendable {
  /// Which server it asks, and how.
  public let configuration: OpenAICompatibleConfiguration
  private let cache: AnswerCache?
  private let prices: PriceList
  private let transport: Transport

  /// The provider's name in the ledger.
  static let provider = "openai-compatible"

  /// - Parameters:
  ///   - cache: valid answers of earlier calls; none where nil.
  ///   - prices: what is not in it has no known cost.
  ///   - environment: where the key is looked up.
  /// - Throws: `ProviderError` where the base URL is none, or a key is needed and missing.
  public init(
    _ configuration: OpenAICompatibleConfiguration, cache: AnswerCache? = nil,
    prices: PriceList = PriceList(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    self.configuration = configuration
    self.cache = cache
    self.prices = prices
    transport = Transport(
      endpoint: try Endpoint(
        baseURL: configuration.baseURL, keyVariable: configuration.keyVariable,
        environment: environment),
      limit: ConcurrencyLimit(max(1, configuration.concurrentCalls)),
      retry: RetryRule(
        limit: max(0, configuration.retryLimit), firstDelay: configuration.firstRetryDelay,
        longestDelay: configuration.longestRetryDelay))
  }

  // MARK: - Questions

  /// A model's checked answer to a question.
  ///
  /// An invalid reply is asked for once more, with the reason.
  /// - Parameter check: further checks of an answer that fits the schema, and its conversion.
  /// - Throws: `ProviderError`, what the ledger throws, or `CancellationError`.
  func answer<Answer>(
    _ question: ChatQuestion, _ check: (JSONValue) throws(ReplyFault) -> Answer
  ) async throws -> Answer {
    var messages = [
      ChatMessage(role: "system", content: question.system),
      ChatMessage(role: "user", content: question.user),
    ]
    do {
      return try await ask(question, messages, check)
    } catch let refused as RefusedReply {
      if let text = refused.text { messages.append(ChatMessage(role: "assistant", content: text)) }
      messages.append(
        ChatMessage(
          role: "user",
          content: "That is no valid answer: \(refused.fault). Answer again, by the schema alone."))
    }
    do {
      return try await ask(question, messages, check)
    } catch let refused as RefusedReply {
      throw ProviderError.invalidReply(
        purpose: question.purpose.rawValue, reason: refused.fault.description)
    }
  }

  /// The vectors of at most a batch of texts, as the server gives them.
  func vectors(of texts: [String]) async throws -> [[Float]] {
    let body = try Self.encoder.encode(
      EmbeddingRequest(
        model: configuration.embeddingModel, input: texts, encodingFormat: "float"))
    let call = Call(
      purpose: .embed, model: configuration.embeddingModel, path: "/embeddings", body: body,
      timeout: configuration.embeddingTimeout)
    do {
      return try await make(call) { data throws(ReplyFault) in
        let reply: EmbeddingReply = try Self.decode(data)
        return try Self.encode(reply.vectors(count: texts.count))
      } read: { text throws(ReplyFault) in
        let vectors: [[Float]] = try Self.decode(Data(text.utf8))
        guard vectors.count == texts.count else { throw ReplyFault("a vector is missing") }
        return vectors
      }
    } catch let refused as RefusedReply {
      throw ProviderError.badVectors(refused.fault.description)
    }
  }

  private func ask<Answer>(
    _ question: ChatQuestion, _ messages: [ChatMessage],
    _ check: (JSONValue) throws(ReplyFault) -> Answer
  ) async throws -> Answer {
    let body = try Self.encoder.encode(
      ChatRequest(
        model: configuration.chatModel, messages: messages,
        temperature: configuration.temperature,
        responseFormat: [
          "type": "json_schema",
          "json_schema": [
            "name": .string(question.purpose.rawValue), "strict": .bool(true),
            "schema": question.schema.json,
          ],
        ]))
    let call = Call(
      purpose: question.purpose, model: configuration.chatModel, path: "/chat/completions",
      body: body, timeout: configuration.chatTimeout)
    return try await make(call) { data throws(ReplyFault) in
      let reply: ChatReply = try Self.decode(data)
      return try reply.text()
    } read: { text throws(ReplyFault) in
      let value: JSONValue = try Self.decode(Data(text.utf8))
      try question.schema.check(value)
      return try check(value)
    }
  }

  // MARK: - Calls

  /// One call: what is sent, and under which name it is remembered.
  private struct Call {
    var purpose: CallPurpose
    var model: String
    var path: String
    var body: Data
    var timeout: Duration

    var hash: String { PromptHash.make(purpose: purpose, model: model, prompt: body) }

    /// What the ledger keeps of the question: texts to be embedded are too many for it.
    var loggedPrompt: String? {
      purpose == .embed ? nil : String(decoding: body, as: UTF8.self)
    }

    /// What the ledger keeps of an answer: vectors are too large for it.
    func logged(_ text: String) -> String? { purpose == .embed ? nil : text }
  }

  /// A reply that is no valid answer, and its text as far as there was one.
  private struct RefusedReply: Error {
    var fault: ReplyFault
    var text: String?
  }

  /// Makes a call and writes it down, before and after.
  ///
  /// - Parameters:
  ///   - unpack: the answer's text in a server's reply.
  ///   - read: the answer in its text, checked; the text is from the server or from the cache.
  private func make<Answer>(
    _ call: Call, unpack: (Data) throws(ReplyFault) -> String,
    read: (String) throws(ReplyFault) -> Answer
  ) async throws -> Answer {
    let entry = try LedgerEntry(
      purpose: call.purpose, model: call.model, promptHash: call.hash, prompt: call.loggedPrompt)
    if let text = cache?.answer(call.hash), let answer = try? read(text) {
      try entry.finish(costUSD: 0, isCacheHit: true, response: call.logged(text))
      return answer
    }
    let reply: Transport.Reply
    do {
      reply = try await transport.post(call.path, body: call.body, timeout: call.timeout)
    } catch let failure as Transport.Failure {
      try entry.finish(
        error: failure.error.description,
        costUSD: failure.mayHaveCost ? nil : prices.cost(of: TokenUsage(), model: call.model),
        attemptCount: failure.attemptCount)
      throw failure.error
    } catch {
      try? entry.finish(error: "cancelled", costUSD: nil, attemptCount: 1)
      throw error
    }
    let tokens = Self.tokens(in: reply.body)
    var text: String?
    do {
      let unpacked = try unpack(reply.body)
      text = unpacked
      let answer = try read(unpacked)
      cache?.keep(
        unpacked, hash: call.hash, purpose: call.purpose.rawValue, model: call.model)
      try entry.finish(
        tokens: tokens, costUSD: cost(tokens, call), attemptCount: reply.attemptCount,
        response: call.logged(unpacked))
      return answer
    } catch let fault as ReplyFault {
      try entry.finish(
        error: "invalid reply: \(fault)", tokens: tokens, costUSD: cost(tokens, call),
        attemptCount: reply.attemptCount, response: text.flatMap(call.logged))
      throw RefusedReply(fault: fault, text: text)
    }
  }

  private func cost(_ tokens: TokenUsage?, _ call: Call) -> Double? {
    tokens.flatMap { prices.cost(of: $0, model: call.model) }
  }

  // MARK: - JSON

  /// Sorted keys: the same question has the same bytes, and so the same hash.
  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  private static func decode<Value: Decodable>(_ data: Data) throws(ReplyFault) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch {
      throw ReplyFault(JSONFault.line(for: error))
    }
  }

  private static func encode(_ value: some Encodable) throws(ReplyFault) -> String {
    do {
      return try RecordCoding.text(value)
    } catch {
      throw ReplyFault("it cannot be written as JSON")
    }
  }

  /// The tokens of a reply, an invalid one as well; nil where the server does not count them.
  private static func tokens(in reply: Data) -> TokenUsage? {
    struct Counted: Decodable { var usage: ServerUsage? }
    return (try? JSONDecoder().decode(Counted.self, from: reply))?.usage?.tokens
  }
}

private struct ChatRequest: Encodable {
  var model: String
  var messages: [ChatMessage]
  var temperature: Double?
  var responseFormat: JSONValue

  enum CodingKeys: String, CodingKey {
    case model, messages, temperature
    case responseFormat = "response_format"
  }
}

private struct EmbeddingRequest: Encodable {
  var model: String
  var input: [String]
  var encodingFormat: String

  enum CodingKeys: String, CodingKey {
    case model, input
    case encodingFormat = "encoding_format"
  }
}
