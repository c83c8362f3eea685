/// Where every call of a model provider is written down, before and after it is made.
///
/// Both calls block; a provider makes them on the executor that runs its step.
public protocol CallLedger: Sendable {
  /// Writes the intent of a call, and returns its id. The row stays open until `finish`: what a
  /// crash leaves open is seen.
  ///
  /// - Throws: what keeps it from being written; the call is then not made.
  func begin(_ intent: ModelCallIntent) throws -> Int64
  /// Writes how the call ended.
  ///
  /// - Throws: what keeps it from being written.
  func finish(_ id: Int64, _ result: ModelCallResult) throws
}

/// A call that is about to be made.
public struct ModelCallIntent: Hashable, Sendable {
  /// The run that the call is made for; nil in the preparation of a catalog.
  public var runID: String?
  /// The step that makes it.
  public var step: RunContext.Step
  /// What is asked for.
  public var purpose: CallPurpose
  /// The kind of server, such as "openai-compatible".
  public var provider: String
  /// The model that is asked.
  public var model: String
  /// SHA-256 of purpose, model and prompt, in hexadecimal.
  public var promptHash: String
  /// The request as it is sent; nil where it is too large to keep, as texts to be embedded are.
  public var prompt: String?

  /// An intent as given.
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
  /// The tokens that the server counted; zeros where it did not say.
  public var tokens: TokenUsage
  /// US dollars; nil where the price is not known.
  public var costUSD: Double?
  /// Milliseconds of wall time, with all attempts and the pauses between them.
  public var latencyMilliseconds: Double
  /// Whether the answer came from the cache, and no request was sent.
  public var isCacheHit: Bool
  /// Requests sent, the failed ones among them.
  public var attemptCount: Int
  /// The text of the reply, a refused one as well.
  public var response: String?

  /// A result as given.
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

  /// Counts as given.
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
    /// Ended, with what it was made for or without.
    case done, failed
  }

  /// The row's id; ids rise in the order in which calls began.
  public var id: Int64
  /// The run that the call was made for; nil in the preparation of a catalog.
  public var runID: String?
  /// The step that made it: a raw value of `RunContext.Step`.
  public var step: String
  /// What was asked for: a raw value of `CallPurpose`.
  public var purpose: String
  /// The kind of server.
  public var provider: String
  /// The model that was asked.
  public var model: String
  /// SHA-256 of purpose, model and prompt, in hexadecimal; empty once the run was forgotten.
  public var promptHash: String
  /// The request; nil of calls whose request is not kept, and once their run was forgotten.
  public var prompt: String?
  /// When it began, ISO 8601 in UTC.
  public var startedAt: String
  /// When it ended; nil while it is open.
  public var endedAt: String?
  /// How far it has come.
  public var state: State
  /// The tokens that the server counted.
  public var tokens: TokenUsage
  /// US dollars; nil where the price or the outcome is not known.
  public var costUSD: Double?
  /// Milliseconds of wall time; nil while it is open.
  public var latencyMilliseconds: Double?
  /// Whether the answer came from the cache, and no request was sent.
  public var isCacheHit: Bool
  /// Requests sent, the failed ones among them.
  public var attemptCount: Int
  /// The text of the reply; nil where there is none, it is not kept, or the run was forgotten.
  public var response: String?
  /// Why it failed; nil where it did not, and once the run was forgotten.
  public var error: String?
}
