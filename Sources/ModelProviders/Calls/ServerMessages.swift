import Foundation
import Pipeline

/// A turn of a chat.
struct ChatMessage: Codable, Hashable, Sendable {
  var role: String
  var content: String
}

/// The reply of `/chat/completions`, as far as it is read.
struct ChatReply: Decodable {
  struct Choice: Decodable {
    struct Message: Decodable {
      var content: String?
      var refusal: String?
    }

    var message: Message
    var finishReason: String?

    enum CodingKeys: String, CodingKey {
      case message
      case finishReason = "finish_reason"
    }
  }

  var choices: [Choice]

  /// The text of the answer.
  func text() throws(ReplyFault) -> String {
    guard let choice = choices.first else { throw ReplyFault("the reply holds no choice") }
    if let refusal = choice.message.refusal, !refusal.isEmpty {
      throw ReplyFault("the model refused: \(refusal.prefix(200))")
    }
    guard let text = choice.message.content, !text.isEmpty else {
      throw ReplyFault("the reply holds no text")
    }
    guard choice.finishReason != "length" else {
      throw ReplyFault("the reply was cut off at the model's length limit")
    }
    return text
  }
}

/// The reply of `/embeddings`.
struct EmbeddingReply: Decodable {
  struct Entry: Decodable {
    var index: Int
    var embedding: [Float]
  }

  var data: [Entry]

  /// The vectors in the order of the texts.
  func vectors(count: Int) throws(ReplyFault) -> [[Float]] {
    var vectors = [[Float]?](repeating: nil, count: count)
    for entry in data {
      guard vectors.indices.contains(entry.index), vectors[entry.index] == nil else {
        throw ReplyFault("the reply has a vector of index \(entry.index) for \(count) texts")
      }
      guard !entry.embedding.isEmpty, entry.embedding.allSatisfy(\.isFinite) else {
        throw ReplyFault("a vector is empty or holds what is no number")
      }
      vectors[entry.index] = entry.embedding
    }
    let given = vectors.compactMap { $0 }
    guard given.count == count else {
      throw ReplyFault("the reply has \(given.count) vectors for \(count) texts")
    }
    guard Set(given.map(\.count)).count <= 1 else {
      throw ReplyFault("the vectors have different lengths")
    }
    return given
  }
}

/// Tokens as servers count them: totals, with parts of them beside.
struct ServerUsage: Decodable {
  struct Details: Decodable {
    var cachedTokens: Int?
    var reasoningTokens: Int?

    enum CodingKeys: String, CodingKey {
      case cachedTokens = "cached_tokens"
      case reasoningTokens = "reasoning_tokens"
    }
  }

  var promptTokens: Int?
  var completionTokens: Int?
  var promptDetails: Details?
  var completionDetails: Details?

  enum CodingKeys: String, CodingKey {
    case promptTokens = "prompt_tokens"
    case completionTokens = "completion_tokens"
    case promptDetails = "prompt_tokens_details"
    case completionDetails = "completion_tokens_details"
  }

  /// The tokens by disjoint class: a part is at most its total.
  var tokens: TokenUsage {
    let prompt = max(0, promptTokens ?? 0)
    let completion = max(0, completionTokens ?? 0)
    let cached = min(max(0, promptDetails?.cachedTokens ?? 0), prompt)
    let reasoning = min(max(0, completionDetails?.reasoningTokens ?? 0), completion)
    return TokenUsage(
      prompt: prompt - cached, cachedPrompt: cached, completion: completion - reasoning,
      reasoning: reasoning)
  }
}
