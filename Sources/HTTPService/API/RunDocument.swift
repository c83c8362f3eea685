import Pipeline

/// Everything that the store has of a run.
struct RunDocument: Encodable {
  /// A call of a model.
  struct Call: Encodable {
    let call: ModelCall

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

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(call.id, forKey: .id)
      try values.encode(call.step, forKey: .step)
      try values.encode(call.purpose, forKey: .purpose)
      try values.encode(call.provider, forKey: .provider)
      try values.encode(call.model, forKey: .model)
      try values.encode(call.state.rawValue, forKey: .state)
      try values.encode(call.tokens, forKey: .tokens)
      try values.encode(call.response, forKey: .response)
      try values.encode(call.error, forKey: .error)
      try values.encode(call.promptHash, forKey: .promptHash)
      try values.encode(call.startedAt, forKey: .startedAt)
      try values.encode(call.endedAt, forKey: .endedAt)
      try values.encode(call.costUSD, forKey: .costUSD)
      try values.encode(call.latencyMilliseconds, forKey: .latencyMilliseconds)
      try values.encode(call.isCacheHit, forKey: .isCacheHit)
      try values.encode(call.attemptCount, forKey: .attemptCount)
    }
  }

  var runID: String
  var status: StoredRun.Status
  var createdAt: String
  var updatedAt: String
  var text: String
  var extractFromJD: ExtractFromJD
  @Nullable var extractDetails: ExtractDetails?
  @Nullable var finalRoleOutput: FinalRoleOutput?
  var record: RunRecord
  @Nullable var clientOutput: ClientOutput?
  var modelCalls: [Call]

  init(_ run: StoredRun, clientOutput: ClientOutput?, calls: [ModelCall]) {
    runID = run.id
    status = run.status
    createdAt = run.createdAt
    updatedAt = run.updatedAt
    text = run.text
    extractFromJD = run.extractFromJD
    extractDetails = run.extractDetails
    finalRoleOutput = run.finalRoleOutput
    record = run.record
    self.clientOutput = clientOutput
    modelCalls = calls.map(Call.init)
  }

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case status
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case text
    case extractFromJD = "extract_from_jd"
    case extractDetails = "extract_details"
    case finalRoleOutput = "final_role_output"
    case record
    case clientOutput = "client_output"
    case modelCalls = "model_calls"
  }
}
