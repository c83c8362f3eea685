import Foundation

/// A bounded set of threads for work that blocks or computes for long: BLAS, SQLite, parsing.
///
/// Swift's cooperative threads must never wait; what runs under `run` has this executor's threads
/// instead. They are its own: the threads of Dispatch are those that Swift's tasks run on, and who
/// blocks them all stops every task of the process. A thread begins when there is work and none is
/// idle, and all end with the executor.
public final class BlockingExecutor: TaskExecutor {
  private let threadCount: Int
  private let line = JobLine()

  /// - Parameter threadCount: work items that run at once.
  public init(threadCount: Int) {
    precondition(threadCount >= 1, "an executor needs at least one thread")
    self.threadCount = threadCount
  }

  deinit { line.close() }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = JobLine.Job(job: UnownedJob(job), executor: asUnownedTaskExecutor())
    guard line.add(job, threadLimit: threadCount) else { return }
    let thread = Thread { [line] in line.work() }
    thread.name = "rolewise"
    thread.start()
  }

  /// Runs `body`, and the nonisolated functions it awaits, on this executor.
  ///
  /// - Throws: what `body` throws.
  public func run<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withTaskExecutorPreference(self) { try await body() }
  }
}

/// Jobs in the order they came, and the threads that wait for them.
private final class JobLine: @unchecked Sendable {
  struct Job {
    let job: UnownedJob
    let executor: UnownedTaskExecutor
  }

  // Guards all below it.
  private let condition = NSCondition()
  private var jobs: [Job] = []
  private var threadCount = 0
  private var idleCount = 0
  private var isClosed = false

  /// Adds a job, and says whether a thread must begin for it.
  func add(_ job: Job, threadLimit: Int) -> Bool {
    condition.withLock {
      jobs.append(job)
      if jobs.count <= idleCount || threadCount == threadLimit {
        condition.signal()
        return false
      }
      threadCount += 1
      return true
    }
  }

  /// Lets the threads end when no job is left.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  /// Runs jobs until the line is closed and empty: a thread's life.
  func work() {
    while let next = next() { next.job.runSynchronously(on: next.executor) }
  }

  private func next() -> Job? {
    condition.withLock {
      while jobs.isEmpty {
        if isClosed { return nil }
        idleCount += 1
        condition.wait()
        idleCount -= 1
      }
      return jobs.removeFirst()
    }
  }
}
