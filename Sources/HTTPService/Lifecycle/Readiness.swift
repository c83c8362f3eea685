import Synchronization

/// Whether the pipeline has made ready what a first call would have to wait for.
final class Readiness: Sendable {
  private let prepared = Atomic<Bool>(false)

  var isPrepared: Bool { prepared.load(ordering: .acquiring) }

  func setPrepared() { prepared.store(true, ordering: .releasing) }

  /// - Throws: a `Problem` of status 503 before it is prepared.
  func check() throws {
    guard isPrepared else {
      throw Problem.unavailable("preparing", "the catalog is being encoded", retryAfter: 5)
    }
  }
}
