import Foundation
import GRDB
import Synchronization
import Testing

@testable import Pipeline

@Suite struct LockTests {
  /// A connection that may hold the write lock between two calls.
  private func holder(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Holds the write lock of a store while `body` runs.
  private func holding(_ path: String, _ body: () throws -> Void) throws {
    let queue = try holder(path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    defer { try? queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") } }
    try body()
  }

  @Test func aWriteWaitsAndThenNamesTheHolder() throws {
    let folder = try TemporaryStore()
    _ = try folder.open(LearningLibrary.catalog)
    let store = try Store(path: folder.path, lockTimeout: 0.1)
    try holding(folder.path) {
      let start = ContinuousClock.now
      #expect {
        try store.importCatalog(LearningLibrary.catalog)
      } throws: { error in
        guard case StoreError.busy(_, let holder) = error else { return false }
        return holder?.processID == getpid() && holder?.since != nil
          && "\(error)".contains("is locked by this process, running since 20")
      }
      #expect(ContinuousClock.now - start >= .milliseconds(90))
    }
    #expect(try store.importCatalog(LearningLibrary.catalog) == 2)
  }

  @Test func anyTimeMayBeWaited() throws {
    for timeout in [TimeInterval.infinity, .greatestFiniteMagnitude, .nan, -1] {
      let folder = try TemporaryStore()
      _ = try folder.open(LearningLibrary.catalog)
      let store = try Store(path: folder.path, lockTimeout: timeout)
      #expect(try store.importCatalog(LearningLibrary.catalog) == 2)
      let reader = try Store.openToRead(path: folder.path, lockTimeout: timeout)
      #expect(try reader.catalogVersion() == 2)
    }
  }

  /// A time that is no number is none.
  @Test func noTimeIsNotWaited() throws {
    for timeout in [TimeInterval.nan, -1] {
      let folder = try TemporaryStore()
      _ = try folder.open(LearningLibrary.catalog)
      let store = try Store(path: folder.path, lockTimeout: timeout)
      try holding(folder.path) {
        #expect {
          try store.importCatalog(LearningLibrary.catalog)
        } throws: { error in
          guard case StoreError.busy = error else { return false }
          return true
        }
      }
    }
  }

  private final class End: Sendable {
    private let flag = Mutex(false)

    var hasCome: Bool { flag.withLock { $0 } }

    func come() { flag.withLock { $0 = true } }
  }

  /// Locks that come and go meanwhile hide no holder.
  @Test func theHolderIsFoundWhileOthersLock() async throws {
    let folder = try TemporaryStore()
    _ = try folder.open(LearningLibrary.catalog)
    let path = folder.path
    let other = open(folder.folder + "/other", O_RDWR | O_CREAT, 0o600)
    try #require(other >= 0)
    defer { close(other) }
    let end = End()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await BlockingExecutor(threadCount: 1).run {
          while !end.hasCome {
            // Every second byte: locks side by side are one.
            var lock = flock()
            lock.l_type = Int16(Bool.random() ? F_WRLCK : F_UNLCK)
            lock.l_start = off_t(2 * Int.random(in: 0..<300))
            lock.l_len = 1
            _ = fcntl(other, F_SETLK, &lock)
          }
        }
      }
      defer { end.come() }
      try holding(path) {
        for _ in 0..<300 { #expect(LockHolder.ofWriter(of: path)?.processID == getpid()) }
      }
    }
  }

  @Test func anotherProcessIsNamedWithItsCommand() throws {
    let holder = LockHolder(processID: 1, command: "rolewise classify x", since: "2026-01-01")
    #expect(
      "\(StoreError.busy(path: "a.db", holder: holder))"
        == "a.db is locked by process 1 (rolewise classify x), running since 2026-01-01; "
        + "try again when it has ended")
    #expect("\(StoreError.busy(path: "a.db"))".contains("locked by another process"))
  }

  /// The lock is let go by a thread of its own: Swift's may all be taken by other tests for longer
  /// than a write waits.
  @Test func aWriteThatIsLetInInTimeSucceeds() throws {
    let folder = try TemporaryStore()
    let store = try folder.open(LearningLibrary.catalog)
    let queue = try holder(folder.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    Thread.detachNewThread {
      usleep(60_000)
      try? queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }
    #expect(try store.importCatalog(LearningLibrary.catalog) == 2)
  }

  @Test func storesThatAreMadeAtOnceAreOne() async throws {
    let folder = try TemporaryStore()
    let path = folder.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try Store(path: path).importFirstCatalog(LearningLibrary.catalog)
        }
      }
      try await group.waitForAll()
    }
    #expect(try folder.open().catalogVersion() == 1)
  }
}
