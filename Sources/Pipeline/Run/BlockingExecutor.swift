import Foundation

/// A bounded set of threads for work that blocks or computes for long: BLAS, SQLite, parsing.
///
/// Swift's cooperative threads must never wait; what runs under `run` has this executor's threads
/// instead.
public final class BlockingExecutor: TaskExecutor {
  private let queue: OperationQueue

  /// - Parameter threadCount: work items that run at once.
  public init(threadCount: Int) {
    precondition(threadCount >= 1, "an executor needs at least one thread")
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = threadCount
    queue.name = "rolewise"
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.addOperation { job.runSynchronously(on: executor) }
  }

  /// Runs `body`, and the nonisolated functions it awaits, on this executor.
  public func run<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withTaskExecutorPreference(self) { try await body() }
  }
}
