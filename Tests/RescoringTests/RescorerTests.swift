import Foundation
import Pipeline
import SimCore
import Testing

@testable import Rescoring

/// Rescoring decides as classifying does, changes nothing, and writes the same bytes whatever the
/// threads.
@Suite struct RescorerTests {
  private func decoded(_ data: Data) throws -> [RescoreRow] {
    try data.split(separator: 0x0A).map { try JSONDecoder().decode(RescoreRow.self, from: $0) }
  }

  @Test func decidesWhatClassifyWouldDecide() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<12)
    try store.copy(to: library.path("live.db"))
    try library.write(SmallLibrary.rows(20..<44), to: "ads.jsonl")
    let rows = try decoded(
      await library.rescore(store, .lines(path: library.path("ads.jsonl")), to: "out.jsonl"))
    #expect(rows.count == 24)
    #expect(Set(rows.map(\.decisionCase)).count > 1, "one case alone shows little")
    for (row, number) in zip(rows, 20..<44) {
      // A store of its own for each: classifying learns.
      let name = "live \(number).db"
      try store.copy(to: library.path(name))
      let live = try Store(path: library.path(name), mayCreate: false)
      let run = try await JDPipeline(store: live, embedder: HashingEmbedder(dimension: 64))
        .classify(SmallLibrary.ad(number))
      let decision = try #require(run.extractFromJD.stage4Decision)
      #expect(row.id == "ad \(number)")
      #expect(row.slug == decision.chosenRole?.slug)
      #expect(row.decisionCase == decision.decisionCase)
      #expect(row.confidence == decision.confidence)
      #expect(row.calibratedConfidence == run.record.calibratedConfidence)
      let shortlist = try #require(run.extractFromJD.stage3Signals).kraMatchRoles
      #expect(row.shortlist.map(\.slug) == shortlist.map(\.slug))
      #expect(row.shortlist.map(\.score) == shortlist.map(\.score))
    }
  }

  @Test func writesTheSameBytesForAnyNumberOfThreads() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<8)
    try library.write(SmallLibrary.rows(0..<90, withBadRows: true), to: "ads.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    let one = try await library.rescore(store, input, to: "one", vectors: "one.v", threads: 1)
    for threads in [2, 5] {
      let more = try await library.rescore(
        store, input, to: "\(threads)", vectors: "\(threads).v", threads: threads)
      #expect(more == one)
      #expect(try library.bytes("\(threads).v") == library.bytes("one.v"))
    }
  }

  @Test func badRowsBecomeErrorRowsWithTheirLines() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    try library.write(SmallLibrary.rows(0..<5, withBadRows: true), to: "ads.jsonl")
    let rows = try decoded(
      await library.rescore(store, .lines(path: library.path("ads.jsonl")), to: "out.jsonl"))
    #expect(rows.map(\.id) == ["ad 0", "ad 1", nil, "ad 2", "empty", "ad 3", "x", "ad 4"])
    let errors = rows.compactMap(\.error)
    #expect(errors.map(\.line) == [3, 5, 8])
    #expect(errors[1].reason.contains("empty"))
    #expect(errors.allSatisfy { $0.file == nil && !$0.reason.contains("line ") })
  }

  @Test func theStoreLearnsNothing() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<6)
    let runs = try store.runTexts(after: 0, limit: 100).map(\.runID)
    let version = try store.catalogVersion()
    try library.write(SmallLibrary.rows(0..<20), to: "ads.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    let first = try await library.rescore(store, input, to: "first")
    #expect(try await library.rescore(store, input, to: "second") == first)
    #expect(try store.runTexts(after: 0, limit: 100).map(\.runID) == runs)
    #expect(try store.catalogVersion() == version)
  }

  /// A store that is opened to be looked at decides the same, by vectors that it does not keep.
  @Test func theFileStaysAsItIs() async throws {
    let library = try SmallLibrary()
    let live = try await library.store("live.db", learning: 0..<6)
    try live.copy(to: library.path("library.db"))
    try library.write(SmallLibrary.rows(0..<20), to: "ads.jsonl")
    let before = try library.bytes("library.db")
    for dimension in [64, 32] {
      let embedder = HashingEmbedder(dimension: dimension)
      for (name, store) in [
        ("looked", try Store.openToRead(path: library.path("library.db"))), ("live", live),
      ] {
        let rescorer = try await Rescorer(store: store, embedder: embedder, threadCount: 2)
        _ = try await rescorer.rescore(
          .lines(path: library.path("ads.jsonl")), to: library.path("\(name) \(dimension)"))
      }
      #expect(
        try library.bytes("looked \(dimension)") == library.bytes("live \(dimension)"))
    }
    #expect(try library.bytes("library.db") == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: library.folder)
    #expect(!names.contains { $0.hasPrefix("library.db.") })
  }

  @Test func theSummarySaysWhatTheStoreHasNoVectorsOf() async throws {
    let library = try SmallLibrary()
    let live = try await library.store("live.db")
    try live.copy(to: library.path("library.db"))
    try library.write(SmallLibrary.rows(0..<4), to: "ads.jsonl")
    func rescored(by store: Store, to output: String) async throws -> Rescorer.Summary {
      let rescorer = try await Rescorer(
        store: store, embedder: HashingEmbedder(dimension: 64), threadCount: 1)
      return try await rescorer.rescore(
        .lines(path: library.path("ads.jsonl")), to: library.path(output))
    }
    // A store that is only looked at keeps nothing, one that is written does.
    var counts: [Int] = []
    for output in ["1", "2"] {
      let looked = try Store.openToRead(path: library.path("library.db"))
      let summary = try await rescored(by: looked, to: output)
      counts.append(summary.encodedLibraryTextCount)
      #expect(summary.text.contains("\(counts[0]) texts of the library without stored vectors"))
    }
    let first = try await rescored(by: live, to: "3")
    #expect(counts[0] > 0 && counts[1] == counts[0])
    #expect(first.encodedLibraryTextCount == counts[0])
    let second = try await rescored(by: live, to: "4")
    #expect(second.encodedLibraryTextCount == 0 && !second.text.contains("library"))
  }

  @Test func foldersAndStoresAreInputs() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<4)
    try FileManager.default.createDirectory(
      atPath: library.path("ads"), withIntermediateDirectories: true)
    try library.write(SmallLibrary.rows(0..<2), to: "ads/b.jsonl")
    try library.write(SmallLibrary.ad(7).utf8, to: "ads/c.txt")
    try library.write([0xFF, 0xFE, 0x00], to: "ads/a.txt")
    let rows = try decoded(
      await library.rescore(
        store, try RescoreInput(checking: library.path("ads")), to: "folder.jsonl"))
    #expect(rows.map(\.id) == ["a.txt", "ad 0", "ad 1", "c.txt"])
    #expect(rows[0].error?.file == "a.txt")
    #expect(rows.dropFirst().allSatisfy { $0.error == nil && $0.decisionCase != nil })
    let stored = try decoded(await library.rescore(store, .runs(of: store), to: "stored.jsonl"))
    #expect(stored.map(\.id) == (0..<4).map { RunIdentifier.named("learned \($0)") })
    #expect(throws: InputError.missing(path: "nowhere")) { try RescoreInput(checking: "nowhere") }
  }

  @Test func aTextThatIsNoJDIsRejected() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    try library.write(Data("{\"id\": \"1\", \"text\": \"one two\"}\n".utf8), to: "ads.jsonl")
    let rows = try decoded(
      await library.rescore(store, .lines(path: library.path("ads.jsonl")), to: "out.jsonl"))
    #expect(rows.first?.rejection != nil)
    #expect(rows.first?.slug == nil && rows.first?.decisionCase == nil)
  }
}
