import Hummingbird
import Pages
import Pipeline

/// What those who run the service look at.
struct OperationEndpoints: Sendable {
  let pipeline: JDPipeline
  let readiness: Readiness
  let metrics: ServiceMetrics
  let kinds: [Admission]
  let executor: BlockingExecutor

  var endpoints: [Endpoint] {
    [
      Endpoint(.get, "/healthz", .everyone, .immediate) { _ in
        Response.text("ok\n", type: "text/plain; charset=utf-8")
      },
      Endpoint(.get, "/readyz", .everyone, .immediate, respond: ready),
      Endpoint(.get, "/metrics", .program(.read), .immediate) { _ in
        Response.text(
          metrics.text(kinds), type: "text/plain; version=0.0.4; charset=utf-8")
      },
      Endpoint(.get, "/openapi.yaml", .everyone, .immediate) { _ in
        Response(
          status: .ok, headers: [.contentType: "application/yaml"],
          body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_yaml)))
      },
      Endpoint(.get, "/", .everyone, .immediate) { _ in .redirect(to: "/ui/history") },
    ]
  }

  private struct State: Encodable {
    var ready: Bool
    var engine: String
    var model: String
    var catalog: Int
    var policy: String
  }

  /// The model was loaded before the service was made; the store is read each time.
  @Sendable private func ready(_ exchange: Exchange) async throws -> Response {
    let version = try await executor.run { try pipeline.store.catalogVersion() }
    if kinds.contains(where: { $0.state.isDraining }) {
      throw Problem.unavailable("draining", "the service is shutting down", retryAfter: 5)
    }
    try readiness.check()
    return try Response.json(
      State(
        ready: true, engine: Engine.version, model: pipeline.modelIdentifier, catalog: version,
        policy: pipeline.policy.hash))
  }
}
