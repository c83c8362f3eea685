import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

/// Work that blocks has threads of its own: so many at once, none of them Swift's, and none left
/// over.
@Suite(.timeLimit(.minutes(5))) struct BlockingExecutorTests {
  /// Where work waits for company, and counts how many were there at once.
  private final class Room: Sendable {
    private struct Guests {
      var count = 0
      var most = 0
      var isFull = false
    }
    private let condition = NSCondition()
    private let guests = Mutex(Guests())

    var most: Int { guests.withLock(\.most) }

    /// Comes, stays a moment, goes; the first ones wait until `company` are there.
    ///
    /// - Returns: whether so many came: a test that fails waits no longer than a minute.
    func visit(company: Int) -> Bool {
      let isFull = condition.withLock {
        let isLast = guests.withLock { guests in
          guests.count += 1
          guests.most = max(guests.most, guests.count)
          guests.isFull = guests.isFull || guests.count >= company
          return guests.isFull
        }
        if isLast { condition.broadcast() }
        let end = Date(timeIntervalSinceNow: 60)
        while !guests.withLock(\.isFull), condition.wait(until: end) {}
        return guests.withLock(\.isFull)
      }
      usleep(1000)
      guests.withLock { $0.count -= 1 }
      return isFull
    }
  }

  private final class Names: Sendable {
    private let names = Mutex<Set<String>>([])

    var all: Set<String> { names.withLock { $0 } }

    func insert(_ name: String) { names.withLock { _ = $0.insert(name) } }
  }

  @Test(arguments: [1, 2, 5]) func soManyRunAtOnceAndNoMore(threadCount: Int) async throws {
    let executor = BlockingExecutor(threadCount: threadCount)
    let room = Room()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<60 {
        group.addTask { try await executor.run { room.visit(company: threadCount) } }
      }
      for try await met in group { #expect(met) }
    }
    #expect(room.most == threadCount)
  }

  @Test func tasksGoOnWhileAllItsThreadsAreBlocked() async throws {
    let threadCount = ProcessInfo.processInfo.activeProcessorCount + 2
    let executor = BlockingExecutor(threadCount: threadCount)
    let room = Room()
    let blocked = Task {
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<threadCount {
          group.addTask { try await executor.run { room.visit(company: threadCount + 1) } }
        }
        return try await group.allSatisfy { $0 }
      }
    }
    try await Waiting.until { room.most == threadCount }
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          await Task.yield()
          return number
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sum == 19_900)
    // The last guest lets the others go.
    let own = BlockingExecutor(threadCount: 1)
    #expect(try await own.run { room.visit(company: threadCount + 1) })
    #expect(try await blocked.value)
  }

  @Test func itsThreadsEndWithIt() async throws {
    let seen = Names()
    do {
      let executor = BlockingExecutor(threadCount: 3)
      let room = Room()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<12 {
          group.addTask {
            try await executor.run {
              let thread = try Self.thread()
              seen.insert(thread)
              _ = room.visit(company: 3)
            }
          }
        }
        try await group.waitForAll()
      }
    }
    let threads = seen.all
    #expect(threads.count == 3)
    try await Waiting.until {
      threads.allSatisfy { !FileManager.default.fileExists(atPath: "/proc/\($0)") }
    }
  }

  @Test func whatFailsIsThrownAndTheThreadGoesOn() async throws {
    struct Fault: Error {}
    let executor = BlockingExecutor(threadCount: 1)
    for _ in 0..<3 {
      await #expect(throws: Fault.self) { try await executor.run { throw Fault() } }
    }
    #expect(try await executor.run { 7 } == 7)
  }

  /// Functions that a body awaits stay on the executor, after a suspension too.
  @Test func whatABodyAwaitsRunsOnItsThreads() async throws {
    let executor = BlockingExecutor(threadCount: 1)
    let threads = try await executor.run {
      let before = try Self.thread()
      let awaited = try await Self.threadAfterAPause()
      return [before, awaited, try Self.thread()]
    }
    #expect(Set(threads).count == 1)
  }

  private static func threadAfterAPause() async throws -> String {
    try await Task.sleep(for: .milliseconds(1))
    return try thread()
  }

  /// The calling thread, as a folder of /proc.
  private static func thread() throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")
  }
}
