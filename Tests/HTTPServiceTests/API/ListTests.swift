import HTTPTypes
import Testing

@testable import HTTPService
@testable import Pipeline

@Suite struct ListTests {
  @Test func runsArePagedAndFiltered() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      var ids: [String] = []
      for number in 0..<5 {
        let text = number == 2 ? "hello" : "\(ServiceSetup.ad)\n• Experience \(number)"
        ids.append(
          try await client.post("/classify", json: ["jd_text": .string(text)]).json["run_id"]
            .string)
      }
      var seen: [String] = []
      var cursor = ""
      repeat {
        let page = try await client.get("/runs?limit=2\(cursor)")
        #expect(page.json["runs"].count <= 2)
        seen += (0..<page.json["runs"].count).map { page.json["runs"][$0]["run_id"].string }
        let next = page.json["next"].string
        cursor = next.isEmpty ? "" : "&cursor=\(next)"
      } while !cursor.isEmpty
      #expect(seen == ids.reversed())
      let rejected = try await client.get("/runs?status=rejected")
      #expect(rejected.json["runs"].count == 1)
      #expect(rejected.json["runs"][0]["run_id"].string == ids[2])
      #expect(rejected.json["runs"][0]["role_slug"] == .null)
      #expect(try await client.get("/runs?role=baker&case=A").json["runs"].count == 4)
      #expect(try await client.get("/runs?role=welder").json["runs"].count == 0)
      let run = try await client.get("/runs/\(ids[0])")
      #expect(run.status == 200)
      #expect(run.headers[.catalogVersion] == "1")
      #expect(run.json["record"]["versions"]["model"].string == "hashing/64")
      #expect(run.json["text"].string.hasPrefix("Baker"))
      #expect(run.json["model_calls"] == .array([]))
    }
  }

  /// A UUID may be written in either case, wherever it is asked for.
  @Test func runsAreFoundByTheirIDInCapitals() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let run = try await client.post("/classify", json: ["jd_text": .string(ServiceSetup.ad)])
      let id = run.json["run_id"].string.uppercased()
      #expect(try await client.get("/runs/\(id)").status == 200)
      #expect(try await client.get("/ui/runs/\(id)").status == 200)
      #expect(try await client.get("/queues/kras?run_id=\(id)").json["items"].count == 1)
      let decision: JSONValue = ["action": "reject", "filter": ["run_id": .string(id)]]
      let decided = try await client.post("/queues/kras/decisions", json: decision)
      #expect(decided.json["entries"].count == 1, "\(decided.text)")
      let none = try await client.get("/queues/kras?run_id=%7B\(id)%7D")
      #expect(none.json["items"].count == 0)
    }
  }

  @Test func queuesAreReadAndDecided() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let run = try await client.post(
        "/classify", json: ["jd_text": .string(ServiceSetup.ad)])
      let overview = try await client.get("/queues")
      #expect(overview.json["queues"].count == ReviewQueue.allCases.count)
      let items = try await client.get("/queues/kras?status=pending&target=baker")
      #expect(items.json["items"].count == 1)
      #expect(items.json["items"][0]["run_id"] == run.json["run_id"])
      let path = "/queues/kras/decisions"
      let approval: JSONValue = [
        "action": "approve", "filter": ["search": "LOAF"], "kras": ["Prepares every loaf."],
        "reason": "seen often",
      ]
      guard case .object(var members) = approval else { return }
      members["preview"] = .bool(true)
      let preview = try await client.post(path, json: .object(members))
      #expect(preview.status == 200, "\(preview.text)")
      #expect(preview.json["batch"] == .null)
      #expect(preview.json["entries"].count == 1)
      #expect(try setup.store.catalogVersion() == 1)
      let key: HTTPFields = [.idempotencyKey: "decision"]
      let decided = try await client.post(path, json: approval, key)
      #expect(decided.json["catalog_version"].integer == 2)
      let again = try await client.post(path, json: approval, key)
      #expect(again.text == decided.text)
      #expect(again.headers[.idempotencyReplayed] == "true")
      #expect(try await client.post(path, json: approval).status == 404)
      let other: JSONValue = ["action": "reject", "items": .array([.number(1)])]
      #expect(try await client.post(path, json: other).problem == "decided-otherwise")
      let batch = decided.json["batch"].integer
      let undo = "/reviews/\(batch)/undo"
      #expect(try await client.post(undo, json: [:]).status == 200)
      #expect(try await client.post(undo, json: [:]).problem == "decided-otherwise")
      #expect(try await client.post("/reviews/999/undo", json: [:]).status == 404)
      let log = try await client.get("/audit?limit=1")
      #expect(log.json["entries"][0]["action"].string == "undo")
      #expect(log.json["entries"][0]["actor"].string == "local")
      #expect(log.json["next"] != .null)
      for bad: JSONValue in [
        ["action": "approve"], ["action": "approve", "items": .array([])],
        ["action": "odd", "items": .array([.number(1)])],
        ["action": "reject", "items": .array([.number(1)]), "filter": [:]],
      ] {
        #expect(try await client.post(path, json: bad).status == 400)
      }
      let odd = try await client.post(
        path, json: ["action": "odd", "items": .array([.number(1)])])
      #expect(
        odd.json["detail"].string == "action must be one of approve, reject, merge, send-back")
      let mixed: JSONValue = [
        "action": "approve", "items": .array([.number(1)]), "never": .bool(true),
      ]
      #expect(
        try await client.post(path, json: mixed).json["detail"].string
          == "never does not go with approve")
      for action: JSONValue in ["send-back", "merge"] {
        let senseless: JSONValue = ["action": action, "items": .array([.number(1)])]
        let answer = try await client.post(path, json: senseless)
        #expect(answer.status == 422)
        #expect(answer.problem == "decision-not-possible")
      }
    }
  }
}
