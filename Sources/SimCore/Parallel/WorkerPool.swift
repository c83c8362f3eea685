import CSimKernels
import Glibc
import Synchronization

/// A fixed set of threads that run the iterations of one loop at a time.
///
/// The calling thread takes part, so a pool of one thread starts none. Iterations are handed out
/// one by one by an atomic counter; which thread runs which iteration is not defined, so results
/// must not depend on it. A call from inside an iteration, or while another caller's loop runs,
/// is carried out on the calling thread alone: it never waits for the pool.
public final class WorkerPool: Sendable {
  /// Threads that take part in a loop, the caller among them: those asked for, or fewer where the
  /// system refused to start them.
  public let threadCount: Int

  private let signal: LoopSignal

  /// A pool of `threadCount` threads, at least 1; of fewer where the system refuses one.
  public convenience init(threadCount: Int) {
    self.init(threadCount: threadCount, start: Self.startThread)
  }

  /// `start` starts a thread that runs the given function, and says whether it could.
  init(threadCount: Int, start: (@escaping @Sendable () -> Void) -> Bool) {
    precondition(threadCount >= 1, "a pool needs at least one thread")
    let signal = LoopSignal()
    self.signal = signal
    var started = 1
    while started < threadCount, start({ signal.serve() }) { started += 1 }
    self.threadCount = started
  }

  deinit { signal.stop() }

  /// The processors that this process may use: those of its affinity mask (`taskset`), or those
  /// online where the system does not tell.
  public static var availableProcessorCount: Int { Int(sim_processor_count()) }

  /// Runs `body` for every index in 0..<count and returns when all have ended.
  public func forEach(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard count > 0 else { return }
    guard threadCount > 1, count > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    let loop = ParallelLoop(count: count, body: body)
    let isShared = signal.publish(loop)
    loop.run()
    if isShared { signal.retire() }
  }

  /// The results of `body` for every index in 0..<count, in that order.
  func map<Element: Sendable>(
    count: Int, _ body: @escaping @Sendable (Int) -> Element
  ) -> [Element] {
    let results = Mapped<Element>(count: count)
    forEach(count: count) { index in
      let element = body(index)
      results.elements.withLock { $0[index] = element }
    }
    return results.elements.withLock { $0.compactMap(\.self) }
  }
}

/// The results of a loop as they come in.
private final class Mapped<Element: Sendable>: Sendable {
  let elements: Mutex<[Element?]>

  init(count: Int) { elements = Mutex([Element?](repeating: nil, count: count)) }
}

/// One loop being run: the next index to hand out.
private final class ParallelLoop: Sendable {
  private let count: Int
  private let body: @Sendable (Int) -> Void
  private let next = Atomic<Int>(0)

  init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.body = body
  }

  func run() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      body(index)
    }
  }
}

/// The meeting point of callers and workers: at most one loop is offered at a time.
///
/// Guarded by a POSIX mutex, because the standard library's has no condition variable. Whoever
/// waits looks for a while before it sleeps: waking a thread takes longer than many loops.
@safe
private final class LoopSignal: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var offered: ParallelLoop?
  /// Counts the loops; written under the mutex, like `busyWorkers`.
  private let generation = Atomic<Int>(0)
  private let busyWorkers = Atomic<Int>(0)
  private var isStopped = false

  /// Looks before sleeping: some 80 microseconds, in which a caller settles one JD and begins the
  /// next.
  private static let lookCount = 4000

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe pthread_cond_destroy(changed)
    unsafe mutex.deallocate()
    unsafe changed.deallocate()
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Waits a little for a condition, without sleeping.
  private func look(until condition: () -> Bool) {
    for _ in 0..<Self.lookCount {
      if condition() { return }
      sim_pause()
    }
  }

  private func wait() { unsafe pthread_cond_wait(changed, mutex) }
  private func notify() { unsafe pthread_cond_broadcast(changed) }

  /// Offers a loop to the workers; false when another is being run.
  func publish(_ loop: ParallelLoop) -> Bool {
    locked {
      guard offered == nil else { return false }
      offered = loop
      generation.add(1, ordering: .releasing)
      notify()
      return true
    }
  }

  /// Takes the offered loop back and waits until no worker is inside it.
  func retire() {
    look(until: { busyWorkers.load(ordering: .acquiring) == 0 })
    locked {
      while busyWorkers.load(ordering: .acquiring) > 0 { wait() }
      offered = nil
    }
  }

  func stop() {
    locked {
      isStopped = true
      notify()
    }
  }

  /// A worker's life: join each offered loop once, until the pool goes away.
  func serve() {
    var joined = 0
    while true {
      look(until: { generation.load(ordering: .acquiring) != joined })
      let loop: ParallelLoop? = locked {
        while !isStopped && (offered == nil || generation.load(ordering: .acquiring) == joined) {
          wait()
        }
        guard !isStopped else { return nil }
        joined = generation.load(ordering: .acquiring)
        busyWorkers.add(1, ordering: .acquiringAndReleasing)
        return offered
      }
      guard let loop else { return }
      loop.run()
      locked {
        busyWorkers.subtract(1, ordering: .acquiringAndReleasing)
        notify()
      }
    }
  }
}

extension WorkerPool {
  /// Starts a detached thread that runs `body`; false where the system refuses it.
  static func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Box: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = unsafe Unmanaged.passRetained(Box(body))
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        let box = unsafe Unmanaged<Box>.fromOpaque(context).takeRetainedValue()
        box.body()
        return nil
      }, box.toOpaque())
    guard status == 0 else {
      unsafe box.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}
