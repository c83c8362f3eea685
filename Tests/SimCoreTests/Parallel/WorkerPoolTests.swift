import Foundation
@testable import SimCore
import Synchronization
import Testing

/// The pool runs every iteration exactly once, whoever calls it and from wherever.
@Suite(.timeLimit(.minutes(10))) struct WorkerPoolTests {
  /// How often each index was run.
  private final class Tally: Sendable {
    private let counts: Mutex<[Int]>

    init(_ count: Int) { counts = Mutex([Int](repeating: 0, count: count)) }

    func count(_ index: Int) { counts.withLock { $0[index] += 1 } }

    var isOnceEach: Bool { counts.withLock { $0.allSatisfy { $0 == 1 } } }
  }

  @Test("every index exactly once", arguments: [1, 2, 3, 8])
  func exactlyOnce(threads: Int) {
    let pool = WorkerPool(threadCount: threads)
    #expect(pool.threadCount == threads)
    for count in [0, 1, 2, 3, 7, 64, 1000] {
      let tally = Tally(count)
      pool.forEach(count: count) { tally.count($0) }
      #expect(tally.isOnceEach, "\(count) iterations")
    }
  }

  @Test("twenty thousand short loops, one after another")
  func manyLoops() {
    let pool = WorkerPool(threadCount: 3)
    let sum = Atomic<Int>(0)
    for _ in 0..<20_000 {
      pool.forEach(count: 3) { sum.add($0, ordering: .relaxed) }
    }
    #expect(sum.load(ordering: .relaxed) == 60_000)
  }

  @Test("loops inside iterations, three deep")
  func nested() {
    let pool = WorkerPool(threadCount: 3)
    let tally = Tally(20 * 20 * 5)
    pool.forEach(count: 20) { outer in
      pool.forEach(count: 20) { middle in
        pool.forEach(count: 5) { inner in tally.count((outer * 20 + middle) * 5 + inner) }
      }
    }
    #expect(tally.isOnceEach)
  }

  @Test("several callers of one pool at once")
  func concurrentCallers() async {
    let pool = WorkerPool(threadCount: 3)
    let tallies = (0..<6).map { _ in Tally(5000) }
    await withTaskGroup(of: Void.self) { group in
      for tally in tallies {
        group.addTask {
          for start in stride(from: 0, to: 5000, by: 50) {
            pool.forEach(count: 50) { tally.count(start + $0) }
          }
        }
      }
    }
    for tally in tallies { #expect(tally.isOnceEach) }
  }

  @Test("two pools that call each other")
  func twoPools() {
    let first = WorkerPool(threadCount: 2)
    let second = WorkerPool(threadCount: 2)
    let tally = Tally(50 * 50)
    first.forEach(count: 50) { outer in
      second.forEach(count: 50) { inner in
        first.forEach(count: 1) { _ in tally.count(outer * 50 + inner) }
      }
    }
    #expect(tally.isOnceEach)
  }

  @Test("pools that come and go end their threads")
  func released() {
    let living = Atomic(0)
    for round in 0..<300 {
      let tally = Tally(10)
      let pool = WorkerPool(threadCount: 4) { body in
        living.add(1, ordering: .relaxed)
        let hasStarted = WorkerPool.startThread {
          body()
          living.subtract(1, ordering: .relaxed)
        }
        if !hasStarted { living.subtract(1, ordering: .relaxed) }
        return hasStarted
      }
      if round % 3 > 0 { pool.forEach(count: 10) { tally.count($0) } }
      #expect(round % 3 == 0 || tally.isOnceEach)
    }
    // Threads end soon after their pool, not before its release returns.
    for _ in 0..<500 where living.load(ordering: .relaxed) > 0 { usleep(10_000) }
    #expect(living.load(ordering: .relaxed) == 0)
  }

  @Test func releasedInsideAnIteration() {
    final class Holder: Sendable {
      let pool = Mutex<WorkerPool?>(WorkerPool(threadCount: 3))
    }
    for _ in 0..<50 {
      let holder = Holder()
      let tally = Tally(8)
      let pool = holder.pool.withLock { $0 }
      pool?.forEach(count: 8) { index in
        holder.pool.withLock { $0 = nil }
        tally.count(index)
      }
      #expect(tally.isOnceEach)
    }
  }

  @Test("what iterations write without a lock is there when the loop has ended")
  func visibility() {
    let pool = WorkerPool(threadCount: 4)
    let matrix = FloatMatrix(rowCount: 16, columnCount: 5)
    for round in 0..<500 {
      pool.forEach(count: 16) { row in
        matrix.setRow(row, to: [Float](repeating: Float(row + round), count: 5))
      }
      let expected = (0..<16).flatMap { [Float](repeating: Float($0 + round), count: 5) }
      #expect(matrix.elements() == expected)
    }
  }

  @Test("a pool whose threads the system refuses works with those it got", arguments: [0, 1, 2])
  func refusedThreads(granted: Int) {
    let left = Atomic<Int>(granted)
    let pool = WorkerPool(threadCount: 8) { body in
      guard left.subtract(1, ordering: .relaxed).oldValue > 0 else { return false }
      Thread.detachNewThread(body)
      return true
    }
    #expect(pool.threadCount == 1 + granted)
    let tally = Tally(1000)
    pool.forEach(count: 1000) { tally.count($0) }
    #expect(tally.isOnceEach)
  }

  @Test func processorCount() {
    #expect((1...4096).contains(WorkerPool.availableProcessorCount))
  }
}
