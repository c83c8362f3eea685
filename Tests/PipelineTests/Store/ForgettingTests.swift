import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline

@Suite struct ForgettingTests {
  private static let model = LearningLibrary.embedder.identifier

  /// Everything that the learner and the evidence read, with its bits.
  private func learned(_ store: Store) throws -> [String] {
    let centroids = try store.centroids(model: Self.model).sorted { $0.key < $1.key }.map {
      "\($0.key) \($0.value.count) \($0.value.sum.map(\.bitPattern))"
    }
    let runs = try store.decidedRuns(model: Self.model).map { run in
      "\(run.runID) \(run.roleID) \(run.features.words.sorted { $0.key < $1.key })"
        + "\(run.features.skillIDs) \((run.features.vector ?? []).map(\.bitPattern))"
        + "\(run.features.weights.sorted { $0.key < $1.key }.map(\.value.bitPattern))"
    }
    return centroids + runs + ["\(try store.newRoleCount(model: Self.model))"]
  }

  @Test func whatWasLearnedIsThatOfAStoreThatNeverSawTheRun() async throws {
    let folders = (try TemporaryStore(), try TemporaryStore())
    let store = try folders.0.open(LearningLibrary.catalog)
    let other = try folders.1.open(LearningLibrary.catalog)
    try await LearningLibrary.classify(0..<24, in: store)
    let gone = [0, 5, 11, 13, 23]
    try await LearningLibrary.classify((0..<24).filter { !gone.contains($0) }, in: other)
    // A pipeline that has a fit with the runs in it.
    let pipeline = LearningLibrary.pipeline(store)
    _ = try await pipeline.assess(LearningLibrary.text(100))
    try await pipeline.forget(gone.map(LearningLibrary.runID))
    #expect(try learned(store) == learned(other))
    #expect(try store.verify().isEmpty)
    for number in 100..<106 {
      let text = LearningLibrary.text(number)
      let found = try await pipeline.examine(text).facts
      let expected = try await LearningLibrary.pipeline(other).examine(text).facts
      #expect(found?.learned != nil && found?.learned == expected?.learned)
      #expect(found?.evidence == expected?.evidence)
      let opinions = (
        try await pipeline.assess(text), try await LearningLibrary.pipeline(other).assess(text)
      )
      #expect(opinions.0.candidates == opinions.1.candidates)
      #expect(opinions.0.decision == opinions.1.decision)
    }
  }

  @Test func theLastRunOfARoleTakesItsCentroidAlong() async throws {
    let store = try LearningLibrary.memoryStore()
    try await LearningLibrary.classify(0..<2, in: store)
    try store.forget([LearningLibrary.runID(0)])
    #expect(try store.centroids(model: Self.model).keys.sorted() == [2])
  }

  @Test func noByteOfTheTextIsLeft() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open(LearningLibrary.catalog)
    try await LearningLibrary.classify(0..<60, in: store)
    let gone = [3, 17, 30, 44, 59]
    for number in gone {
      let id = LearningLibrary.runID(number)
      try store.finish(
        store.begin(
          ModelCallIntent(
            runID: id, step: .extractFromJD, purpose: .parse, provider: "test", model: "m",
            promptHash: "hash-of-\(number)", prompt: "Zephyrine\(number * 7) was asked")),
        ModelCallResult(
          error: nil, costUSD: 0.5, latencyMilliseconds: 1, attemptCount: 1,
          response: "Zephyrine\(number * 7) was answered"))
    }
    let words = gone.flatMap {
      ["Quokka\($0).", "Zephyrine\($0 * 7).", "hash-of-\($0)", "Zephyrine\($0 * 7) was"]
    }
    let texts = try gone.flatMap { number in
      JDPipeline.encodedTexts(of: try #require(try store.run(LearningLibrary.runID(number))))
        .filter { $0.contains("Quokka") || $0.contains("Zephyrine") }
    }
    #expect(texts.count >= 2 * gone.count)
    // Half of the sentences lie in the cache, half wait to be written into it.
    let cache = StoredSentenceVectors(store: store, capacity: 1000)
    let vectors = texts.map { (text: $0, vector: [Float](repeating: 0.5, count: 8)) }
    cache.keep(Array(vectors.prefix(vectors.count / 2)), encoder: "m")
    cache.flush()
    cache.keep(Array(vectors.dropFirst(vectors.count / 2)), encoder: "m")
    // Reviewers decided what the runs had queued, with the text's words as their reason.
    let items = try ReviewQueue.allCases.flatMap { try store.reviewItems($0) }
      .filter { gone.map(LearningLibrary.runID).contains($0.runID) }
    #expect(!items.isEmpty)
    for item in items where try store.reviewItems(item.queue).contains(item) {
      _ = try store.review(
        ReviewDecision(
          .reject(never: false), queue: item.queue, selection: .items([item.id]),
          reason: "Zephyrine"), by: "ann")
    }
    #expect(try folder.found(words).count == words.count)
    try store.forget(gone.map(LearningLibrary.runID))
    cache.flush()
    #expect(try folder.found(words + texts).isEmpty)
    let entries = try store.auditLog(limit: 100)
    #expect(entries.count >= items.count && entries.allSatisfy { $0.actor == "ann" })
    for entry in entries where gone.map(LearningLibrary.runID).contains(entry.runID ?? "") {
      #expect(entry.subject == nil && entry.reason == nil && entry.after == nil)
    }
    // What is undone of a forgotten run is nothing, and no error.
    _ = try store.undoReview(batch: try #require(entries.first).batch, by: "bob")
    #expect(try folder.found(["Quokka4."]) == ["Quokka4."])
    let calls = try store.modelCalls(ofRun: LearningLibrary.runID(3))
    #expect(calls.map(\.costUSD) == [0.5] && calls.allSatisfy { $0.response == nil })
    #expect(try store.verify().isEmpty)
  }

  @Test func aForgottenRunIsRefusedAndStaysForgotten() async throws {
    let store = try LearningLibrary.memoryStore()
    try await LearningLibrary.classify(0..<2, in: store)
    let id = LearningLibrary.runID(0)
    try store.forget([id])
    let time = try #require(try store.forgettingTime(ofRun: id))
    let refusal = StoreError.forgottenRun(id, at: time)
    let pipeline = LearningLibrary.pipeline(store)
    await #expect(throws: refusal) { try await pipeline.classify("x", runID: id) }
    await #expect(throws: refusal) { try await pipeline.extractDetails(runID: id) }
    await #expect(throws: refusal) { try await pipeline.finalRoleOutput(runID: id) }
    #expect(throws: refusal) { try store.run(id) }
    #expect(throws: refusal) {
      try store.begin(
        ModelCallIntent(
          runID: id, step: .extractFromJD, purpose: .parse, provider: "t", model: "m",
          promptHash: "h"))
    }
    try store.forget([id])
    #expect(try store.forgettingTime(ofRun: id) == time)
    #expect(throws: StoreError.unknownRun("x")) {
      try store.forget([LearningLibrary.runID(1), "x"])
    }
    #expect(try store.run(LearningLibrary.runID(1)) != nil)
  }

  @Test func openQueueRowsGoAndOthersStay() async throws {
    let store = try LearningLibrary.memoryStore()
    try await LearningLibrary.classify(0..<3, in: store)
    let before = try store.read {
      try String.fetchAll($0, sql: "SELECT run_id FROM kra_queue ORDER BY id")
    }
    #expect(before == (0..<3).map(LearningLibrary.runID))
    try store.forget([LearningLibrary.runID(1)])
    let after = try store.read {
      try String.fetchAll($0, sql: "SELECT run_id FROM kra_queue ORDER BY id")
    }
    #expect(after == [0, 2].map(LearningLibrary.runID))
  }

  @Test func aRunThatEndedBeforeItWasStoredIsForgottenToo() throws {
    let store = try Store.inMemory()
    _ = try store.begin(
      ModelCallIntent(
        runID: "cut-off", step: .extractFromJD, purpose: .parse, provider: "t", model: "m",
        promptHash: "h"))
    try store.forget(["cut-off"])
    #expect(try store.promptHashes(ofRun: "cut-off").isEmpty)
  }

  @Test(arguments: ["record", "extract_from_jd"])
  func aRunThatCannotBeReadIsForgottenToo(column: String) async throws {
    let folder = try TemporaryStore()
    let store = try folder.open(LearningLibrary.catalog)
    try await LearningLibrary.classify(0..<2, in: store)
    let cache = StoredSentenceVectors(store: store, capacity: 1000)
    cache.keep([(text: "Quokka0.", vector: [0.5])], encoder: "m")
    cache.flush()
    cache.keep([(text: "Zephyrine0.", vector: [0.5])], encoder: "m")
    let id = LearningLibrary.runID(0)
    try store.write { db in
      try db.execute(sql: "UPDATE runs SET \(column) = '{}' WHERE id = ?", arguments: [id])
    }
    try store.forget([id])
    cache.flush()
    #expect(try store.forgettingTime(ofRun: id) != nil)
    #expect(try store.sentenceCacheCount() == 0)
    #expect(try folder.found(["Quokka0.", "Zephyrine0."]).isEmpty)
    #expect(try store.run(LearningLibrary.runID(1)) != nil)
    #expect(try store.verify().isEmpty)
  }

  @Test func aCallThatWasOpenLeavesNoText() throws {
    let store = try Store.inMemory()
    func call() throws -> Int64 {
      try store.begin(
        ModelCallIntent(
          runID: "run", step: .extractFromJD, purpose: .parse, provider: "t", model: "m",
          promptHash: "h", prompt: "Who?"))
    }
    let calls = [try call(), try call()]
    try store.forget(["run"])
    let failure = ModelCallResult(
      error: "no role in Quokka", costUSD: nil, latencyMilliseconds: 1, attemptCount: 1,
      response: nil)
    let answer = ModelCallResult(
      error: nil, costUSD: 0.5, latencyMilliseconds: 1, attemptCount: 1, response: "Quokka")
    try store.finish(calls[0], failure)
    try store.finish(calls[1], answer)
    let ended = try store.modelCalls(ofRun: "run")
    #expect(ended.map(\.state) == [.failed, .done] && ended.map(\.costUSD) == [nil, 0.5])
    for call in ended { #expect(call.prompt == nil && call.response == nil && call.error == nil) }
    // What a program of an earlier version wrote goes when the run is forgotten again.
    let time = try store.forgettingTime(ofRun: "run")
    try store.write { try $0.execute(sql: "UPDATE model_calls SET response = 'Quokka'") }
    try store.forget(["run"])
    #expect(try store.modelCalls(ofRun: "run").allSatisfy { $0.response == nil })
    #expect(try store.forgettingTime(ofRun: "run") == time)
  }
}
