import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import HTTPService
@testable import Pipeline

@Suite struct ProblemTests {
  @Test(arguments: Transport.allCases)
  func everyErrorIsAProblemDocument(transport: Transport) async throws {
    let setup = try await ServiceSetup { $0.largestBody = 10_000 }
    try await setup.test(transport) { client in
      let cases: [(String, Int, String)] = [
        ("", 400, "malformed-json"),
        ("{", 400, "malformed-json"),
        ("[]", 400, "malformed-json"),
        ("{\"jd_text\": 1}", 400, "malformed-json"),
        ("{\"jd_text\": null}", 400, "malformed-json"),
        ("{\"jd_text\": \"\\ud800\"}", 400, "malformed-json"),
        ("{\"jd_text\": \"a\", \"x\": 1}", 400, "unknown-member"),
        ("{\"jd_text\": \"a\", \"run_id\": \"7\"}", 400, "bad-request"),
        ("{\"jd_text\": \"a\", \"run_id\": null}", 400, "malformed-json"),
        ("{\"jd_text\": \"a\", \"jd_text\": \"b\"}", 400, "malformed-json"),
        ("{\"jd_text\": \"a\", \"jd\\u005ftext\" : \"b\"}", 400, "malformed-json"),
        ("{\"jd_text\": \"a\",}", 400, "malformed-json"),
        ("{\"jd_text\": \" \\n \"}", 422, "unusable-text"),
        ("{\"jd_text\": \"a\\u0000b\"}", 422, "unusable-text"),
        ("{\"jd_text\": \"<html><body>a</body></html>\"}", 422, "unusable-text"),
        (String(repeating: "[", count: 9000), 400, "malformed-json"),
        (String(repeating: "{\"jd_text\":", count: 800), 400, "malformed-json"),
      ]
      for (body, status, problem) in cases {
        let answer = try await client.post("/classify", text: body)
        #expect(answer.status == status, "\(body.prefix(60)): \(answer.text)")
        #expect(answer.problem == problem, "\(body.prefix(60)): \(answer.text)")
      }
    }
    #expect(try setup.store.history(limit: 9).runs.isEmpty)
  }

  /// Good JSON is not called bad for a number in it.
  @Test func aNumberThatDoesNotFitIsNamed() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      for item in ["1.5", "9223372036854775808", "1e30"] {
        let body = "{\"action\": \"reject\", \"items\": [\(item)]}"
        let answer = try await client.post("/queues/skills/decisions", text: body)
        #expect(answer.problem == "malformed-json", "\(item): \(answer.text)")
        #expect(
          answer.json["detail"].string == "a number in the document is not whole, or too large")
      }
      let cut = try await client.post("/queues/skills/decisions", text: "{\"items\": [1")
      #expect(cut.json["detail"].string == "the document: it is no valid JSON")
      let null = try await client.post("/queues/skills/decisions", text: "null")
      #expect(null.json["detail"].string == "the document is null, expected an object")
    }
  }

  /// Names of different objects, and names within texts, may be equal.
  @Test func equalNamesOfDifferentObjectsAreGood() throws {
    for good in [
      #"{"a": {"a": [{"a": 1}, {"a": 2}]}, "b": "a\": {", "c": ["a", "a"]}"#, "[]", "1", #""a""#,
    ] {
      try JSONScan.check(Array(good.utf8))
    }
    for bad in [#"[{"a": 1, "b": {"a": 2}, "a": 3}]"#, "[1,]", "{\"a\": [1 , ]}"] {
      #expect(throws: Problem.self) { try JSONScan.check(Array(bad.utf8)) }
    }
  }

  /// Of every short text of the characters that matter, what is JSON passes.
  @Test func everyShortDocument() throws {
    let alphabet = Array("{}[],:\"\\a".utf8)
    var documents: [[UInt8]] = [[]]
    for _ in 0..<5 {
      documents = documents.flatMap { document in alphabet.map { document + [$0] } }
      for document in documents {
        let isJSON = (try? JSONDecoder().decode(JSONValue.self, from: Data(document))) != nil
        let passes = (try? JSONScan.check(document)) != nil
        // None of five characters has a name twice: only a comma before an end may be refused.
        let text = String(decoding: document, as: UTF8.self)
        let endsInComma = text.contains(",]") || text.contains(",}")
        if isJSON, !endsInComma { #expect(passes, "\(text)") }
      }
    }
  }

  /// RFC 9110, 9.3.2.
  @Test(arguments: Transport.allCases)
  func answersToHEADHaveNoBody(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    try await setup.test(transport) { client in
      for (path, status) in [("/healthz", 200), ("/nowhere", 404), ("/classify", 405)] {
        let answer = try await client.send(.head, path)
        #expect(answer.status == status)
        #expect(answer.text.isEmpty, "\(path)")
        // On the same connection the next answer begins where it should.
        #expect(try await client.get("/healthz").status == 200)
      }
    }
  }

  @Test(arguments: Transport.allCases)
  func bytesThatAreNoTextAreRefused(transport: Transport) async throws {
    let setup = try await ServiceSetup()
    try await setup.test(transport) { client in
      let json: HTTPFields = [.contentType: "application/json"]
      let latin = ByteBuffer(bytes: Array("{\"jd_text\": \"caf".utf8) + [0xE9] + Array("\"}".utf8))
      #expect(try await client.send(.post, "/classify", json, body: latin).problem == "bad-request")
      let wide = ByteBuffer(bytes: "{\"jd_text\": \"Baker\"}".utf16.flatMap { [UInt8($0), 0] })
      #expect(try await client.send(.post, "/classify", json, body: wide).problem == "bad-request")
      let text = ByteBuffer(string: "{\"jd_text\": \"Baker\"}")
      for type in ["text/plain", "application/json; charset=latin1", ""] {
        let answer = try await client.send(.post, "/classify", [.contentType: type], body: text)
        #expect(answer.status == 415, "\(type)")
        #expect(answer.problem == "unsupported-media-type")
      }
      let zipped = try await client.send(
        .post, "/classify", json + [.contentEncoding: "gzip"], body: text)
      #expect(zipped.status == 415)
    }
  }

  @Test(arguments: Transport.allCases)
  func largeBodiesAreRefused(transport: Transport) async throws {
    let setup = try await ServiceSetup { $0.largestBody = 1000 }
    try await setup.test(transport) { client in
      let answer = try await client.post(
        "/classify", json: ["jd_text": .string(String(repeating: "a", count: 1000))])
      #expect(answer.status == 413)
      #expect(answer.problem == "content-too-large")
    }
    #expect(setup.service.classification.state.admitted == 0)
  }

  @Test func methodsAndPathsThatAreNotThere() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let nowhere = try await client.get("/nowhere")
      #expect(nowhere.status == 404)
      #expect(nowhere.problem == "not-found")
      let wrong = try await client.get("/classify")
      #expect(wrong.status == 405)
      #expect(wrong.headers[.allow] == "POST")
      let other = try await client.send(.put, "/runs")
      #expect(other.headers[.allow] == "GET, HEAD")
      let run = try await client.send(.patch, "/runs/\(RunIdentifier.random())")
      #expect(run.headers[.allow] == "DELETE, GET, HEAD")
      let head = try await client.send(.head, "/healthz")
      #expect(head.status == 200)
      #expect(head.text.isEmpty)
      #expect(head.headers[.contentLength] == "3")
    }
  }

  @Test func queriesAreReadStrictly() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      for query in [
        "limit=0", "limit=501", "limit=ten", "limit=+5", "cursor=-1", "status=odd", "case=F",
        "unknown=1", "limit=1&limit=2", "role=%FF", "first_day=2026-02-30", "last_day=2027-02-29",
      ] {
        let answer = try await client.get("/runs?\(query)")
        #expect(answer.status == 400, "\(query): \(answer.status)")
        #expect(answer.problem == "bad-request")
      }
      let day = try await client.get("/runs?first_day=2026-02-30")
      #expect(
        day.json["detail"].string == "first_day must be a day of the calendar, such as 2026-11-21")
      #expect(try await client.get("/runs?first_day=2028-02-29&last_day=2028-02-29").status == 200)
      // A name that the endpoint does not know is not left out silently anywhere.
      for path in ["/reviews/1/undo?preview=true", "/classify?x=1", "/skills/extract-details?x=1"] {
        #expect(try await client.post(path, json: .object([:])).problem == "bad-request", "\(path)")
      }
      #expect(try await client.get("/runs/7?x=1").problem == "bad-request")
      #expect(try await client.get("/queues/odd").problem == "unknown-queue")
      #expect(try await client.get("/runs/7").problem == "unknown-run")
    }
  }

  @Test func answersProtectBrowsers() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      for path in ["/healthz", "/nowhere", "/ui/history"] {
        let headers = try await client.get(path).headers
        #expect(headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none';") == true)
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[.frameOptions] == "DENY")
        #expect(headers[.accessControlAllowOrigin] == nil)
        #expect(headers[.engineVersion] == Engine.version)
      }
    }
  }
}
