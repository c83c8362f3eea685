import HTTPTypes
import Testing

@testable import HTTPService
@testable import Pipeline

@Suite struct StepTests {
  @Test(arguments: Transport.allCases)
  func theStepsGiveThePayloadsOfTheRun(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    try await setup.test(transport) { client in
      let first = try await client.post(
        "/skills/extract-from-jd", json: ["jd_text": .string(ServiceSetup.ad)])
      #expect(first.status == 200)
      let id = first.json["run_id"].string
      #expect(first.headers[.runID] == id)
      #expect(first.headers[.location] == "/runs/\(id)")
      #expect(first.headers[.catalogVersion] == "1")
      #expect(first.headers[.modelVersion] == "hashing/64")
      #expect(first.headers[.engineVersion] == Engine.version)
      #expect(first.headers[.policyVersion] == Policy().hash)
      let second = try await client.post(
        "/skills/extract-details", json: ["run_id": .string(id)])
      #expect(second.status == 200)
      let third = try await client.post(
        "/skills/final-role-output", json: ["run_id": .string(id)])
      #expect(third.status == 200)
      #expect(third.headers[.runID] == id)
      let run = try #require(try setup.store.run(id))
      func json(_ record: some Encodable) throws -> JSONValue {
        try RecordCoding.record(JSONValue.self, from: RecordCoding.text(record))
      }
      #expect(try json(run.extractFromJD) == first.json)
      #expect(try json(run.extractDetails) == second.json)
      #expect(try json(run.finalRoleOutput) == third.json)
      // Again: the stored payloads, and nothing changes.
      let again = try await client.post(
        "/skills/extract-details", json: ["run_id": .string(id.uppercased())])
      #expect(again.json == second.json)
    }
  }

  @Test(arguments: Transport.allCases)
  func classifyGivesAllThree(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    try await setup.test(transport) { client in
      let id = RunIdentifier.named("given")
      let body: JSONValue = ["jd_text": .string(ServiceSetup.ad), "run_id": .string(id)]
      let answer = try await client.post("/classify", json: body)
      #expect(answer.status == 200)
      #expect(answer.json["run_id"].string == id)
      #expect(answer.json["status"].string == "completed")
      #expect(answer.json["calibrated_confidence"] != .null)
      #expect(
        answer.json["extract_from_jd"]["stage4_decision"]["chosen_role"]["slug"] == "baker")
      #expect(answer.json["final_role_output"]["run_id"].string == id)
      #expect(try await client.post("/classify", json: body).json == answer.json)
      let other = try await client.post(
        "/classify", json: ["jd_text": "Welder\nWelds.", "run_id": .string(id)])
      #expect(other.status == 409)
      #expect(other.problem == "run-exists")
      #expect(try setup.store.runListings(limit: 9).count == 1)
    }
  }

  @Test func stepsThatCannotBeAreRefused() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let unknown = RunIdentifier.named("unknown")
      for step in ["extract-details", "final-role-output"] {
        let answer = try await client.post("/skills/\(step)", json: ["run_id": .string(unknown)])
        #expect(answer.status == 404)
        #expect(answer.problem == "unknown-run")
      }
      let first = try await client.post(
        "/skills/extract-from-jd", json: ["jd_text": .string(ServiceSetup.ad)])
      let early = try await client.post(
        "/skills/final-role-output", json: ["run_id": first.json["run_id"]])
      #expect(early.status == 409)
      #expect(early.problem == "step-missing")
      let rejected = try await client.post("/classify", json: ["jd_text": "hello"])
      #expect(rejected.status == 200)
      #expect(rejected.json["status"].string == "rejected")
      #expect(rejected.json["extract_details"] == .null)
      let later = try await client.post(
        "/skills/extract-details", json: ["run_id": rejected.json["run_id"]])
      #expect(later.status == 409)
      #expect(later.problem == "rejected-run")
      let path = "/runs/\(first.json["run_id"].string)"
      #expect(try await client.send(.delete, path).status == 204)
      #expect(try await client.get(path).problem == "forgotten-run")
      let forgotten = try await client.post(
        "/skills/extract-details", json: ["run_id": first.json["run_id"]])
      #expect(forgotten.status == 410)
    }
  }

  @Test func nothingIsClassifiedBeforeTheCatalogIsPrepared() async throws {
    let setup = try await ServiceSetup(isPrepared: false)
    try await setup.test { client in
      #expect(try await client.get("/healthz").status == 200)
      #expect(try await client.get("/readyz").status == 503)
      let answer = try await client.post("/classify", json: ["jd_text": "Baker"])
      #expect(answer.status == 503)
      #expect(answer.headers[.retryAfter] == "5")
    }
    #expect(try setup.store.runListings(limit: 9).isEmpty)
  }
}
