import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline

/// Stores on disks that give no more room, or may not be written.
@Suite struct FullDiskTests {
  @Test func aFullDiskChangesNothing() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open(LearningLibrary.catalog)
    try await LearningLibrary.classify(0..<3, in: store)
    let before = try store.read { try String.fetchAll($0, sql: "SELECT record FROM runs") }
    try store.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    await #expect(throws: StoreError.diskFull(path: folder.path)) {
      for number in 3..<20 { try await LearningLibrary.classify([number], in: store) }
    }
    let after = try store.read { try String.fetchAll($0, sql: "SELECT record FROM runs") }
    #expect(Array(after.prefix(3)) == before)
    #expect(try store.verify().isEmpty)
    // With room again, the same run goes through.
    try store.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    try await LearningLibrary.classify(3..<20, in: store)
    #expect(
      try store.centroids(model: LearningLibrary.embedder.identifier).values.map(\.count)
        .reduce(0, +) == 20)
    #expect(try store.verify().isEmpty)
  }

  @Test func errorsOfTheSystemHaveWords() {
    #expect(StoreError(ENOSPC, path: "x") == .diskFull(path: "x"))
    #expect(StoreError(EROFS, path: "x") == .readOnly(path: "x"))
    #expect(StoreError(EACCES, path: "x") == .readOnly(path: "x"))
    #expect(StoreError(ENOENT, path: "x") == .missingFolder(path: "x"))
    #expect("\(StoreError(EIO, path: "x"))".hasPrefix("x: "))
  }
}
