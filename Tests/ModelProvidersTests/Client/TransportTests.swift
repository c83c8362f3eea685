import Foundation
import Pipeline
import SimCore
import Testing

@testable import ModelProviders

/// What the client does with servers that are slow, busy, broken or gone.
@Suite struct TransportTests {
  private func ask(_ client: OpenAICompatibleClient) async throws -> JSONValue {
    try await client.answer(TestSetup.profileQuestion) { value throws(ReplyFault) in value }
  }

  @Test func aValidReplyIsTheAnswer() async throws {
    let server = try await StubServer { _, _ in .chat(TestSetup.profile) }
    let client = try TestSetup.client(
      server.baseURL, environment: ["OPENAI_API_KEY": "secret"])
    #expect(try await ask(client) == TestSetup.profile)
    let request = try #require(server.requests.first)
    #expect(server.requests.count == 1)
    #expect(request.path == "/v1/chat/completions")
    #expect(request.authorization == "Bearer secret")
    #expect(request.body["model"] == "stub-chat")
    #expect(request.purpose == "derive_skill")
    #expect(request.body["response_format"]?["json_schema"]?["strict"] == .bool(true))
    // The skill's name is data: in a block of the user's message alone.
    #expect(request.messages.count == 2)
    #expect(!request.messages[0].contains("Zorblax"))
    #expect(request.messages[1].contains("Zorblax"))
  }

  @Test func aSlowServerTimesOut() async throws {
    let server = try await StubServer { _, _ in .never }
    let client = try TestSetup.client(server.baseURL) {
      $0.chatTimeout = .seconds(2)
      $0.retryLimit = 1
    }
    await #expect(throws: ProviderError.timeout(seconds: 2)) { try await ask(client) }
    #expect(server.requests.count == 2)
  }

  @Test func aBusyServerIsAskedAgainWhenItSays() async throws {
    let server = try await StubServer { _, number in
      number == 0 ? .status(429, headers: ["Retry-After": "1"]) : .chat(TestSetup.profile)
    }
    let start = ContinuousClock.now
    #expect(try await ask(TestSetup.client(server.baseURL)) == TestSetup.profile)
    #expect(ContinuousClock.now - start >= .seconds(1))
    #expect(server.requests.count == 2)
  }

  @Test func aServerThatAsksForTooLongAWaitIsGivenUp() async throws {
    let server = try await StubServer { _, _ in .status(429, headers: ["Retry-After": "3600"]) }
    await #expect(throws: ProviderError.status(429, message: "stub")) {
      try await ask(TestSetup.client(server.baseURL))
    }
    #expect(server.requests.count == 1)
  }

  @Test func aBrokenServerIsAskedABoundedNumberOfTimes() async throws {
    let server = try await StubServer { _, _ in .status(500) }
    await #expect(throws: ProviderError.status(500, message: "stub")) {
      try await ask(TestSetup.client(server.baseURL))
    }
    #expect(server.requests.count == 3)
  }

  @Test func aCutConnectionIsTriedAgain() async throws {
    let server = try await StubServer { _, number in
      number == 0 ? .cut : .chat(TestSetup.profile)
    }
    #expect(try await ask(TestSetup.client(server.baseURL)) == TestSetup.profile)
    #expect(server.requests.count == 2)
  }

  /// By its name as by its address: nothing was sent, so that nothing can have cost anything.
  @Test(arguments: ["127.0.0.1", "localhost"])
  func aServerThatIsNotThereIsAnError(host: String) async throws {
    // Port 1 of this machine has no listener.
    let client = try TestSetup.client("http://\(host):1/v1")
    await #expect(throws: ProviderError.connection("nobody listens at its address")) {
      try await ask(client)
    }
  }

  @Test(arguments: [401, 403, 404])
  func aWrongSettingIsNoReasonToTryAgain(status: Int) async throws {
    let server = try await StubServer { _, _ in .status(status) }
    await #expect(throws: ProviderError.refused(status: status, message: "stub")) {
      try await ask(TestSetup.client(server.baseURL))
    }
    #expect(server.requests.count == 1)
  }

  @Test func callsAtOnceAreLimited() async throws {
    let server = try await StubServer { _, _ in
      .chat((try? RecordCoding.text(TestSetup.profile)) ?? "", delay: .milliseconds(30))
    }
    let client = try TestSetup.client(server.baseURL) { $0.concurrentCalls = 2 }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { _ = try await ask(client) } }
      try await group.waitForAll()
    }
    #expect(server.requests.count == 8)
    #expect(server.mostAtOnce <= 2)
  }

  @Test func aCancelledCallEndsAtOnce() async throws {
    let server = try await StubServer { _, _ in .never }
    let client = try TestSetup.client(server.baseURL) { $0.concurrentCalls = 1 }
    // One is under way, one waits for room.
    let calls = (0..<2).map { _ in Task { try await ask(client) } }
    try await Task.sleep(for: .milliseconds(100))
    for call in calls { call.cancel() }
    for call in calls {
      await #expect(throws: CancellationError.self) { try await call.value }
    }
  }

  @Test func aKeyIsNeededForServersElsewhere() {
    #expect(throws: ProviderError.missingKey(variable: "OPENAI_API_KEY")) {
      try TestSetup.client("https://api.openai.com/v1")
    }
    for url in ["", "localhost:8080", "ftp://host/v1", "https://"] {
      #expect(throws: ProviderError.badBaseURL(url)) { try TestSetup.client(url) }
    }
    for host in ["localhost", "127.0.0.1", "10.1.2.3", "192.168.0.4", "172.20.0.1", "ollama"] {
      #expect(Endpoint.isLocal(host: host), "\(host)")
    }
    for host in ["api.openai.com", "11.1.2.3", "172.32.0.1", "10.example.com"] {
      #expect(!Endpoint.isLocal(host: host), "\(host)")
    }
  }

  @Test func vectorsComeInTheOrderOfTheTextsAndOfUnitLength() async throws {
    let server = try await StubServer { request, _ in
      let entries = (request.body["input"]?.items ?? []).enumerated().map {
        index, text -> JSONValue in
        [
          "index": .number(Double(index)),
          "embedding": [.number(Double(text.string?.count ?? 0)), .number(0)],
        ]
      }
      return .json(["data": .array(entries.reversed()), "usage": ["prompt_tokens": .number(3)]])
    }
    let client = try TestSetup.client(server.baseURL) { $0.embeddingBatchSize = 2 }
    let embedder = try await OpenAICompatibleEmbedder(probing: client)
    #expect(embedder.dimension == 2)
    let matrix = try await embedder.embed(["abc", "", "abcd"])
    #expect(matrix.components == [1, 0, 0, 0, 1, 0])
    #expect(server.requests.map { $0.body["input"]?.items.count } == [1, 2, 1])
  }

  @Test func vectorsThatAreNoneAreAnError() async throws {
    for data: JSONValue in [
      [], [["index": .number(1), "embedding": [.number(1)]]],
      [["index": .number(0), "embedding": []]],
    ] {
      let server = try await StubServer { _, _ in .json(["data": data]) }
      let embedder = OpenAICompatibleEmbedder(try TestSetup.client(server.baseURL), dimension: 1)
      let error = await #expect(throws: ProviderError.self) { try await embedder.embed(["a"]) }
      guard case .badVectors = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
