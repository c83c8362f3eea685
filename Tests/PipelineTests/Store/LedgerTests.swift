import Testing

@testable import Pipeline

@Suite struct LedgerTests {
  private func intent(
    _ step: RunContext.Step = .extractFromJD, run: String? = "run"
  ) -> ModelCallIntent {
    ModelCallIntent(
      runID: run, step: step, purpose: .parse, provider: "test", model: "model",
      promptHash: "abc", prompt: "Who?")
  }

  private func result(
    cost: Double?, error: String? = nil, isCacheHit: Bool = false
  ) -> ModelCallResult {
    ModelCallResult(
      error: error, tokens: TokenUsage(prompt: 1, cachedPrompt: 2, completion: 3, reasoning: 4),
      costUSD: cost, latencyMilliseconds: 5, isCacheHit: isCacheHit, attemptCount: 1,
      response: "{}")
  }

  @Test func aCallIsOpenUntilItsResultIsWritten() throws {
    let store = try Store.inMemory()
    let id = try store.begin(intent())
    let open = try #require(try store.modelCalls(ofRun: "run").first)
    #expect(open.id == id && open.state == .open && open.runID == "run")
    #expect(open.endedAt == nil && open.costUSD == nil && open.tokens == TokenUsage())
    try store.finish(id, result(cost: 0.5))
    let done = try #require(try store.modelCalls(ofRun: "run").first)
    #expect(done.state == .done && done.costUSD == 0.5 && done.latencyMilliseconds == 5)
    #expect(done.tokens.total == 10 && done.response == "{}" && done.prompt == "Who?")
  }

  @Test func aResultIsWrittenOnce() throws {
    let store = try Store.inMemory()
    let id = try store.begin(intent())
    try store.finish(id, result(cost: nil, error: "gone"))
    try store.finish(id, result(cost: 1))
    let call = try #require(try store.modelCalls(ofRun: "run").first)
    #expect(call.state == .failed && call.error == "gone" && call.costUSD == nil)
  }

  @Test func costsAreSummedByStepAndUnknownOnesAreNotHidden() throws {
    let store = try Store.inMemory()
    #expect(try store.costs(ofRun: "run") == nil)
    try store.finish(store.begin(intent()), result(cost: 0.25))
    try store.finish(store.begin(intent()), result(cost: 0, isCacheHit: true))
    try store.finish(store.begin(intent(.extractDetails)), result(cost: 0.5))
    try store.finish(store.begin(intent(run: "other")), result(cost: 8))
    try store.finish(store.begin(intent(.preparation, run: nil)), result(cost: 8))
    let costs = try #require(try store.costs(ofRun: "run"))
    #expect(costs.extractFromJD.callCount == 2 && costs.extractFromJD.cacheHitCount == 1)
    #expect(costs.extractFromJD.costUSD == 0.25 && costs.extractDetails.costUSD == 0.5)
    #expect(costs.finalRoleOutput.costUSD == 0 && costs.total.costUSD == 0.75)
    #expect(costs.total.tokens.prompt == 3)
    // A call that never ended: nobody knows what it cost.
    _ = try store.begin(intent(.extractDetails))
    let again = try #require(try store.costs(ofRun: "run"))
    #expect(again.extractDetails.callCount == 2 && again.extractDetails.costUSD == nil)
    #expect(again.extractFromJD.costUSD == 0.25 && again.total.costUSD == nil)
  }

  @Test func contextsCollectFlagsOnce() {
    let context = RunContext(
      runID: "run", step: .extractDetails, ledger: (try? Store.inMemory()) ?? FailingLedger())
    context.flag("a")
    context.flag("b")
    context.flag("a")
    #expect(context.flags == ["a", "b"])
    #expect(RunContext.current == nil)
  }
}

private struct FailingLedger: CallLedger {
  func begin(_ intent: ModelCallIntent) throws -> Int64 { throw StoreError.busy(path: "") }
  func finish(_ id: Int64, _ result: ModelCallResult) throws { throw StoreError.busy(path: "") }
}
