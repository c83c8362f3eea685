import GRDB
import Synchronization
import Testing

@testable import Pipeline

@Suite struct RecentDetailsTests {
  private func run(_ number: Int, _ pipeline: JDPipeline) async throws -> String {
    let id = LearningLibrary.runID(number)
    _ = try await pipeline.extractFromJD(LearningLibrary.text(number), runID: id)
    _ = try await pipeline.extractDetails(runID: id)
    return id
  }

  private func known(_ store: Store, _ id: String) throws -> ExtractDetails? {
    let text = try #require(
      try store.read {
        try String.fetchOne(
          $0, sql: "SELECT extract_details FROM runs WHERE id = ?", arguments: [id])
      })
    return store.recentDetails.withLock { $0.details(ofRun: id, text: text) }
  }

  @Test func aKnownPayloadIsTheStoredOne() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open(LearningLibrary.catalog)
    let id = try await run(0, LearningLibrary.pipeline(store))
    let known = try #require(try known(store, id))
    #expect(try Store(path: folder.path).run(id)?.extractDetails == known)
    #expect(try store.run(id)?.extractDetails == known)
  }

  @Test func whatAnotherProcessWroteIsReadAnew() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open(LearningLibrary.catalog)
    let id = try await run(0, LearningLibrary.pipeline(store))
    var changed = try #require(try known(store, id))
    changed.chosenRole = nil
    let text = try RecordCoding.text(changed)
    try Store(path: folder.path).write {
      try $0.execute(
        sql: "UPDATE runs SET extract_details = ? WHERE id = ?", arguments: [text, id])
    }
    #expect(try known(store, id) == nil)
    #expect(try store.run(id)?.extractDetails == changed)
  }

  @Test func theOldestMakeRoomAndForgettingLeavesNone() async throws {
    let store = try LearningLibrary.memoryStore()
    let pipeline = LearningLibrary.pipeline(store)
    var ids: [String] = []
    for number in 0...RecentDetails.capacity { ids.append(try await run(number, pipeline)) }
    #expect(try known(store, ids[0]) == nil)
    for id in ids.dropFirst() { #expect(try known(store, id) != nil) }
    try store.forget([ids[1]])
    for id in ids.dropFirst(2) { #expect(try known(store, id) == nil) }
  }
}
