import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline
@testable import Rescoring

/// A store that is moved to another model holds what it would have learned under that model.
@Suite struct MigrationTests {
  private let old = HashingEmbedder(dimension: 64)
  private let new = HashingEmbedder(dimension: 48)

  private func centroids(_ store: Store, _ embedder: any Embedder) async throws -> [Int: Centroid] {
    try await FrozenPipeline(JDPipeline(store: store, embedder: embedder)).centroids
  }

  @Test func encodesAgainWhatHasText() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<10)
    let migration = try await ModelMigration(of: store, from: old, to: new, threadCount: 2)
    #expect(migration.report.fit.encodedRuns == 10 && migration.report.fit.carriedRuns == 0)
    #expect(migration.report.fit.carriedCentroidJDs == 0)
    #expect(migration.report.flips.rowCount == 10)
    // Nothing was switched yet.
    #expect(try await centroids(store, new).isEmpty)
    #expect(try await centroids(store, old).count == 2)
    try migration.apply()
    #expect(try await centroids(store, old).isEmpty)
    // Learned from the beginning under the new model.
    let fresh = try await library.store("fresh.db")
    let pipeline = JDPipeline(store: fresh, embedder: new)
    for number in 0..<10 {
      _ = try await pipeline.learn(
        SmallLibrary.ad(number), roleSlug: number.isMultiple(of: 2) ? "baker" : "welder",
        runID: RunIdentifier.named("learned \(number)"))
    }
    #expect(try await centroids(store, new) == centroids(fresh, new))
    try library.write(SmallLibrary.rows(20..<40), to: "ads.jsonl")
    var outputs: [Data] = []
    for (name, store) in [("moved", store), ("fresh", fresh)] {
      let rescorer = try await Rescorer(store: store, embedder: new, threadCount: 2)
      _ = try await rescorer.rescore(
        .lines(path: library.path("ads.jsonl")), to: library.path(name))
      outputs.append(try library.bytes(name))
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test func joinsWhatTheNewModelHasLearned() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<10)
    let pipeline = JDPipeline(store: store, embedder: new)
    for number in 10..<14 {
      _ = try await pipeline.learn(
        SmallLibrary.ad(number), roleSlug: number.isMultiple(of: 2) ? "baker" : "welder",
        runID: RunIdentifier.named("learned \(number)"))
    }
    try await ModelMigration(of: store, from: old, to: new, threadCount: 1).apply()
    #expect(try await centroids(store, new).values.reduce(0) { $0 + $1.count } == 14)
    #expect(try store.verify().isEmpty)
  }

  @Test func carriesWhatHasNoText() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<10)
    try store.forgetTexts(where: "sequence <= 4")
    let before = try await centroids(store, old)
    let migration = try await ModelMigration(of: store, from: old, to: new, threadCount: 1)
    #expect(migration.report.fit.encodedRuns == 6 && migration.report.fit.carriedRuns == 4)
    try migration.apply()
    let after = try await centroids(store, new)
    #expect(after.mapValues(\.count) == before.mapValues(\.count))
    #expect(after.values.allSatisfy { $0.dimension == 48 && $0.sum.contains { $0 != 0 } })
  }

  @Test func aRunThatIsStoredMeanwhileIsNotLeftBehind() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<10)
    let watched = WatchedEmbedder(base: old) { texts in
      // The stored texts are being decided.
      guard texts.contains(where: { $0.contains("shift number") }) else { return }
      try store.addUndecidedRun()
    }
    let migration = try await ModelMigration(of: store, from: watched, to: new, threadCount: 1)
    #expect(migration.report.flips.rowCount == 10)
    #expect(throws: StoreError.busy(path: store.path)) { try migration.apply() }
    #expect(try store.learnedModels() == ["hashing/64"])
    // With the run in it, and while none is added.
    let again = try await ModelMigration(of: store, from: old, to: new, threadCount: 1)
    #expect(again.report.flips.rowCount == 11)
    try again.apply()
    #expect(try store.learnedModels() == ["hashing/48"])
  }

  @Test func itsCopyIsForThisUserAloneAndGoesAway() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<4)
    let left = library.path("library.db.999999999.migration")
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: false)
    try library.write("text".utf8, to: "library.db.999999999.migration/copy.db")
    let folder = library.path("library.db.\(getpid()).migration")
    let seen = library.path("seen")
    let watched = WatchedEmbedder(base: old) { _ in
      // Rescoring has begun.
      var status = stat()
      guard stat(folder, &status) == 0 else { return }
      #expect(status.st_mode & 0o777 == 0o700)
      #expect(!FileManager.default.fileExists(atPath: left))
      try Data("x".utf8).write(to: URL(fileURLWithPath: seen))
    }
    _ = try await ModelMigration(of: store, from: watched, to: new, threadCount: 1)
    #expect(FileManager.default.fileExists(atPath: seen))
    let names = try FileManager.default.contentsOfDirectory(atPath: library.folder)
    #expect(!names.contains { $0.hasSuffix(".migration") })
  }

  /// Of a store that is only looked at, a migration is worked out on a copy, and not made.
  @Test func aDryRunChangesNoByte() async throws {
    let library = try SmallLibrary()
    let live = try await library.store("live.db", learning: 0..<10)
    try live.copy(to: library.path("library.db"))
    let before = try library.bytes("library.db")
    do {
      let store = try Store.openToRead(path: library.path("library.db"))
      let migration = try await ModelMigration(of: store, from: old, to: new, threadCount: 1)
      let expected = try await ModelMigration(of: live, from: old, to: new, threadCount: 1)
      #expect(
        try RecordCoding.text(migration.report) == RecordCoding.text(expected.report))
      #expect(throws: StoreError.readOnly(path: store.path)) { try migration.apply() }
    }
    #expect(try library.bytes("library.db") == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: library.folder)
    #expect(!names.contains { $0.hasPrefix("library.db.") })
  }

  @Test func refusesWhatCannotBeMoved() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    await #expect(throws: MigrationError.nothingLearned(model: "hashing/64")) {
      _ = try await ModelMigration(of: store, from: old, to: new, threadCount: 1)
    }
    await #expect(throws: MigrationError.sameModel("hashing/64")) {
      _ = try await ModelMigration(of: store, from: old, to: old, threadCount: 1)
    }
    let learning = try await library.store("learning.db", learning: 0..<4)
    let migration = try await ModelMigration(of: learning, from: old, to: new, threadCount: 1)
    _ = try await JDPipeline(store: learning, embedder: old).learn(
      SmallLibrary.ad(9), roleSlug: "welder", runID: RunIdentifier.named("late"))
    #expect(throws: StoreError.busy(path: learning.path)) { try migration.apply() }
  }
}

/// An embedder that tells of the texts it is given.
private struct WatchedEmbedder: Embedder {
  let base: HashingEmbedder
  let watch: @Sendable ([String]) throws -> Void

  var identifier: String { base.identifier }
  var dimension: Int { base.dimension }

  func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    try watch(texts)
    return try await base.embed(texts)
  }
}

extension Store {
  /// Stores a run that no role was chosen for, once: learning counts it nowhere.
  fileprivate func addUndecidedRun() throws {
    try write { db in
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO runs (id, created_at, updated_at, status, jd_text, extract_from_jd,
            record)
          SELECT 'undecided', created_at, updated_at, status, jd_text, extract_from_jd, record
          FROM runs ORDER BY sequence LIMIT 1;
          INSERT OR IGNORE INTO run_features
          SELECT 'undecided', model, rank, words, title_words, vector, weights
          FROM run_features ORDER BY run_id LIMIT 1;
          """)
    }
  }

  /// Takes the texts of some runs out of the file.
  fileprivate func forgetTexts(where condition: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "UPDATE runs SET jd_text = '' WHERE \(condition)") }
    try queue.close()
  }
}
