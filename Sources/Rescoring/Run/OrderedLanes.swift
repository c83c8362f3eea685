import Synchronization

/// Does the work of a stream of batches in several lanes at once, and hands the results on in the
/// order of the batches.
///
/// While one lane encodes, another may read, score or write: nothing waits for a stage to end. A
/// lane takes no batch while `window` results wait for an earlier one. So at most
/// `window - 1 + laneCount` batches are between source and sink, and memory does not grow with the
/// stream.
struct OrderedLanes<Batch: Sendable, Output: Sendable>: Sendable {
  let laneCount: Int

  private var window: Int { 4 * laneCount }

  /// Runs until the source ends or something throws; cancelled, it takes no further batch and throws
  /// `CancellationError`.
  ///
  /// - Parameters:
  ///   - next: the next batch, nil at the end; called by one lane at a time.
  ///   - work: what is done with a batch, in any order.
  ///   - write: takes the results one at a time, in the batches' order.
  func run(
    next: @escaping @Sendable () throws -> Batch?,
    work: @escaping @Sendable (Batch) async throws -> Output,
    write: @escaping @Sendable (Output) throws -> Void
  ) async throws {
    let source = BatchSource(next)
    let line = ResultLine<Output>(window: window, write: write)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<laneCount {
        group.addTask {
          do {
            while await line.hasRoom() {
              try Task.checkCancellation()
              let taken = try source.take()
              guard let taken else { return }
              try line.deliver(try await work(taken.batch), number: taken.number)
            }
          } catch {
            line.stop()
            throw error
          }
        }
      }
      try await group.waitForAll()
    }
  }
}

/// Batches with their numbers, for one lane at a time.
private final class BatchSource<Batch: Sendable>: Sendable {
  private struct State {
    var number = 0
    var isAtEnd = false
  }

  private let state = Mutex(State())
  private let next: @Sendable () throws -> Batch?

  init(_ next: @escaping @Sendable () throws -> Batch?) { self.next = next }

  /// The next batch; nil at the end, and ever after.
  func take() throws -> (number: Int, batch: Batch)? {
    try state.withLock { state in
      guard !state.isAtEnd, let batch = try next() else {
        state.isAtEnd = true
        return nil
      }
      defer { state.number += 1 }
      return (state.number, batch)
    }
  }
}

/// Results on their way to the sink: those that came too early wait here.
private final class ResultLine<Output: Sendable>: Sendable {
  private struct State {
    var early: [Int: Output] = [:]
    var written = 0
    var isStopped = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let window: Int
  private let write: @Sendable (Output) throws -> Void

  init(window: Int, write: @escaping @Sendable (Output) throws -> Void) {
    self.window = window
    self.write = write
  }

  /// Waits until few results are too early; false once something failed.
  func hasRoom() async -> Bool {
    while true {
      let (isStopped, isFull) = state.withLock { ($0.isStopped, $0.early.count >= window) }
      if isStopped { return false }
      if !isFull { return true }
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          guard !state.isStopped, state.early.count >= window else { return false }
          state.waiting.append(continuation)
          return true
        }
        if !waits { continuation.resume() }
      }
    }
  }

  func deliver(_ output: Output, number: Int) throws {
    let waiting: [CheckedContinuation<Void, Never>] = try state.withLock { state in
      state.early[number] = output
      while let output = state.early.removeValue(forKey: state.written) {
        try write(output)
        state.written += 1
      }
      guard state.early.count < window else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  func stop() {
    let waiting = state.withLock { state in
      state.isStopped = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
