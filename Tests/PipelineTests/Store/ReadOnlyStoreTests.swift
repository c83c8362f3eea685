import Foundation
import GRDB
import Testing

@testable import Pipeline

/// Stores that are looked at where nothing can be written.
@Suite struct ReadOnlyStoreTests {
  /// A store with two runs, and nothing beside its file.
  private func copy(in folder: TemporaryStore) async throws -> String {
    let store = try folder.open(LearningLibrary.catalog)
    try await LearningLibrary.classify(0..<2, in: store)
    try store.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    let copy = folder.folder + "/a copy%20.db"
    try FileManager.default.copyItem(atPath: folder.path, toPath: copy)
    return copy
  }

  /// SQLite opens no link to nowhere in the place of its shared memory: as on a medium that may not
  /// be written, which nothing else in a folder is like for a user who may do everything.
  private func refuseSharedMemory(of path: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "-shm", withDestinationPath: "nowhere")
  }

  private func open(_ path: String) throws -> Store {
    try Store.openReadOnly(path: path, lockTimeout: 1)
  }

  @Test(arguments: [false, true])
  func aStoreIsReadAndNotWritten(canShareMemory: Bool) async throws {
    let folder = try TemporaryStore()
    let path = try await copy(in: folder)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    if !canShareMemory {
      try refuseSharedMemory(of: path)
      #expect(throws: StoreError.self) { try Store(path: path, mayCreate: false) }
    }
    let store = try open(path)
    #expect(try store.loadCatalog().catalog == LearningLibrary.catalog)
    #expect(try store.reviewItems(.kras).count == 2 && store.verify().isEmpty)
    #expect(try store.run(LearningLibrary.runID(1))?.text == LearningLibrary.text(1))
    #expect(throws: StoreError.readOnly(path: path)) {
      try store.importCatalog(LearningLibrary.catalog)
    }
    #expect(throws: StoreError.readOnly(path: path)) {
      try store.forget([LearningLibrary.runID(1)])
    }
    try store.export(to: folder.folder + "/rows.jsonl")
    try store.backup(to: folder.folder + "/backup.db")
    #expect(try Store(path: folder.folder + "/backup.db").runCounts() == [.completed: 2])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func aLogWithSomethingInItIsNotPassedOver() async throws {
    let folder = try TemporaryStore()
    let path = try await copy(in: folder)
    try refuseSharedMemory(of: path)
    try Data("something".utf8).write(to: URL(fileURLWithPath: path + "-wal"))
    #expect(throws: StoreError.self) { try open(path) }
  }

  @Test func whatIsNoStoreOfThisVersionIsRefused() async throws {
    let folder = try TemporaryStore()
    let nowhere = folder.folder + "/nowhere.db"
    #expect(throws: StoreError.missing(path: nowhere)) { try open(nowhere) }
    #expect(throws: StoreError.missing(path: nowhere)) { try Store.openToRead(path: nowhere) }
    #expect(throws: StoreError.self) { try open(folder.folder) }
    let foreign = folder.folder + "/foreign.db"
    let other = try DatabaseQueue(path: foreign)
    try await other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
    try other.close()
    #expect(throws: StoreError.notAStore(path: foreign)) { try open(foreign) }
    let path = try await copy(in: folder)
    func change(_ sql: String) throws {
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: sql) }
      try queue.close()
    }
    // It would have to be migrated.
    try change("DELETE FROM grdb_migrations WHERE identifier LIKE '17-%'")
    #expect(throws: StoreError.readOnly(path: path)) { try open(path) }
    try change("INSERT INTO grdb_migrations VALUES ('999-future')")
    #expect(throws: StoreError.newerSchema(path: path)) { try open(path) }
  }

  @Test func whereItMayBeWrittenItIsOpenedAsAnyOther() async throws {
    let folder = try TemporaryStore()
    let path = try await copy(in: folder)
    do {
      let store = try Store.openToRead(path: path)
      #expect(try store.reviewItems(.kras).count == 2)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(names.filter { $0.hasPrefix("a copy") } == ["a copy%20.db"])
  }
}
