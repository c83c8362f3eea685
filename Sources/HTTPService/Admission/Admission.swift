import Hummingbird
import Pipeline
import Synchronization

/// A kind of work with a bounded queue before it and threads of its own.
final class Admission: Sendable {
  /// A request's place in the queue; it must be given up once.
  struct Place: Sendable {
    fileprivate let admission: Admission
    fileprivate let caller: String
    fileprivate let bytes: Int

    /// Waits for room, first come first served, and runs `body` on this kind's threads.
    func work<Result: Sendable>(
      _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
      try await admission.work(body)
    }

    func leave() { admission.leave(caller: caller, bytes: bytes) }
  }

  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct Queue {
    var state: AdmissionState
    var waiters: [Waiter] = []
    var nextNumber = 0
    /// Those that were cancelled before they waited.
    var cancelled: Set<Int> = []
  }

  let name: String
  let executor: BlockingExecutor
  private let queue: Mutex<Queue>
  private let onRefusal: @Sendable (AdmissionState.Refusal) -> Void

  init(
    _ name: String, limits: AdmissionLimits, executor: BlockingExecutor,
    onRefusal: @escaping @Sendable (AdmissionState.Refusal) -> Void
  ) {
    self.name = name
    self.executor = executor
    self.onRefusal = onRefusal
    queue = Mutex(Queue(state: AdmissionState(limits: limits)))
  }

  /// The state of now.
  var state: AdmissionState { queue.withLock { $0.state } }

  /// Takes nothing more in.
  func drain() { queue.withLock { $0.state.isDraining = true } }

  /// Takes a request in.
  ///
  /// - Throws: a `Problem` of status 429 or 503 with `Retry-After`.
  func admit(caller: String, bytes: Int) throws -> Place {
    let (refusal, seconds) = queue.withLock { queue in
      (queue.state.admit(caller: caller, bytes: bytes), queue.state.retryAfter)
    }
    guard let refusal else { return Place(admission: self, caller: caller, bytes: bytes) }
    onRefusal(refusal)
    if refusal.isCallersOwn {
      throw Problem(
        .tooManyRequests, refusal.rawValue,
        refusal == .callerLimit
          ? "too many of your requests wait here already"
          : "the bodies of your requests here are too large together",
        headers: [.retryAfter: "\(seconds)"])
    }
    let detail =
      refusal == .draining ? "the service is shutting down" : "the service is at its limit"
    throw Problem.unavailable(refusal.rawValue, detail, retryAfter: seconds)
  }

  private func leave(caller: String, bytes: Int) {
    queue.withLock { $0.state.leave(caller: caller, bytes: bytes) }
  }

  private func work<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await begin()
    let start = ContinuousClock.now
    defer { end(after: start) }
    return try await executor.run(body)
  }

  private func begin() async throws {
    let number: Int? = queue.withLock { queue in
      guard !(queue.waiters.isEmpty && queue.state.start()) else { return nil }
      queue.nextNumber += 1
      return queue.nextNumber
    }
    guard let number else { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let ready: Result<Void, any Error>? = queue.withLock { queue in
          if queue.cancelled.remove(number) != nil { return .failure(CancellationError()) }
          // Room may have come since.
          if queue.waiters.isEmpty, queue.state.start() { return .success(()) }
          queue.waiters.append(Waiter(number: number, continuation: continuation))
          return nil
        }
        if let ready { continuation.resume(with: ready) }
      }
    } onCancel: {
      let waiter: Waiter? = queue.withLock { queue in
        if let index = queue.waiters.firstIndex(where: { $0.number == number }) {
          return queue.waiters.remove(at: index)
        }
        queue.cancelled.insert(number)
        return nil
      }
      waiter?.continuation.resume(throwing: CancellationError())
    }
    _ = queue.withLock { $0.cancelled.remove(number) }
  }

  private func end(after start: ContinuousClock.Instant) {
    let elapsed = start.duration(to: .now).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    let next: Waiter? = queue.withLock { queue in
      queue.state.stop(after: seconds)
      guard !queue.waiters.isEmpty, queue.state.start() else { return nil }
      return queue.waiters.removeFirst()
    }
    next?.continuation.resume()
  }
}
