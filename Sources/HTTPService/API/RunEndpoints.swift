import Hummingbird
import Pages
import Pipeline

/// Runs, listed, read and forgotten.
struct RunEndpoints: Sendable {
  let pipeline: JDPipeline
  /// Done before a run is forgotten: what lies outside the store goes first.
  let willForget: @Sendable (String) throws -> Void

  /// Rows of a page, at most.
  static let largestPage: Int64 = 500
  static let usualPage: Int64 = 50

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/runs", .program(.read), .reading,
        query: [
          "status", "case", "role", "search", "first_day", "last_day", "cursor", "limit",
        ], respond: list),
      Endpoint(.get, "/runs/{run_id}", .program(.read), .reading, respond: read),
      Endpoint(.delete, "/runs/{run_id}", .program(.administer), .reading, respond: forget),
    ]
  }

  private struct Page: Encodable {
    var runs: [RunSummary]
    /// The `cursor` of the next page; null on the last one.
    @Nullable var next: String?
  }

  @Sendable private func list(_ exchange: Exchange) async throws -> Response {
    let query = try exchange.query()
    let limit = try query.integer("limit", in: 1...Self.largestPage) ?? Self.usualPage
    let filter = RunFilter(
      status: try query.choice("status", as: StoredRun.Status.self),
      decisionCase: try query.choice("case", as: DecisionCase.self), roleSlug: query["role"],
      firstDay: try day("first_day", in: query), lastDay: try day("last_day", in: query),
      search: query["search"])
    let history = try pipeline.store.history(
      filter, before: query.integer("cursor", in: 1...Int64.max), limit: Int(limit))
    return try Response.json(Page(runs: history.runs, next: history.next.map { "\($0)" }))
  }

  private func day(_ name: String, in query: NamedValues) throws -> String? {
    guard let text = query[name] else { return nil }
    guard RunFilter.isDay(text) else {
      throw Problem.badRequest("\(name) must be a day of the calendar, such as 2026-11-21")
    }
    return text
  }

  @Sendable private func read(_ exchange: Exchange) async throws -> Response {
    let id = try Self.identifier(exchange)
    guard let run = try pipeline.store.run(id) else { throw StoreError.unknownRun(id) }
    let document = RunDocument(
      run, clientOutput: try await pipeline.clientOutput(ofRun: id),
      modelCalls: try pipeline.store.modelCalls(ofRun: id))
    return try Response.json(
      document, headers: StepEndpoints.headers(run: id, run.record.versions))
  }

  @Sendable private func forget(_ exchange: Exchange) async throws -> Response {
    let id = try Self.identifier(exchange)
    try willForget(id)
    try await pipeline.forget([id])
    return Response(status: .noContent)
  }

  /// The run in the path; what is no UUID names none.
  static func identifier(_ exchange: Exchange) throws -> String {
    let text = try exchange.parameter("run_id")
    guard let id = try? RunRequest.identifier(text) else {
      throw Problem(.notFound, "unknown-run", "run ids are UUIDs")
    }
    return id
  }
}
