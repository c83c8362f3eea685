import Foundation
public import Pipeline

/// What tokens cost, by model and class.
public struct PriceList: Codable, Sendable {
  /// US dollars per million tokens of each class.
  public struct Price: Codable, Hashable, Sendable {
    /// Tokens read anew.
    public var prompt: Double
    /// Tokens read from the server's own cache.
    public var cachedPrompt: Double
    /// Tokens written as the reply.
    public var completion: Double
    /// Tokens written before the reply.
    public var reasoning: Double

    /// Prices as given.
    public init(prompt: Double, cachedPrompt: Double, completion: Double, reasoning: Double) {
      self.prompt = prompt
      self.cachedPrompt = cachedPrompt
      self.completion = completion
      self.reasoning = reasoning
    }

    enum CodingKeys: String, CodingKey {
      case prompt
      case cachedPrompt = "cached_prompt"
      case completion, reasoning
    }
  }

  /// When the prices were noted, ISO 8601.
  public var asOf: String
  /// By the model's name.
  public var models: [String: Price]

  /// A list as given; without arguments no price is known.
  public init(asOf: String = "", models: [String: Price] = [:]) {
    self.asOf = asOf
    self.models = models
  }

  enum CodingKeys: String, CodingKey {
    case asOf = "as_of"
    case models
  }

  /// The prices in a JSON file.
  ///
  /// - Throws: `InputError.missing`, `ProviderError.badPrices`.
  public init(file path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError.missing(path: path)
    }
    do {
      self = try JSONDecoder().decode(PriceList.self, from: data)
    } catch {
      throw ProviderError.badPrices(path: path, reason: JSONFault.line(for: error))
    }
    let prices = models.values.flatMap {
      [$0.prompt, $0.cachedPrompt, $0.completion, $0.reasoning]
    }
    guard prices.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw ProviderError.badPrices(path: path, reason: "a price is negative")
    }
  }

  /// US dollars; nil for a model without a price.
  ///
  /// A dated snapshot ("name-2025-04-14") costs what its model does, unless it has its own price.
  public func cost(of tokens: TokenUsage, model: String) -> Double? {
    guard let price = models[model] ?? models[Self.withoutDate(model)] else { return nil }
    return
      (Double(tokens.prompt) * price.prompt + Double(tokens.cachedPrompt) * price.cachedPrompt
      + Double(tokens.completion) * price.completion
      + Double(tokens.reasoning) * price.reasoning) / 1_000_000
  }

  private static func withoutDate(_ model: String) -> String {
    let date = "-0000-00-00"
    let tail = String(model.suffix(date.count)).map { $0.isASCII && $0.isNumber ? "0" : $0 }
    return String(tail) == date ? String(model.dropLast(date.count)) : model
  }
}
