import Pipeline
import SimCore
import Synchronization
import Testing

@testable import Rescoring

/// Results come in order from any number of lanes, few of them too early, and texts are encoded once.
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

  /// Counts how often each text is encoded, slowly, and remembers what it encoded.
  private final class CountingEmbedder: Embedder {
    let identifier = "counting"
    let dimension = 4
    let counts = Mutex<[String: Int]>([:])

    func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
      let missing = counts.withLock { counts in
        texts.filter { counts[$0] == nil }
      }
      if !missing.isEmpty { try await Task.sleep(for: .milliseconds(3)) }
      counts.withLock { counts in for text in missing { counts[text, default: 0] += 1 } }
      var matrix = EmbeddingMatrix(dimension: 4)
      for text in texts { matrix.append([Float(text.utf8.count), 1, 2, 3]) }
      return matrix
    }
  }

  @Test func aTextIsEncodedByOneCallerAlone() async throws {
    let base = CountingEmbedder()
    let embedder = CoalescingEmbedder(base)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<24 {
        group.addTask {
          let texts = (0..<20).map { "text " + String(repeating: "x", count: ($0 + caller) % 30) }
          let matrix = try await embedder.embed(texts + texts.prefix(3))
          #expect(matrix.count == 23)
          for (row, text) in (texts + texts.prefix(3)).enumerated() {
            #expect(matrix[row][0] == Float(text.utf8.count))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(base.counts.withLock { $0.count } == 30)
    #expect(base.counts.withLock { $0.values.allSatisfy { $0 == 1 } })
  }
}
