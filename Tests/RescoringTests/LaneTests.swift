import Synchronization
import Testing

@testable import Rescoring

/// Results come in order from any number of lanes, and few of them too early.
@Suite struct LaneTests {
  private struct Fault: Error {}

  @Test(arguments: [1, 2, 7]) func resultsComeInOrder(laneCount: Int) async throws {
    let next = Mutex(0)
    let written = Mutex<[Int]>([])
    try await OrderedLanes<Int, Int>(laneCount: laneCount).run(
      next: {
        next.withLock { next in
          guard next < 500 else { return nil }
          defer { next += 1 }
          return next
        }
      },
      work: { number in
        if number % 11 == 0 { try await Task.sleep(for: .milliseconds(2)) }
        return number
      },
      write: { number in written.withLock { $0.append(number) } })
    #expect(written.withLock { $0 } == Array(0..<500))
  }

  @Test func fewResultsWaitForASlowOne() async throws {
    let next = Mutex(0)
    let ahead = Mutex(0)
    let isFirstDone = Mutex(false)
    try await OrderedLanes<Int, Int>(laneCount: 3).run(
      next: {
        next.withLock { next in
          guard next < 400 else { return nil }
          defer { next += 1 }
          let number = next
          if !isFirstDone.withLock({ $0 }) { ahead.withLock { $0 = number } }
          return next
        }
      },
      work: { number in
        if number == 0 {
          try await Task.sleep(for: .milliseconds(100))
          isFirstDone.withLock { $0 = true }
        }
        return number
      },
      write: { _ in })
    #expect(ahead.withLock { $0 } <= 4 * 3 + 3)
  }

  @Test func whatFailsEndsTheRun() async throws {
    let next = Mutex(0)
    let written = Mutex(0)
    await #expect(throws: Fault.self) {
      try await OrderedLanes<Int, Int>(laneCount: 3).run(
        next: {
          next.withLock { next in
            defer { next += 1 }
            return next
          }
        },
        work: { number in
          if number == 40 { throw Fault() }
          return number
        },
        write: { _ in written.withLock { $0 += 1 } })
    }
    #expect(written.withLock { $0 } <= 40)
  }

  @Test func aCancelledRunTakesNothingMore() async {
    let taken = Mutex(0)
    await #expect(throws: CancellationError.self) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.cancelAll()
        group.addTask {
          try await OrderedLanes<Int, Int>(laneCount: 3).run(
            next: {
              taken.withLock { taken in
                guard taken < 500 else { return nil }
                defer { taken += 1 }
                return taken
              }
            }, work: { $0 }, write: { _ in })
        }
        try await group.waitForAll()
      }
    }
    #expect(taken.withLock { $0 } == 0)
  }
}
