import Foundation
import HTTPTypes
import Testing

@testable import HTTPService
@testable import Pipeline

@Suite struct AccessTests {
  @Test(arguments: Transport.allCases)
  func keysOpenWhatTheirRoleMay(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    let reader = try setup.key("reader", .reader)
    let reviewer = try setup.key("reviewer", .reviewer)
    let admin = try setup.key("admin", .admin)
    try await setup.test(transport) { client in
      let none = try await client.get("/runs")
      #expect(none.status == 401)
      #expect(none.problem == "key-needed")
      #expect(none.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
      let changed = String(reader.dropLast()) + (reader.last == "0" ? "1" : "0")
      for bad in [changed, "", "rw__", "rw_000000000000_\(String(repeating: "0", count: 64))"] {
        #expect(try await client.get("/runs", [.apiKey: bad]).status == 401)
        #expect(
          try await client.get("/runs", [.authorization: "Bearer \(bad)"]).status == 401)
      }
      #expect(try await client.get("/runs", [.apiKey: reader]).status == 200)
      #expect(try await client.get("/runs", [.authorization: "Bearer \(reader)"]).status == 200)
      #expect(try await client.get("/runs", [.authorization: "bearer \(reader)"]).status == 200)
      #expect(try await client.get("/metrics").status == 401)
      #expect(try await client.get("/healthz").status == 200)
      let run = try await client.post(
        "/classify", json: ["jd_text": .string(ServiceSetup.ad)], [.apiKey: reader])
      #expect(run.status == 200)
      let decision: JSONValue = ["action": "reject", "items": .array([.number(1)])]
      let path = "/queues/kras/decisions"
      #expect(try await client.post(path, json: decision, [.apiKey: reader]).status == 403)
      let decided = try await client.post(path, json: decision, [.apiKey: reviewer])
      #expect(decided.status == 200, "\(decided.text)")
      #expect(decided.json["entries"][0]["actor"].string == "reviewer")
      let place = "/runs/\(run.json["run_id"].string)"
      #expect(try await client.send(.delete, place, [.apiKey: reviewer]).status == 403)
      #expect(try await client.send(.delete, place, [.apiKey: admin]).status == 204)
      try setup.store.revokeAPIKey(named: "reader")
      setup.service.dispatcher.gate.ring.refresh()
      #expect(try await client.get("/runs", [.apiKey: reader]).status == 401)
    }
  }

  @Test func theStoreHoldsNoSecret() throws {
    let store = try Store.inMemory()
    let (text, key) = APIKeyText.make(name: "one", role: .admin)
    try store.add(key)
    #expect(throws: APIKeyError.nameTaken("one")) {
      try store.add(APIKeyText.make(name: "one", role: .reader).key)
    }
    let kept = try #require(try store.apiKeys().first)
    #expect(kept == key)
    #expect(kept.secretHash.count == 32)
    #expect(text.isText(of: kept))
    #expect(!text.text.contains(kept.secretHash.hexadecimal))
    try store.revokeAPIKey(named: "one")
    #expect(!text.isText(of: try #require(try store.apiKeys().first)))
    #expect(throws: APIKeyError.unknownName("one")) { try store.revokeAPIKey(named: "one") }
    // A revoked name may be given again.
    try store.add(APIKeyText.make(name: "one", role: .reader).key)
  }

  @Test func aNetworkNeedsAKey() async throws {
    let setup = try await ServiceSetup()
    let pipeline = setup.service.pipeline
    #expect(throws: ServiceError.needsKey(host: "0.0.0.0")) {
      try ServiceSetup.service(pipeline) { $0.host = "0.0.0.0" }
    }
    _ = try setup.key("one", .reader)
    _ = try ServiceSetup.service(pipeline) { $0.host = "0.0.0.0" }
    try setup.store.revokeAPIKey(named: "one")
    #expect(throws: ServiceError.needsKey(host: "0.0.0.0")) {
      try ServiceSetup.service(pipeline) { $0.host = "0.0.0.0" }
    }
    // Revoking the last key does not open the service.
    setup.service.dispatcher.gate.ring.refresh()
    try await setup.test { client in
      let answer = try await client.get("/runs")
      #expect(answer.status == 401)
    }
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("localhost", true), ("::1", true), ("127.0.0.1.example", false),
    ("0.0.0.0", false), ("192.168.0.1", false),
  ])
  func loopback(host: String, isLoopback: Bool) {
    var configuration = ServiceConfiguration()
    configuration.host = host
    #expect(configuration.isLoopback == isLoopback)
  }
}
