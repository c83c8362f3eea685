/// A call in a run's document; its prompt, which holds the run's text again, is left to the pages.
extension ModelCall: Encodable {
  enum CodingKeys: String, CodingKey {
    case id, step, purpose, provider, model, state, tokens, response, error
    case promptHash = "prompt_hash"
    case startedAt = "started_at"
    case endedAt = "ended_at"
    case costUSD = "cost_usd"
    case latencyMilliseconds = "latency_ms"
    case isCacheHit = "cache_hit"
    case attemptCount = "attempts"
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(step, forKey: .step)
    try values.encode(purpose, forKey: .purpose)
    try values.encode(provider, forKey: .provider)
    try values.encode(model, forKey: .model)
    try values.encode(state.rawValue, forKey: .state)
    try values.encode(tokens, forKey: .tokens)
    try values.encode(response, forKey: .response)
    try values.encode(error, forKey: .error)
    try values.encode(promptHash, forKey: .promptHash)
    try values.encode(startedAt, forKey: .startedAt)
    try values.encode(endedAt, forKey: .endedAt)
    try values.encode(costUSD, forKey: .costUSD)
    try values.encode(latencyMilliseconds, forKey: .latencyMilliseconds)
    try values.encode(isCacheHit, forKey: .isCacheHit)
    try values.encode(attemptCount, forKey: .attemptCount)
  }
}
