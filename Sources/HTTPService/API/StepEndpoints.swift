import Foundation
import Hummingbird
import Pages
import Pipeline

/// The three steps, one by one and together.
struct StepEndpoints: Sendable {
  let pipeline: JDPipeline
  let idempotency: Idempotency
  let metrics: ServiceMetrics
  let readiness: Readiness

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .post, "/skills/extract-from-jd", .program(.read), .classification, body: .json,
        respond: extractFromJD),
      Endpoint(
        .post, "/skills/extract-details", .program(.read), .classification, body: .json
      ) { exchange in
        let id = try exchange.json(RunRequest.self).runID
        return try await steps(exchange, id) { try await pipeline.extractDetails(runID: id) }
      },
      Endpoint(
        .post, "/skills/final-role-output", .program(.read), .classification, body: .json
      ) { exchange in
        let id = try exchange.json(RunRequest.self).runID
        return try await steps(exchange, id) {
          try await counting(id) { try await pipeline.finalRoleOutput(runID: id) }
        }
      },
      Endpoint(
        .post, "/classify", .program(.read), .classification, body: .json, respond: classify),
    ]
  }

  @Sendable private func extractFromJD(_ exchange: Exchange) async throws -> Response {
    try await starting(exchange) { text, id in
      try await respond(counting(id) { try await pipeline.extractFromJD(text, runID: id) }, run: id)
    }
  }

  @Sendable private func classify(_ exchange: Exchange) async throws -> Response {
    try await starting(exchange) { text, id in
      let run = try await counting(id) { try await pipeline.classify(text, runID: id) }
      return try Response.json(
        ClassifiedRun(run), headers: Self.headers(run: id, run.record.versions))
    }
  }

  private func counting<Result>(
    _ id: String, _ step: () async throws -> Result
  ) async throws -> Result {
    try await metrics.counting(id, in: pipeline.store, step)
  }

  /// Makes a run, or finds the one that the request's key or id names.
  private func starting(
    _ exchange: Exchange, _ step: @Sendable (String, String) async throws -> Response
  ) async throws -> Response {
    try readiness.check()
    let request = try exchange.json(JDRequest.self)
    try JDInput.check(request.text)
    let keyed = try Idempotency.key(exchange)
    do {
      return try await answer(request, keyed, step)
    } catch StoreError.otherText where request.runID == nil {
      throw Idempotency.otherRequest
    }
  }

  private func answer(
    _ request: JDRequest, _ keyed: Idempotency.Keyed?,
    _ step: @Sendable (String, String) async throws -> Response
  ) async throws -> Response {
    try await idempotency.answer(keyed) { kept in
      // The steps give the stored payloads of a run that is there.
      guard let id = kept.runID else { throw Idempotency.otherRequest }
      return try await step(request.text, id)
    } work: {
      let id = request.runID ?? keyed?.runID ?? RunIdentifier.random()
      let response = try await step(request.text, id)
      return (
        response, IdempotentAnswer(fingerprint: keyed?.fingerprint ?? .init(), runID: id)
      )
    }
  }

  private func steps(
    _ exchange: Exchange, _ id: String,
    _ step: @Sendable () async throws -> some Encodable & Sendable
  ) async throws -> Response {
    try readiness.check()
    return try await idempotency.answer(Idempotency.key(exchange)) { _ in
      try await respond(step(), run: id)
    } work: {
      let response = try await respond(step(), run: id)
      let fingerprint = try Idempotency.key(exchange)?.fingerprint ?? .init()
      return (response, IdempotentAnswer(fingerprint: fingerprint, runID: id))
    }
  }

  private func respond(_ payload: some Encodable, run id: String) throws -> Response {
    try Response.json(payload, headers: Self.headers(run: id, pipeline.store.versions(ofRun: id)))
  }

  /// Where the run is, and what decided it.
  static func headers(run id: String, _ versions: RunRecord.Versions?) -> HTTPFields {
    var headers: HTTPFields = [.runID: id, .location: "/runs/\(id)"]
    guard let versions else { return headers }
    headers[.engineVersion] = versions.engine
    headers[.modelVersion] = versions.model
    headers[.catalogVersion] = "\(versions.catalog)"
    headers[.policyVersion] = versions.policy
    return headers
  }
}
