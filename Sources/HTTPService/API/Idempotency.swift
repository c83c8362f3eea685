import Crypto
import Foundation
import Hummingbird
import Pipeline
import Synchronization

/// Sees to it that a request that is sent twice under one key is done once.
///
/// The store keeps where the answer is, not the answer. A run's id follows from the key, so that a
/// retry after a crash finds the run that the crash left.
final class Idempotency: Sendable {
  /// A request under a key.
  struct Keyed: Sendable {
    let keyHash: Data
    let fingerprint: Data
    /// The id of the run that this key makes.
    let runID: String
  }

  private let store: Store
  private let lifetime: TimeInterval
  private let inFlight = Mutex<Set<Data>>([])

  static let longestKey = 255

  init(store: Store, lifetime: Duration) {
    self.store = store
    self.lifetime = Double(lifetime.components.seconds)
  }

  /// The key of a request; nil where it has none.
  static func key(_ exchange: Exchange) throws -> Keyed? {
    guard let key = exchange.request.headers[.idempotencyKey] else { return nil }
    guard (1...longestKey).contains(key.utf8.count), key.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F })
    else {
      throw Problem.badRequest(
        "Idempotency-Key must be 1 to \(longestKey) visible ASCII characters")
    }
    let name = "\(exchange.caller.id)\n\(key)"
    var body = SHA256()
    body.update(data: Data("\(exchange.request.method) \(exchange.request.uri.path)\n".utf8))
    body.update(data: exchange.body)
    return Keyed(
      keyHash: Data(SHA256.hash(data: Data(name.utf8))), fingerprint: Data(body.finalize()),
      runID: RunIdentifier.named("idempotency-key:\(name)"))
  }

  /// Answers a request: from what the store keeps under its key, or by `work`.
  ///
  /// - Parameters:
  ///   - replay: makes the answer again.
  ///   - work: does what is asked; what it says is kept where it succeeds.
  /// - Throws: a `Problem` of status 409 while the same key is at work, 422 where it was used for
  ///   another request.
  func answer(
    _ keyed: Keyed?,
    replay: @Sendable (IdempotentAnswer) async throws -> Response,
    work: @Sendable () async throws -> (Response, IdempotentAnswer)
  ) async throws -> Response {
    guard let keyed else { return try await work().0 }
    guard inFlight.withLock({ $0.insert(keyed.keyHash).inserted }) else {
      throw Problem(
        .conflict, "request-in-flight", "a request with this Idempotency-Key is at work",
        headers: [.retryAfter: "1"])
    }
    defer { _ = inFlight.withLock { $0.remove(keyed.keyHash) } }
    let oldest = Date(timeIntervalSinceNow: -lifetime)
    if let kept = try store.idempotentAnswer(keyHash: keyed.keyHash, since: oldest) {
      guard kept.fingerprint == keyed.fingerprint else { throw Self.otherRequest }
      var response = try await replay(kept)
      response.headers[.idempotencyReplayed] = "true"
      return response
    }
    let (response, answer) = try await work()
    try store.keep(answer, keyHash: keyed.keyHash, removingBefore: oldest)
    return response
  }

  static let otherRequest = Problem(
    .unprocessableContent, "idempotency-key-reused",
    "this Idempotency-Key was used for another request; take a new one")
}
