import HTTPTypes
import TestSupport
import Testing

@testable import HTTPService
@testable import Pipeline

@Suite struct AdmissionTests {
  /// A service with one thread at work and one place to wait, and its gate closed.
  private static func busy(perCaller: Int) async throws -> (ServiceSetup, GatedEmbedder) {
    let embedder = GatedEmbedder()
    let setup = try await ServiceSetup(embedder: embedder) {
      $0.classification = AdmissionLimits(
        running: 1, admitted: 2, perCaller: perCaller, bytes: 1 << 20, longestWait: .seconds(600))
    }
    embedder.close()
    return (setup, embedder)
  }

  @Test(arguments: [3, 1])
  func whatTheQueueCannotHoldIsRefused(perCaller: Int) async throws {
    let (setup, embedder) = try await Self.busy(perCaller: perCaller)
    try await setup.test { client in
      let body: JSONValue = ["jd_text": .string(ServiceSetup.ad)]
      async let first = client.post("/classify", json: body)
      try await embedder.waitForCall()
      let admission = setup.service.classification
      async let second = perCaller > 1 ? client.post("/classify", json: body) : nil
      if perCaller > 1 { try await Waiting.until { admission.state.waiting == 1 } }
      let refused = try await client.post("/classify", json: body)
      #expect(refused.status == (perCaller > 1 ? 503 : 429))
      #expect(refused.problem == (perCaller > 1 ? "queue-limit" : "caller-limit"))
      #expect((refused.headers[.retryAfter].flatMap { Int($0) } ?? 0) >= 1)
      // What only reads is answered meanwhile.
      #expect(try await client.get("/runs").status == 200)
      let metrics = try await client.get("/metrics").text
      #expect(metrics.contains("rolewise_admission_running{kind=\"classification\"} 1"))
      #expect(metrics.contains("rolewise_admission_refusals_total{kind=\"classification\""))
      embedder.open()
      #expect(try await first.status == 200)
      if perCaller > 1 { #expect(try await second?.status == 200) }
      try await Waiting.until { admission.state.admitted == 0 }
      #expect(admission.state.running == 0)
    }
  }

  /// Pages are drawn while all threads classify, and so is what else only reads.
  @Test(.timeLimit(.minutes(2))) func whatOnlyReadsDoesNotWaitForRuns() async throws {
    let embedder = GatedEmbedder()
    let setup = try await ServiceSetup(embedder: embedder)
    try await setup.test { client in
      let body: JSONValue = ["jd_text": .string(ServiceSetup.ad)]
      let run = try await client.post("/classify", json: body).json["run_id"].string
      embedder.close()
      async let first = client.post("/classify", json: body)
      async let second = client.post("/classify", json: body)
      try await embedder.waitForCalls(2)
      for path in [
        "/readyz", "/runs/\(run)", "/ui/history", "/ui/runs/\(run)", "/ui/events/\(run)",
      ] {
        #expect(try await client.get(path).status == 200, "\(path)")
      }
      embedder.open()
      #expect(try await first.status == 200)
      #expect(try await second.status == 200)
    }
  }

  /// Two pages encode what a reviewer has added: that the service is ready is told all the same.
  @Test(.timeLimit(.minutes(2))) func whetherItIsReadyDoesNotWaitForPages() async throws {
    let embedder = GatedEmbedder()
    let setup = try await ServiceSetup(embedder: embedder)
    try await setup.test { client in
      _ = try await client.post("/classify", json: ["jd_text": .string(ServiceSetup.ad)])
      let approval: JSONValue = [
        "action": "approve", "filter": [:], "kras": ["Prepares every loaf."],
      ]
      let decided = try await client.post("/queues/kras/decisions", json: approval)
      #expect(decided.json["catalog_version"].integer == 2, "\(decided.text)")
      embedder.close()
      async let first = client.get("/ui/history")
      async let second = client.get("/ui/history")
      try await embedder.waitForCalls(2)
      #expect(try await client.get("/readyz").status == 200)
      embedder.open()
      #expect(try await first.status == 200)
      #expect(try await second.status == 200)
    }
  }

  @Test func aDrainingServiceFinishesWhatIsIn() async throws {
    let (setup, embedder) = try await Self.busy(perCaller: 2)
    try await setup.test { client in
      let body: JSONValue = ["jd_text": .string(ServiceSetup.ad)]
      async let first = client.post("/classify", json: body)
      try await embedder.waitForCall()
      setup.service.drain()
      let refused = try await client.post("/classify", json: body)
      #expect(refused.status == 503)
      #expect(refused.problem == "draining")
      #expect(try await client.get("/readyz").problem == "draining")
      embedder.open()
      #expect(try await first.status == 200)
    }
  }

  @Test func whoeverIsCancelledLeavesTheQueue() async throws {
    let admission = Admission(
      "test",
      limits: AdmissionLimits(
        running: 1, admitted: 9, perCaller: 9, bytes: 9, longestWait: .seconds(600)),
      executor: BlockingExecutor(threadCount: 1)
    ) { _ in }
    let (gate, source) = AsyncStream.makeStream(of: Void.self)
    let first = try admission.admit(caller: "a", bytes: 0)
    let second = try admission.admit(caller: "a", bytes: 0)
    let working = Task { try await first.work { for await _ in gate {} } }
    try await Waiting.until { admission.state.running == 1 }
    let waiting = Task { try await second.work {} }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    source.finish()
    try await working.value
    try await second.work {}
    #expect(admission.state.running == 0)
  }
}
