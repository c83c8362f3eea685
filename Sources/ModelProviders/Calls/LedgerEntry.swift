import Pipeline

/// The ledger row of a call under way; none outside a pipeline's step.
struct LedgerEntry {
  private let row: (ledger: any CallLedger, id: Int64)?
  private let start = ContinuousClock.now

  /// Writes the intent.
  init(purpose: CallPurpose, model: String, promptHash: String, prompt: String?) throws {
    row = try RunContext.current.map { context in
      let intent = ModelCallIntent(
        runID: context.runID, step: context.step, purpose: purpose,
        provider: OpenAICompatibleClient.provider, model: model, promptHash: promptHash,
        prompt: prompt)
      return (context.ledger, try context.ledger.begin(intent))
    }
  }

  /// Writes the result; its latency is the time since the intent.
  func finish(
    error: String? = nil, tokens: TokenUsage? = nil, costUSD: Double?, isCacheHit: Bool = false,
    attemptCount: Int = 0, response: String? = nil
  ) throws {
    guard let row else { return }
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    try row.ledger.finish(
      row.id,
      ModelCallResult(
        error: error, tokens: tokens ?? TokenUsage(), costUSD: costUSD,
        latencyMilliseconds: milliseconds, isCacheHit: isCacheHit, attemptCount: attemptCount,
        response: response))
  }
}
