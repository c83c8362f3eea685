import Foundation
import HTTPTypes
import Testing

@testable import HTTPService
@testable import Pipeline

/// What the service does for the pages; the pages have tests of their own.
@Suite struct PageTests {
  /// The token in a page's forms.
  private static func token(_ setup: ServiceSetup, _ client: Client, _ headers: HTTPFields = [:])
    async throws -> String
  {
    let page = try await client.get("/ui/new", headers)
    #expect(page.status == 200)
    let parts = page.text.split { !$0.isHexDigit }
    return String(try #require(parts.first { $0.count == 64 }))
  }

  @Test(arguments: Transport.allCases)
  func aRunTellsItsSteps(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    try await setup.test(transport) { client in
      let token = try await Self.token(setup, client)
      let begun = try await client.post(
        "/ui/new", form: [("jd_text", ServiceSetup.ad), ("csrf_token", token)],
        [.accept: "application/json"])
      #expect(begun.status == 202)
      let id = begun.json["run_id"].string
      let events = try await client.get(begun.json["events"].string)
      #expect(events.headers[.contentType] == "text/event-stream; charset=utf-8")
      let blocks = events.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
      #expect(blocks.count == 7)
      let data = try blocks.map { block in
        let line = try #require(block.split(separator: "\n").last?.dropFirst("data: ".count))
        return try RecordCoding.record(JSONValue.self, from: String(line))
      }
      #expect(blocks.dropLast().allSatisfy { $0.hasPrefix("event: step\n") })
      #expect(
        data.prefix(6).map { $0["step"].string } == [
          "extract_from_jd", "extract_from_jd", "extract_details", "extract_details",
          "final_role_output", "final_role_output",
        ])
      #expect(
        data.prefix(6).map { $0["status"].string } == [
          "started", "done", "started", "done", "started", "done",
        ])
      #expect(blocks.last?.hasPrefix("event: end\n") == true)
      #expect(data.last?["location"].string == "/ui/runs/\(id)")
      #expect(try setup.store.run(id)?.status == .completed)
      #expect(setup.service.classification.state.admitted == 0)
    }
  }

  @Test func aRunThatFailsEndsItsEvents() async throws {
    struct FailingReader: JDReader {
      struct Failure: Error {}
      let name = "failing"
      func parse(_ text: JDText) async throws -> JDReading { throw Failure() }
      func extractSkills(
        from text: JDText, reading: JDReading, library: CatalogLookup
      ) async throws -> [ExtractedSkill] { throw Failure() }
    }
    let setup = try await ServiceSetup(reader: FailingReader())
    try await setup.test { client in
      let token = try await Self.token(setup, client)
      let begun = try await client.post(
        "/ui/new", form: [("jd_text", "Baker"), ("csrf_token", token)],
        [.accept: "application/json"])
      let events = try await client.get(begun.json["events"].string)
      #expect(events.text.contains("\"status\":\"failed\""))
      #expect(events.text.hasSuffix("event: end\ndata: {\"location\":\"/ui/new\"}\n\n"))
      #expect(setup.service.classification.state.admitted == 0)
    }
  }

  @Test func withoutScriptsTheRunIsMadeAtOnce() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let token = try await Self.token(setup, client)
      let answer = try await client.post(
        "/ui/new", form: [("jd_text", "hello\r\nthere"), ("csrf_token", token)])
      #expect(answer.status == 303)
      let id = try #require(answer.headers[.location]?.split(separator: "/").last)
      let run = try #require(try setup.store.run(String(id)))
      #expect(run.status == .rejected)
      #expect(run.text == "hello\nthere")
      // Events of a run that was made elsewhere: it is there already.
      let events = try await client.get("/ui/events/\(id)")
      #expect(events.text == "event: end\ndata: {\"location\":\"/ui/runs/\(id)\"}\n\n")
      let unknown = try await client.get("/ui/events/\(RunIdentifier.random())")
      #expect(unknown.status == 404)
      #expect(unknown.headers[.contentType]?.hasPrefix("text/html") == true)
    }
  }

  @Test func formsOfOtherSitesAreRefused() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let token = try await Self.token(setup, client)
      let form = [("jd_text", ServiceSetup.ad), ("csrf_token", token)]
      for headers: HTTPFields in [
        [.origin: "http://elsewhere.example"], [.origin: "null"],
        [.fetchSite: "cross-site"], [.fetchSite: "same-site"],
      ] {
        #expect(try await client.post("/ui/new", form: form, headers).status == 403)
      }
      for bad in ["", String(token.dropLast()), String(repeating: "0", count: 64)] {
        let form = [("jd_text", ServiceSetup.ad), ("csrf_token", bad)]
        #expect(try await client.post("/ui/new", form: form).status == 403)
      }
      #expect(try await client.post("/ui/new", form: [("jd_text", "Baker")]).status == 403)
      let own: HTTPFields = [.origin: "http://localhost", .fetchSite: "same-origin"]
      #expect(try await client.post("/ui/new", form: form, own).status == 303)
      #expect(try setup.store.history(limit: 9).runs.count == 1)
    }
  }

  @Test(arguments: Transport.allCases)
  func peopleSignInWithAKey(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    let key = try setup.key("ada", .reader)
    try await setup.test(transport) { client in
      #expect(try await client.get("/ui/history").status == 401)
      // A key in a header is a program's: pages do not take it.
      #expect(try await client.get("/ui/history", [.apiKey: key]).status == 401)
      #expect(try await client.get("/ui/assets/style.css").status != 401)
      let bad = try await client.post("/ui/sign-in", form: [("api_key", "rw_1_2")])
      #expect(bad.status == 401)
      let signedIn = try await client.post("/ui/sign-in", form: [("api_key", key)])
      #expect(signedIn.status == 303)
      let cookie = try #require(signedIn.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
      #expect(!cookie.contains("Secure"))
      let session: HTTPFields = [.cookie: String(cookie.prefix { $0 != ";" })]
      #expect(try await client.get("/ui/history", session).status == 200)
      // Cookies are of pages: programs need a key.
      #expect(try await client.get("/runs", session).status == 401)
      let token = try await Self.token(setup, client, session)
      // A reader decides nothing.
      let action = [("action", "approve"), ("csrf_token", token)]
      #expect(try await client.post("/ui/queues/skills", form: action, session).status == 403)
      let out = try await client.post(
        "/ui/sign-out", form: [("csrf_token", token)], session)
      #expect(out.status == 303)
      #expect(try await client.get("/ui/history", session).status == 401)
    }
  }

  @Test(arguments: Transport.allCases)
  func errorsOfPagesAreProblemDocumentsForPrograms(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    try await setup.test(transport) { client in
      let token = try await Self.token(setup, client)
      for type in ["application/json", "application/problem+json", "text/html, application/JSON"] {
        let headers: HTTPFields = [.accept: type]
        for (path, problem) in [
          ("/ui/runs/nope", "not-found"), ("/ui/queues/nope", "not-found"),
          ("/ui/events/\(RunIdentifier.random())", "unknown-run"),
        ] {
          let answer = try await client.get(path, headers)
          #expect(answer.status == 404)
          #expect(answer.problem == problem, "\(type) \(path): \(answer.text.prefix(200))")
        }
        let form = [("act", "approve 99"), ("csrf_token", token)]
        let refused = try await client.post("/ui/queues/skills", form: form, headers)
        #expect(refused.status == 409 && refused.problem == "decision-refused")
        #expect(refused.json["detail"].string.contains("no item 99"))
        // What goes well is a page all the same.
        let page = try await client.get("/ui/history", headers)
        #expect(page.status == 200)
        #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
      }
      let shown = try await client.get("/ui/runs/nope", [.accept: "text/html,*/*;q=0.8"])
      #expect(shown.status == 404)
      #expect(shown.headers[.contentType]?.hasPrefix("text/html") == true)
      _ = try setup.key("ada", .reader)
      for path in ["/ui/history", "/ui/new", "/ui/events/\(RunIdentifier.random())"] {
        let answer = try await client.get(path, [.accept: "application/json"])
        #expect(answer.status == 401 && answer.problem == "sign-in-needed", "\(path)")
      }
      let bad = try await client.post(
        "/ui/sign-in", form: [("api_key", "rw_1_2")], [.accept: "application/problem+json"])
      #expect(bad.status == 401 && bad.problem == "sign-in-needed")
    }
  }

  @Test func whatMakesNoSenseInAnAddressIsLeftOut() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      for query in ["search=100%", "before=-5", "%=%&status=odd", "&&=&x"] {
        #expect(try await client.get("/ui/history?\(query)").status == 200, "\(query)")
      }
      let kept = try await client.get("/ui/history?role=50%&search=a%20b")
      #expect(kept.status == 200 && kept.text.contains("value=\"a b\""))
    }
  }

  @Test func whoeverSignedInCanSignOut() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let open = try await client.get("/ui/history")
      #expect(open.status == 200 && !open.text.contains("/ui/sign-out"))
      // The name that the open service gives its callers.
      let key = try setup.key("local", .reader)
      let signedIn = try await client.post("/ui/sign-in", form: [("api_key", key)])
      let cookie = try #require(signedIn.headers[.setCookie])
      let session: HTTPFields = [.cookie: String(cookie.prefix { $0 != ";" })]
      let closed = try await client.get("/ui/history", session)
      #expect(closed.status == 200 && closed.text.contains("/ui/sign-out"))
    }
  }

  @Test func aRevokedKeyEndsItsSessions() async throws {
    let setup = try await ServiceSetup()
    let key = try setup.key("ada", .admin)
    try await setup.test { client in
      let signedIn = try await client.post(
        "/ui/sign-in", form: [("api_key", key)], [.origin: "https://localhost"])
      let cookie = try #require(signedIn.headers[.setCookie])
      #expect(cookie.contains("Secure"))
      let session: HTTPFields = [.cookie: String(cookie.prefix { $0 != ";" })]
      #expect(try await client.get("/ui/history", session).status == 200)
      try setup.store.revokeAPIKey(named: "ada")
      setup.service.dispatcher.gate.ring.refresh()
      #expect(try await client.get("/ui/history", session).status == 401)
    }
  }
}
