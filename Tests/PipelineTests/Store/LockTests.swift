import Foundation
import GRDB
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

  @Test func anotherProcessIsNamedWithItsCommand() throws {
    let holder = LockHolder(processID: 1, command: "rolewise classify x", since: "2026-01-01")
    #expect(
      "\(StoreError.busy(path: "a.db", holder: holder))"
        == "a.db is locked by process 1 (rolewise classify x), running since 2026-01-01; "
        + "try again when it has ended")
    #expect("\(StoreError.busy(path: "a.db"))".contains("locked by another process"))
  }

  @Test func aWriteThatIsLetInInTimeSucceeds() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open(LearningLibrary.catalog)
    let queue = try holder(folder.path)
    try await queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    async let version = Task.detached { try store.importCatalog(LearningLibrary.catalog) }.value
    try await Task.sleep(for: .milliseconds(60))
    try await queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    #expect(try await version == 2)
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
