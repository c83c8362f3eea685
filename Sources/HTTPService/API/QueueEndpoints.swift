import Foundation
import Hummingbird
import Pages
import Pipeline

/// The review queues, the decisions on them, and the log of both.
struct QueueEndpoints: Sendable {
  let store: Store
  let idempotency: Idempotency

  var endpoints: [Endpoint] {
    [
      Endpoint(.get, "/queues", .program(.read), .reading, respond: counts),
      Endpoint(
        .get, "/queues/{queue}", .program(.read), .reading,
        query: ["status", "search", "target", "run_id", "cursor", "limit"], respond: items),
      Endpoint(
        .post, "/queues/{queue}/decisions", .program(.review), .reading, body: .json,
        respond: decide),
      Endpoint(
        .post, "/reviews/{batch}/undo", .program(.review), .reading, body: .json,
        respond: undo),
      Endpoint(
        .get, "/audit", .program(.read), .reading, query: ["cursor", "limit"], respond: log),
    ]
  }

  private struct Overview: Encodable {
    struct Queue: Encodable {
      var queue: ReviewQueue
      var counts: [String: Int]
    }

    var queues: [Queue]
  }

  @Sendable private func counts(_ exchange: Exchange) async throws -> Response {
    let all = try store.reviewCounts()
    return try Response.json(
      Overview(
        queues: ReviewQueue.allCases.map { queue in
          let counts = ReviewItem.Status.allCases.map { ($0.rawValue, all[queue]?[$0] ?? 0) }
          return Overview.Queue(queue: queue, counts: Dictionary(uniqueKeysWithValues: counts))
        }))
  }

  private struct Items: Encodable {
    var items: [ReviewItem]
    @Nullable var next: String?
  }

  @Sendable private func items(_ exchange: Exchange) async throws -> Response {
    let queue = try Self.queue(exchange)
    let query = try exchange.query()
    let limit = try Self.limit(query)
    let filter = ReviewFilter(
      status: try query.choice("status", as: ReviewItem.Status.self), search: query["search"],
      target: query["target"], runID: query["run_id"])
    let found = try store.reviewItems(
      queue, filter, after: query.integer("cursor", in: 1...Int64.max) ?? 0, limit: limit + 1)
    let page = Array(found.prefix(limit))
    return try Response.json(
      Items(items: page, next: found.count > limit ? page.last.map { "\($0.id)" } : nil))
  }

  @Sendable private func decide(_ exchange: Exchange) async throws -> Response {
    let queue = try Self.queue(exchange)
    let request = try exchange.json(DecisionRequest.self)
    return try await once(exchange, isPreview: request.isPreview) {
      try store.review(
        request.decision(queue), by: exchange.caller.name, isPreview: request.isPreview)
    }
  }

  @Sendable private func undo(_ exchange: Exchange) async throws -> Response {
    guard let batch = Int64(try exchange.parameter("batch")) else {
      throw Problem(.notFound, "unknown-item", "batches are whole numbers")
    }
    let request = try exchange.json(UndoRequest.self)
    return try await once(exchange, isPreview: request.isPreview) {
      try store.undoReview(
        batch: batch, by: exchange.caller.name, reason: request.reason,
        isPreview: request.isPreview)
    }
  }

  /// Does what a reviewer asks, once for a key; a preview is no deed and keeps no key.
  private func once(
    _ exchange: Exchange, isPreview: Bool, _ work: @Sendable () throws -> ReviewOutcome
  ) async throws -> Response {
    let keyed = isPreview ? nil : try Idempotency.key(exchange)
    return try await idempotency.answer(keyed) { kept in
      guard let batch = kept.batch, let version = kept.catalogVersion else {
        throw Idempotency.otherRequest
      }
      return try Response.json(
        DecisionDocument(
          batch: batch, catalogVersion: version, entries: store.auditEntries(ofBatch: batch)))
    } work: {
      let outcome = try work()
      return (
        try Response.json(DecisionDocument(outcome)),
        IdempotentAnswer(
          fingerprint: keyed?.fingerprint ?? .init(), batch: outcome.entries.first?.batch,
          catalogVersion: outcome.catalogVersion)
      )
    }
  }

  private struct Log: Encodable {
    var entries: [AuditEntry]
    @Nullable var next: String?
  }

  @Sendable private func log(_ exchange: Exchange) async throws -> Response {
    let query = try exchange.query()
    let limit = try Self.limit(query)
    let found = try store.auditLog(
      before: query.integer("cursor", in: 1...Int64.max), limit: limit + 1)
    let page = Array(found.prefix(limit))
    return try Response.json(
      Log(entries: page, next: found.count > limit ? page.last.map { "\($0.id)" } : nil))
  }

  private static func limit(_ query: NamedValues) throws -> Int {
    Int(try query.integer("limit", in: 1...RunEndpoints.largestPage) ?? RunEndpoints.usualPage)
  }

  private static func queue(_ exchange: Exchange) throws -> ReviewQueue {
    let name = try exchange.parameter("queue")
    guard let queue = ReviewQueue(rawValue: name) else {
      throw Problem(
        .notFound, "unknown-queue",
        "the queues are \(ReviewQueue.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return queue
  }
}
