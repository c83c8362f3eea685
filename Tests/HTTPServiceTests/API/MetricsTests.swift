import HTTPTypes
import Metrics
import Testing

@testable import HTTPService
@testable import Pipeline

@Suite struct MetricsTests {
  @Test func labelsAreRoutePatterns() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      _ = try await client.get("/runs/1")
      _ = try await client.get("/runs/2")
      _ = try await client.get("/nowhere/at/all")
      _ = try await client.send(HTTPRequest.Method("PROPFIND")!, "/runs")
      _ = try await client.post("/classify", json: ["jd_text": "hello"])
      let answer = try await client.get("/metrics")
      #expect(answer.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
      let lines = answer.text.split(separator: "\n").map(String.init)
      let total = "rolewise_http_requests_total"
      #expect(lines.contains("\(total){route=\"/runs/{run_id}\",method=\"GET\",status=\"404\"} 2"))
      #expect(lines.contains("\(total){route=\"NotFound\",method=\"GET\",status=\"404\"} 1"))
      #expect(lines.contains("\(total){route=\"NotFound\",method=\"other\",status=\"405\"} 1"))
      #expect(lines.contains("rolewise_runs_total{case=\"rejected\"} 1"))
      // The one that asks.
      #expect(lines.contains("rolewise_http_requests_in_flight 1"))
      #expect(
        lines.contains(
          "rolewise_http_request_duration_seconds_count{route=\"/classify\",method=\"POST\"} 1"))
    }
  }

  /// A run that is answered again is no further run, and one made step by step is one.
  @Test func runsAreCountedOnce() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let key: HTTPFields = [.idempotencyKey: "one"]
      let id = JSONValue.string(RunIdentifier.named("counted"))
      for _ in 0..<3 {
        _ = try await client.post("/classify", json: ["jd_text": .string(ServiceSetup.ad)], key)
        let step: JSONValue = ["jd_text": .string(ServiceSetup.ad), "run_id": id]
        _ = try await client.post("/skills/extract-from-jd", json: step)
        _ = try await client.post("/skills/extract-details", json: ["run_id": id])
        _ = try await client.post("/skills/final-role-output", json: ["run_id": id])
      }
      let lines = try await client.get("/metrics").text.split(separator: "\n")
      let counts = lines.filter { $0.hasPrefix("rolewise_runs_total{") }
      #expect(counts.count == 1 && counts.first?.hasSuffix("} 2") == true, "\(counts)")
    }
  }

  /// Both requests find the run not ended when they begin, and ended when they end.
  @Test func aRunOfTwoRequestsAtOnceIsCountedOnce() async throws {
    let embedder = GatedEmbedder()
    let setup = try await ServiceSetup(embedder: embedder)
    try await setup.test { client in
      let body: JSONValue = [
        "jd_text": .string(ServiceSetup.ad), "run_id": .string(RunIdentifier.named("at once")),
      ]
      embedder.close()
      async let first = client.post("/classify", json: body)
      async let second = client.post("/classify", json: body)
      try await embedder.waitForCalls(2)
      embedder.open()
      #expect(try await first.status == 200)
      #expect(try await second.status == 200)
      let lines = try await client.get("/metrics").text.split(separator: "\n")
      let counts = lines.filter { $0.hasPrefix("rolewise_runs_total{") }
      #expect(counts.count == 1 && counts.first?.hasSuffix("} 1") == true, "\(counts)")
    }
  }

  @Test func histogramsAreCumulative() {
    let registry = MetricsRegistry()
    let timer = Timer(label: "t", dimensions: [("a", "x\"y\\z\n")], factory: registry)
    for seconds in [0.001, 0.02, 0.02, 100] {
      timer.recordNanoseconds(Int64(seconds * 1e9))
    }
    let lines = registry.text.split(separator: "\n").map(String.init)
    let label = "a=\"x\\\"y\\\\z\\n\""
    #expect(lines.first == "# TYPE t histogram")
    #expect(lines.contains("t_bucket{\(label),le=\"0.001\"} 1"))
    #expect(lines.contains("t_bucket{\(label),le=\"0.01\"} 1"))
    #expect(lines.contains("t_bucket{\(label),le=\"0.025\"} 3"))
    #expect(lines.contains("t_bucket{\(label),le=\"30\"} 3"))
    #expect(lines.contains("t_bucket{\(label),le=\"+Inf\"} 4"))
    #expect(lines.contains("t_count{\(label)} 4"))
  }
}
