import Foundation
import Pipeline
import Synchronization
import Testing

@testable import ModelProviders

/// The rows, costs and cached answers of runs through a model server.
@Suite struct LedgerRunTests {
  @Test func everyCallIsARow() async throws {
    let server = try await StubServer { request, _ in TestSetup.answer(request) }
    let store = try TestSetup.store()
    let run = try await TestSetup.pipeline(store, try TestSetup.client(server.baseURL))
      .classify(TestSetup.text, runID: "run")
    let calls = try store.modelCalls(ofRun: "run")
    #expect(
      calls.map(\.purpose) == [
        "parse_jd", "extract_skills", "resolve_collision", "derive_skill",
      ])
    #expect(
      calls.map(\.step) == [
        "extract_from_jd", "extract_from_jd", "extract_from_jd", "extract_details",
      ])
    for call in calls {
      #expect(call.state == .done && call.error == nil && call.endedAt != nil)
      #expect(call.provider == "openai-compatible" && call.model == "stub-chat")
      #expect(call.promptHash.count == 64)
      #expect(call.prompt?.contains("\"messages\":[") == true)
      #expect(
        call.tokens == TokenUsage(prompt: 40, cachedPrompt: 60, completion: 30, reasoning: 20))
      #expect(call.costUSD == TestSetup.costOfReply)
      #expect(call.attemptCount == 1 && !call.isCacheHit)
      #expect((call.latencyMilliseconds ?? -1) >= 0)
      #expect(call.response?.hasPrefix("{") == true)
    }
    #expect(Set(calls.map(\.promptHash)).count == 4)
    let costs = try #require(run.record.costs)
    #expect(costs.extractFromJD.callCount == 3 && costs.extractDetails.callCount == 1)
    #expect(costs.finalRoleOutput == RunCosts.Step())
    #expect(abs((costs.total.costUSD ?? 0) - 4 * TestSetup.costOfReply) < 1e-12)
    #expect(costs.total.tokens.total == 600)
    // As recorded, the payload names no costs.
    #expect(run.finalRoleOutput?.totalCostUSD == nil && run.finalRoleOutput?.costOfStep1USD == nil)
  }

  @Test func aRunWithoutModelCallsHasNoCosts() async throws {
    let store = try TestSetup.store()
    let run = try await JDPipeline(store: store, embedder: HashingEmbedder(dimension: 64))
      .classify(TestSetup.text, runID: "run")
    #expect(run.record.costs == nil)
    #expect(try store.modelCalls(ofRun: "run").isEmpty)
  }

  @Test func thePolicyPutsCostsIntoThePayload() async throws {
    let server = try await StubServer { request, _ in TestSetup.answer(request) }
    var policy = Policy()
    policy.costsInPayload = true
    let run = try await TestSetup.pipeline(
      try TestSetup.store(), try TestSetup.client(server.baseURL), policy: policy
    ).classify(TestSetup.text)
    let output = try #require(run.finalRoleOutput)
    #expect(abs((output.costOfStep1USD ?? 0) - 3 * TestSetup.costOfReply) < 1e-12)
    #expect(output.costOfStep2USD == TestSetup.costOfReply)
    #expect(output.costOfStep3USD == 0)
    #expect(abs((output.totalCostUSD ?? 0) - 4 * TestSetup.costOfReply) < 1e-12)
  }

  @Test func aModelWithoutAPriceHasAnUnknownCost() async throws {
    let server = try await StubServer { request, _ in TestSetup.answer(request) }
    let client = try TestSetup.client(server.baseURL, prices: PriceList())
    let run = try await TestSetup.pipeline(try TestSetup.store(), client)
      .classify(TestSetup.text)
    #expect(run.record.costs?.total.costUSD == nil)
    #expect(run.record.costs?.total.callCount == 4)
  }

  @Test func failuresAreRowsToo() async throws {
    let server = try await StubServer { request, number in
      switch number {
      case 0: .status(500)
      case 1: .chat(TestSetup.parsed)
      case 2, 3: .chat("{}")
      default: .cut
      }
    }
    let store = try TestSetup.store()
    _ = try await TestSetup.pipeline(store, try TestSetup.client(server.baseURL))
      .classify(TestSetup.text, runID: "run")
    let calls = try store.modelCalls(ofRun: "run")
    #expect(calls.map(\.state) == [.done, .failed, .failed, .failed])
    #expect(calls.map(\.attemptCount) == [2, 1, 1, 3])
    #expect(calls[1].error?.hasPrefix("invalid reply: ") == true)
    // An invalid reply was paid for; what a cut connection cost is not known.
    #expect(calls[1].costUSD == TestSetup.costOfReply && calls[1].response == "{}")
    #expect(calls[3].costUSD == nil && calls[3].error?.isEmpty == false)
  }

  @Test func aCachedAnswerCostsNothingAndMakesNoRequest() async throws {
    let folder = try TemporaryFolder()
    let cache = AnswerCache(folder: folder.path + "/answers") { Issue.record("\($0)") }
    let server = try await StubServer { request, _ in TestSetup.answer(request) }
    let first = try await TestSetup.pipeline(
      try TestSetup.store(), try TestSetup.client(server.baseURL, cache: cache)
    ).classify(TestSetup.text, runID: "run")
    #expect(server.requests.count == 4)
    let store = try TestSetup.store()
    let second = try await TestSetup.pipeline(
      store, try TestSetup.client(server.baseURL, cache: cache)
    ).classify(TestSetup.text, runID: "run")
    #expect(server.requests.count == 4)
    #expect(second.payloads == first.payloads)
    let calls = try store.modelCalls(ofRun: "run")
    #expect(calls.count == 4)
    for call in calls {
      #expect(call.isCacheHit && call.state == .done && call.costUSD == 0)
      #expect(call.attemptCount == 0 && call.tokens == TokenUsage())
    }
    #expect(second.record.costs?.total.costUSD == 0)
    #expect(second.record.costs?.total.cacheHitCount == 4)
    // Another model is another question.
    let other = try TestSetup.client(server.baseURL, cache: cache) { $0.chatModel = "other" }
    _ = try await TestSetup.pipeline(try TestSetup.store(), other).classify(TestSetup.text)
    #expect(server.requests.count == 8)
  }

  @Test func invalidRepliesAndDamagedFilesAreNoCachedAnswers() async throws {
    let folder = try TemporaryFolder()
    let cache = AnswerCache(folder: folder.path) { Issue.record("\($0)") }
    let server = try await StubServer { _, number in
      number < 2 ? .chat("{}") : .chat(TestSetup.profile)
    }
    let client = try TestSetup.client(server.baseURL, cache: cache)
    func ask() async throws {
      _ = try await client.answer(TestSetup.profileQuestion) { value throws(ReplyFault) in value }
    }
    await #expect(throws: ProviderError.self) { try await ask() }
    try await ask()
    try await ask()
    #expect(server.requests.count == 3)
    let files = try #require(FileManager.default.enumerator(atPath: folder.path)).allObjects
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".json") }
    let file = try #require(files.first)
    #expect(files.count == 1)
    try Data("{".utf8).write(to: URL(fileURLWithPath: folder.path + "/" + file))
    try await ask()
    #expect(server.requests.count == 4)
  }

  @Test func aCacheThatCannotBeWrittenIsToldOnceAndChangesNothing() async throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
    let told = Mutex<[String]>([])
    let cache = AnswerCache(folder: folder.path + "/file/answers") { message in
      told.withLock { $0.append(message) }
    }
    let server = try await StubServer { request, _ in TestSetup.answer(request) }
    let run = try await TestSetup.pipeline(
      try TestSetup.store(), try TestSetup.client(server.baseURL, cache: cache)
    ).classify(TestSetup.text)
    #expect(server.requests.count == 4 && run.finalRoleOutput != nil)
    let messages = told.withLock { $0 }
    #expect(messages.count == 1)
    #expect(
      messages.first?.hasPrefix("answers cannot be kept in \(folder.path)/file/answers (") == true)
  }

  @Test func theIntentIsOnDiskBeforeTheCall() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/test.db"
    let seen = Mutex<[ModelCall]>([])
    let server = try await StubServer { request, _ in
      // Another process would see the same.
      if let calls = try? Store(path: path).modelCalls(ofRun: "run") {
        seen.withLock { $0 += calls.filter { $0.state == .open } }
      }
      return TestSetup.answer(request)
    }
    let store = try TestSetup.store(path)
    _ = try await TestSetup.pipeline(store, try TestSetup.client(server.baseURL))
      .classify(TestSetup.text, runID: "run")
    let calls = seen.withLock { $0 }
    #expect(calls.count == 4)
    #expect(calls.allSatisfy { $0.runID == "run" && $0.endedAt == nil && $0.costUSD == nil })
  }

  @Test func aCrashLeavesAnOpenRow() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/test.db"
    /// Loses what comes after the intent, as a process that dies does.
    struct CrashingLedger: CallLedger {
      let store: Store
      struct Crash: Error {}
      func begin(_ intent: ModelCallIntent) throws -> Int64 { try store.begin(intent) }
      func finish(_ id: Int64, _ result: ModelCallResult) throws { throw Crash() }
    }
    let server = try await StubServer { request, _ in TestSetup.answer(request) }
    let client = try TestSetup.client(server.baseURL)
    let context = RunContext(
      runID: "run", step: .extractFromJD, ledger: CrashingLedger(store: try TestSetup.store(path)))
    await #expect(throws: CrashingLedger.Crash.self) {
      try await RunContext.$current.withValue(context) {
        try await OpenAICompatibleReader(client).parse(JDText(TestSetup.text))
      }
    }
    let store = try Store(path: path)
    let open = try store.modelCalls(ofRun: "run")
    #expect(open.map(\.purpose) == ["parse_jd"] && open[0].state == .open)
    // The same run again: what the lost call cost stays unknown, and is not left out.
    let run = try await TestSetup.pipeline(store, client).classify(TestSetup.text, runID: "run")
    #expect(run.record.costs?.extractFromJD.callCount == 4)
    #expect(run.record.costs?.extractFromJD.costUSD == nil)
    #expect(run.record.costs?.extractDetails.costUSD == TestSetup.costOfReply)
  }
}
