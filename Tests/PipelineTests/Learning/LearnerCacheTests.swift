import GRDB
import SimCore
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

/// When what was learned is fitted anew, and what runs use meanwhile.
@Suite(.timeLimit(.minutes(5))) struct LearnerCacheTests {
  private static let model = LearningLibrary.embedder.identifier
  private static let roleIDs = LearningLibrary.catalog.roles.map(\.id)

  /// A store of so many decided runs.
  private static func store(_ runCount: Int) async throws -> Store {
    let store = try LearningLibrary.memoryStore()
    try await LearningLibrary.classify(0..<runCount, in: store)
    return store
  }

  private static func runCount(_ cache: LearnerCache) throws -> Int? {
    try cache.roles(model: model, among: roleIDs)?.runCount
  }

  /// Time that goes on by a second whenever it is read.
  private final class Seconds: Sendable {
    private let start = ContinuousClock.now
    private let count = Mutex(0)

    var read: Int { count.withLock { $0 } }

    func now() -> ContinuousClock.Instant {
      start
        + .seconds(
          count.withLock { count in
            count += 1
            return count
          })
    }
  }

  @Test func aRunThatNeedsAFitMakesIt() async throws {
    let store = try await Self.store(12)
    let cache = LearnerCache(store: store, fitSchedule: .whenNeeded)
    #expect(try Self.runCount(cache) == 12)
    try await LearningLibrary.classify(12..<15, in: store)
    #expect(try Self.runCount(cache) == 15)
  }

  @Test func aFitOutlastsFewMoreRuns() async throws {
    let store = try await Self.store(LearnerCache.growthPerFit)
    let cache = LearnerCache(store: store, fitSchedule: .whenNeeded)
    #expect(try Self.runCount(cache) == LearnerCache.growthPerFit)
    try await LearningLibrary.classify([32], in: store)
    #expect(try Self.runCount(cache) == 32)
    try await LearningLibrary.classify([33], in: store)
    #expect(try Self.runCount(cache) == 34)
  }

  @Test func aFitInTheBackgroundComesWithoutBeingWaitedFor() async throws {
    let store = try await Self.store(12)
    let cache = LearnerCache(store: store, fitSchedule: .inBackground { Issue.record($0) })
    #expect(try Self.runCount(cache) == 12)
    try await LearningLibrary.classify(12..<18, in: store)
    // The run that finds the fit outgrown has the old one still.
    #expect(try Self.runCount(cache) == 12)
    try await Waiting.until { (try? Self.runCount(cache)) == 18 }
  }

  @Test func aRunTakenOutIsGoneAtOnce() async throws {
    let store = try await Self.store(12)
    let cache = LearnerCache(store: store, fitSchedule: .inBackground { Issue.record($0) })
    #expect(try Self.runCount(cache) == 12)
    try store.forget([LearningLibrary.runID(3)])
    #expect(try Self.runCount(cache) == 11)
  }

  /// A fit that fails is told of, leaves the last one in use, and is made again after its rest:
  /// nine times the second it took.
  @Test func aFitThatFailsIsMadeAgainAfterARest() async throws {
    let store = try await Self.store(12)
    let failures = Mutex(0)
    let time = Seconds()
    let cache = LearnerCache(
      store: store, fitSchedule: .inBackground { _ in failures.withLock { $0 += 1 } }, now: time.now
    )
    #expect(try Self.runCount(cache) == 12)
    try await LearningLibrary.classify(12..<18, in: store)
    try store.write { try $0.execute(sql: "ALTER TABLE run_skills RENAME TO away") }

    #expect(try Self.runCount(cache) == 12)
    try await Waiting.until { failures.withLock { $0 } == 1 }
    // When it began, and when it ended; then asked whether the rest is over, by each run.
    try await Waiting.until { time.read == 2 }
    for _ in 0..<8 {
      #expect(try Self.runCount(cache) == 12)
      #expect(failures.withLock { $0 } == 1)
    }
    #expect(time.read == 10)
    try await Waiting.until {
      _ = try? Self.runCount(cache)
      return failures.withLock { $0 } == 2
    }

    try store.write { try $0.execute(sql: "ALTER TABLE away RENAME TO run_skills") }
    try await Waiting.until { (try? Self.runCount(cache)) == 18 }
    #expect(failures.withLock { $0 } >= 2)
  }
}
