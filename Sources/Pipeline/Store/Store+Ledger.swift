import GRDB

extension Store: CallLedger {
  public func begin(_ intent: ModelCallIntent) throws -> Int64 {
    try write { db in
      if let runID = intent.runID { try Self.refuseForgotten(runID, db) }
      try db.execute(
        sql: """
          INSERT INTO model_calls (run_id, step, purpose, provider, model, prompt_hash, prompt,
            started_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')
          """,
        arguments: [
          intent.runID, intent.step.rawValue, intent.purpose.rawValue, intent.provider,
          intent.model, intent.promptHash, intent.prompt, timestamp(),
        ])
      return db.lastInsertedRowID
    }
  }

  /// Of a run that was forgotten while its call was open, the answer is not kept.
  public func finish(_ id: Int64, _ result: ModelCallResult) throws {
    try write { db in
      let isForgotten = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM model_calls c JOIN forgotten_runs f ON f.run_id = c.run_id
            WHERE c.id = ?)
          """,
        arguments: [id])
      let response = isForgotten == true ? nil : result.response
      let error = isForgotten == true ? nil : result.error
      try db.execute(
        sql: """
          UPDATE model_calls SET ended_at = ?, state = ?, prompt_tokens = ?,
            cached_prompt_tokens = ?, completion_tokens = ?, reasoning_tokens = ?, cost_usd = ?,
            latency_ms = ?, cache_hit = ?, attempt_count = ?, response = ?, error = ?
          WHERE id = ? AND state = 'open'
          """,
        arguments: [
          timestamp(), (result.error == nil ? ModelCall.State.done : .failed).rawValue,
          result.tokens.prompt, result.tokens.cachedPrompt, result.tokens.completion,
          result.tokens.reasoning, result.costUSD, result.latencyMilliseconds, result.isCacheHit,
          result.attemptCount, response, error, id,
        ])
    }
  }

  /// The calls of a run, in the order in which they began.
  public func modelCalls(ofRun runID: String) throws -> [ModelCall] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM model_calls WHERE run_id = ? ORDER BY id", arguments: [runID]
      ).map(ModelCall.init)
    }
  }

  /// What the calls of a run cost; nil where there are none.
  public func costs(ofRun runID: String) throws -> RunCosts? {
    try read { try Self.costs(ofRun: runID, $0) }
  }

  /// A step's cost is not known where that of one of its calls is not: sums leave nulls out, so
  /// they are counted.
  static func costs(ofRun runID: String, _ db: Database) throws -> RunCosts? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT step, count(*) AS calls, sum(cache_hit) AS hits, sum(prompt_tokens) AS prompt,
          sum(cached_prompt_tokens) AS cached, sum(completion_tokens) AS completion,
          sum(reasoning_tokens) AS reasoning, sum(cost_usd) AS cost, count(cost_usd) AS priced
        FROM model_calls WHERE run_id = ? GROUP BY step
        """)
    let rows = try Row.fetchAll(statement, arguments: [runID])
    guard !rows.isEmpty else { return nil }
    var costs = RunCosts()
    for row in rows {
      let calls: Int = row["calls"]
      let priced: Int = row["priced"]
      let cost: Double? = row["cost"]
      let step = RunCosts.Step(
        callCount: calls, cacheHitCount: row["hits"],
        tokens: TokenUsage(
          prompt: row["prompt"], cachedPrompt: row["cached"], completion: row["completion"],
          reasoning: row["reasoning"]),
        costUSD: priced == calls ? cost : nil)
      switch RunContext.Step(rawValue: row["step"]) {
      case .extractDetails: costs.extractDetails.add(step)
      case .finalRoleOutput: costs.finalRoleOutput.add(step)
      case .clientOutput: costs.clientOutput = step
      case .extractFromJD, .preparation, nil: costs.extractFromJD.add(step)
      }
    }
    return costs
  }
}

extension ModelCall {
  init(_ row: Row) {
    self.init(
      id: row["id"], runID: row["run_id"], step: row["step"], purpose: row["purpose"],
      provider: row["provider"], model: row["model"], promptHash: row["prompt_hash"],
      prompt: row["prompt"], startedAt: row["started_at"], endedAt: row["ended_at"],
      state: State(rawValue: row["state"]) ?? .open,
      tokens: TokenUsage(
        prompt: row["prompt_tokens"], cachedPrompt: row["cached_prompt_tokens"],
        completion: row["completion_tokens"], reasoning: row["reasoning_tokens"]),
      costUSD: row["cost_usd"], latencyMilliseconds: row["latency_ms"],
      isCacheHit: row["cache_hit"], attemptCount: row["attempt_count"],
      response: row["response"], error: row["error"])
  }
}
