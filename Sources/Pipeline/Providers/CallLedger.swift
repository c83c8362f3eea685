/// Where every call of a model provider is written down, before and after it is made.
///
/// Both calls block; a provider makes them on the executor that runs its step.
public protocol CallLedger: Sendable {
  /// Writes the intent of a call, and returns its id. The row stays open until `finish`: what a
  /// crash leaves open is seen.
  func begin(_ intent: ModelCallIntent) throws -> Int64
  /// Writes how the call ended.
  func finish(_ id: Int64, _ result: ModelCallResult) throws
}

/// A call that is about to be made.
public struct ModelCallIntent: Hashable, Sendable {
  public var runID: String?
  public var step: RunContext.Step
  public var purpose: CallPurpose
  /// The kind of server, such as "openai-compatible".
  public var provider: String
  public var model: String
  /// SHA-256 of purpose, model and prompt, in hexadecimal.
  public var promptHash: String
  /// The request as it is sent; nil where it is too large to keep, as texts to be embedded are.
  public var prompt: String?

  public init(
    runID: String?, step: RunContext.Step, purpose: CallPurpose, provider: String, model: String,
    promptHash: String, prompt: String? = nil
  ) {
    self.runID = runID
    self.step = step
    self.purpose = purpose
    self.provider = provider
    self.model = model
    self.promptHash = promptHash
    self.prompt = prompt
  }
}

/// How a call ended.
public struct ModelCallResult: Hashable, Sendable {
  /// Nil where the call gave what it was made for.
  public var error: String?
  public var tokens: TokenUsage
  /// US dollars; nil where the price is not known.
  public var costUSD: Double?
  public var latencyMilliseconds: Double
  /// Whether the answer came from the cache, and no request was sent.
  public var isCacheHit: Bool
  /// Requests sent, the failed ones among them.
  public var attemptCount: Int
  /// The text of the reply, a refused one as well.
  public var response: String?

  public init(
    error: String? = nil, tokens: TokenUsage = TokenUsage(), costUSD: Double? = nil,
    latencyMilliseconds: Double, isCacheHit: Bool = false, attemptCount: Int,
    response: String? = nil
  ) {
    self.error = error
    self.tokens = tokens
    self.costUSD = costUSD
    self.latencyMilliseconds = latencyMilliseconds
    self.isCacheHit = isCacheHit
    self.attemptCount = attemptCount
    self.response = response
  }
}

/// Tokens by class; no token is in two of them.
public struct TokenUsage: Codable, Hashable, Sendable {
  /// Read anew by the server.
  public var prompt: Int
  /// Read from the server's own cache of prompts.
  public var cachedPrompt: Int
  /// Written as the reply.
  public var completion: Int
  /// Written before the reply, and not shown.
  public var reasoning: Int

  public init(prompt: Int = 0, cachedPrompt: Int = 0, completion: Int = 0, reasoning: Int = 0) {
    self.prompt = prompt
    self.cachedPrompt = cachedPrompt
    self.completion = completion
    self.reasoning = reasoning
  }

  /// Tokens of all classes.
  public var total: Int { prompt + cachedPrompt + completion + reasoning }

  enum CodingKeys: String, CodingKey {
    case prompt
    case cachedPrompt = "cached_prompt"
    case completion, reasoning
  }
}

/// A row of the ledger.
public struct ModelCall: Hashable, Sendable {
  /// How far a call has come.
  public enum State: String, Sendable {
    /// Begun and not ended: it is under way, or its process crashed.
    case open
    case done, failed
  }

  public var id: Int64
  public var runID: String?
  public var step: String
  public var purpose: String
  public var provider: String
  public var model: String
  public var promptHash: String
  /// The request; nil of calls whose request is not kept, and once their run was forgotten.
  public var prompt: String?
  public var startedAt: String
  public var endedAt: String?
  public var state: State
  public var tokens: TokenUsage
  public var costUSD: Double?
  public var latencyMilliseconds: Double?
  public var isCacheHit: Bool
  public var attemptCount: Int
  public var response: String?
  public var error: String?
}
