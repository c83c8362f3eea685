import Foundation
import HTTPTypes
import Testing

@testable import HTTPService
@testable import Pipeline

@Suite struct IdempotencyTests {
  @Test(arguments: Transport.allCases)
  func theSameRequestIsDoneOnce(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    try await setup.test(transport) { client in
      let key: HTTPFields = [.idempotencyKey: "one"]
      let body: JSONValue = ["jd_text": .string(ServiceSetup.ad)]
      let first = try await client.post("/classify", json: body, key)
      let again = try await client.post("/classify", json: body, key)
      #expect(again.status == 200)
      #expect(again.text == first.text)
      #expect(again.headers[.idempotencyReplayed] == "true")
      #expect(first.headers[.idempotencyReplayed] == nil)
      let other = try await client.post("/classify", json: ["jd_text": "Welder"], key)
      #expect(other.status == 422)
      #expect(other.problem == "idempotency-key-reused")
      let elsewhere = try await client.post("/skills/extract-from-jd", json: body, key)
      #expect(elsewhere.status == 422)
      let bad = try await client.post("/classify", json: body, [.idempotencyKey: "a b"])
      #expect(bad.status == 400)
      #expect(try setup.store.history(limit: 9).runs.count == 1)
    }
  }

  @Test func aKeyIsOfItsCaller() async throws {
    let setup = try await ServiceSetup()
    let keys = [try setup.key("one", .reader), try setup.key("two", .reader)]
    try await setup.test { client in
      for (number, key) in keys.enumerated() {
        let answer = try await client.post(
          "/classify", json: ["jd_text": .string("\(ServiceSetup.ad) \(number)")],
          [.idempotencyKey: "same", .apiKey: key])
        #expect(answer.status == 200)
      }
    }
    #expect(try setup.store.history(limit: 9).runs.count == 2)
  }

  @Test func aRetryAfterACrashFindsTheRun() async throws {
    let setup = try await ServiceSetup()
    let body: JSONValue = ["jd_text": .string(ServiceSetup.ad)]
    let key: HTTPFields = [.idempotencyKey: "crash"]
    // A crash after step 1 leaves the run and nothing under the key.
    let id = RunIdentifier.named("idempotency-key:local\ncrash")
    _ = try await setup.service.pipeline.extractFromJD(ServiceSetup.ad, runID: id)
    try await setup.test { client in
      let other = try await client.post("/classify", json: ["jd_text": "Welder"], key)
      #expect(other.status == 422)
      let answer = try await client.post("/classify", json: body, key)
      #expect(answer.json["run_id"].string == id)
      #expect(answer.json["status"].string == "completed")
      #expect(try setup.store.history(limit: 9).runs.count == 1)
      // Forgetting takes what is under the key along; the key makes no second run.
      #expect(try await client.send(.delete, "/runs/\(id)").status == 204)
      #expect(try await client.post("/classify", json: body, key).status == 410)
    }
  }

  @Test func aRequestAtWorkIsNotBegunTwice() async throws {
    let embedder = GatedEmbedder()
    let setup = try await ServiceSetup(embedder: embedder) { $0.classification.running = 2 }
    embedder.close()
    try await setup.test(.port) { client in
      let key: HTTPFields = [.idempotencyKey: "slow"]
      let body: JSONValue = ["jd_text": .string(ServiceSetup.ad)]
      // A second connection, because one answers in order.
      try await setup.test(.port) { second in
        async let first = client.post("/classify", json: body, key)
        try await embedder.waitForCall()
        let early = try await second.post("/classify", json: body, key)
        #expect(early.status == 409)
        #expect(early.problem == "request-in-flight")
        embedder.open()
        #expect(try await first.status == 200)
      }
    }
  }

  @Test func answersAreKeptForADayAndNoMoreThanTheCapacity() throws {
    let store = try Store.inMemory()
    func hash(_ number: Int) -> Data { Data([UInt8(number)]) }
    for number in 0..<5 {
      let answer = IdempotentAnswer(fingerprint: hash(number), runID: "\(number)")
      try store.keep(
        answer, keyHash: hash(number), removingBefore: .distantPast, capacity: 3)
    }
    let kept = try (0..<5).filter {
      try store.idempotentAnswer(keyHash: hash($0), since: .distantPast) != nil
    }
    #expect(kept.count == 3)
    let last = try #require(kept.last)
    #expect(
      try store.idempotentAnswer(keyHash: hash(last), since: .distantFuture) == nil)
    try store.keep(
      IdempotentAnswer(fingerprint: hash(9)), keyHash: hash(9), removingBefore: .distantFuture)
    #expect(try store.idempotentAnswer(keyHash: hash(last), since: .distantPast) == nil)
  }
}
