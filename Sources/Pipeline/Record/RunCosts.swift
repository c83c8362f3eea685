/// What the model calls of a run cost, by step.
public struct RunCosts: Codable, Hashable, Sendable {
  /// The calls of one step.
  public struct Step: Codable, Hashable, Sendable {
    /// Calls, those that the cache answered among them.
    public var callCount: Int
    /// Calls that the cache answered.
    public var cacheHitCount: Int
    /// The tokens of all calls.
    public var tokens: TokenUsage
    /// US dollars; nil where the cost of a call is not known.
    @Nullable public var costUSD: Double?

    /// Counts as given; without arguments no call.
    public init(
      callCount: Int = 0, cacheHitCount: Int = 0, tokens: TokenUsage = TokenUsage(),
      costUSD: Double? = 0
    ) {
      self.callCount = callCount
      self.cacheHitCount = cacheHitCount
      self.tokens = tokens
      self.costUSD = costUSD
    }

    enum CodingKeys: String, CodingKey {
      case callCount = "calls"
      case cacheHitCount = "cache_hits"
      case tokens
      case costUSD = "cost_usd"
    }

    /// Adds the calls of another step.
    public mutating func add(_ other: Step) {
      callCount += other.callCount
      cacheHitCount += other.cacheHitCount
      tokens.prompt += other.tokens.prompt
      tokens.cachedPrompt += other.tokens.cachedPrompt
      tokens.completion += other.tokens.completion
      tokens.reasoning += other.tokens.reasoning
      costUSD = costUSD.flatMap { cost in other.costUSD.map { cost + $0 } }
    }
  }

  /// Step 1.
  public var extractFromJD = Step()
  /// Step 2.
  public var extractDetails = Step()
  /// Step 3.
  public var finalRoleOutput = Step()
  /// Nil where nothing was asked for the client output.
  @Nullable public var clientOutput: Step?

  /// No call.
  public init() { clientOutput = nil }

  /// The three steps and the client output together.
  public var total: Step {
    var total = extractFromJD
    total.add(extractDetails)
    total.add(finalRoleOutput)
    if let clientOutput { total.add(clientOutput) }
    return total
  }

  enum CodingKeys: String, CodingKey {
    case extractFromJD = "extract_from_jd"
    case extractDetails = "extract_details"
    case finalRoleOutput = "final_role_output"
    case clientOutput = "client_output"
  }
}

extension FinalRoleOutput {
  /// Names the costs, as a policy with `costs_in_payload` wants it.
  mutating func show(_ costs: RunCosts) {
    costOfStep1USD = costs.extractFromJD.costUSD
    costOfStep2USD = costs.extractDetails.costUSD
    costOfStep3USD = costs.finalRoleOutput.costUSD
    totalCostUSD = costs.total.costUSD
  }
}
