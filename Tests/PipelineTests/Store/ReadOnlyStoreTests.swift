import Foundation
import GRDB
import SimCore
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
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: StoreError.olderSchema(path: path)) { try open(path) }
    #expect(throws: StoreError.olderSchema(path: path)) { try Store.openToRead(path: path) }
    // As a whole it can be copied as it is.
    try Store.openToRead(path: path, ofAnyVersion: true).backup(to: folder.folder + "/old.db")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(throws: StoreError.olderSchema(path: folder.folder + "/old.db")) {
      try open(folder.folder + "/old.db")
    }
    try change("INSERT INTO grdb_migrations VALUES ('999-future')")
    #expect(throws: StoreError.newerSchema(path: path)) { try open(path) }
  }

  /// Nothing is left beside the file, and none of its bytes changes.
  @Test func whereItMayBeWrittenItIsNotWrittenEither() async throws {
    let folder = try TemporaryStore()
    let path = try await copy(in: folder)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    do {
      let store = try Store.openToRead(path: path)
      #expect(try store.reviewItems(.kras).count == 2)
      #expect(throws: StoreError.readOnly(path: path)) {
        try store.importCatalog(LearningLibrary.catalog)
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(names.filter { $0.hasPrefix("a copy") } == ["a copy%20.db"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  /// What a pipeline would keep for the next process is held until this one ends.
  @Test func vectorsAreHeldAndNotKept() async throws {
    let folder = try TemporaryStore()
    let path = try await copy(in: folder)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let store = try Store.openToRead(path: path)
    try await JDPipeline(store: store, embedder: HashingEmbedder(dimension: 32)).prepare()
    let kra = "Builds services in Go."
    #expect(try store.catalogVectors(of: [kra], model: "hashing/32")[ExactText(kra)]?.count == 32)
    #expect(try store.catalogVectors(of: [kra], model: "hashing/16").isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(!names.contains { $0.hasPrefix("a copy%20.db.") })
    #expect(try Store(path: path).catalogVectors(of: [kra], model: "hashing/32").isEmpty)
  }

  /// Previews say what a decision would do, also where the file may not be written at all.
  @Test(arguments: [false, true])
  func whatADecisionWouldDoIsShown(mayWrite: Bool) async throws {
    let folder = try TemporaryStore()
    let path = try await copy(in: folder)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    if !mayWrite { try refuseSharedMemory(of: path) }
    do {
      let store = try Store.openReadOnly(path: path, lockTimeout: 1, mayWrite: mayWrite)
      let outcome = try store.review(
        ReviewDecision(
          .approve(ReviewApproval()), queue: .kras, selection: .items([1]), reason: nil),
        by: "ann", isPreview: true)
      #expect(outcome.isPreview && outcome.catalogVersion == 2)
      #expect(outcome.entries.first?.after?.edits.isEmpty == false)
      #expect(try store.reviewItems(.kras).count == 2 && store.catalogVersion() == 1)
      #expect(throws: StoreError.readOnly(path: path)) {
        try store.exclude("Cook", from: .anySkill, by: "ann", reason: nil)
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.folder)
    #expect(!names.contains { $0.hasSuffix(".migration") })
  }

  /// What no client has read yet is built each time, and stays for the first client.
  @Test func theClientOutputIsBuiltAndNotKept() async throws {
    let folder = try TemporaryStore()
    let path = try await copy(in: folder)
    let id = LearningLibrary.runID(0)
    let store = try open(path)
    let output = try #require(try await RunEnrichment(store: store).clientOutput(ofRun: id))
    #expect(try store.run(id)?.clientOutput == nil)
    let kept = try Store(path: path)
    #expect(try await RunEnrichment(store: kept).clientOutput(ofRun: id) == output)
    #expect(try kept.run(id)?.clientOutput == output)
  }
}
