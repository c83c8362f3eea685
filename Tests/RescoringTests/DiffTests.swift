import Foundation
import Pipeline
import SimCore
import Testing

@testable import Rescoring

/// What a comparison of two outputs counts.
@Suite struct DiffTests {
  @Test func countsFlipsByPairOfRoles() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<6)
    try library.write(SmallLibrary.rows(0..<20, withBadRows: true), to: "ads.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    try await library.rescore(store, input, to: "old")
    var policy = Policy()
    policy.arbiterFloor = 1
    policy.kraFloor = 1
    try await library.rescore(store, input, to: "new", policy: policy)
    let same = try RescoreDiff(old: library.path("old"), new: library.path("old"))
    #expect(same.flipCount == 0 && same.pairs.isEmpty && same.rowCount == 32)
    let diff = try RescoreDiff(
      old: library.path("old"), new: library.path("new"), flips: library.path("flips"))
    #expect(diff.badRowCount == 12)
    #expect(diff.flipCount > 0)
    #expect(diff.pairs.allSatisfy { $0.new == nil && $0.old != nil })
    #expect(diff.pairs.reduce(0) { $0 + $1.count } == diff.flipCount)
    #expect(diff.evidence.isEmpty, "a policy changes no evidence")
    let flips = try library.bytes("flips").split(separator: 0x0A).map {
      try JSONDecoder().decode(Flip.self, from: $0)
    }
    #expect(flips.count == diff.flipCount)
    #expect(flips.allSatisfy { $0.old.slug != nil && $0.new.decisionCase == .e })
    #expect(diff.text.contains("\(diff.flipCount) of 32 JDs change role"))
    let figure = FlipFigure(diff, title: "a < b").svg
    #expect(figure.contains("a &lt; b") && figure.contains("baker → none"))
  }

  @Test func flipsWaitForReviewOnceEach() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<6)
    let pipeline = JDPipeline(store: store, embedder: HashingEmbedder(dimension: 64))
    for number in 6..<12 { _ = try await pipeline.classify(SmallLibrary.ad(number)) }
    let input = RescoreInput.runs(of: store)
    try await library.rescore(store, input, to: "old")
    var policy = Policy()
    policy.arbiterFloor = 1
    policy.kraFloor = 1
    try await library.rescore(store, input, to: "new", policy: policy)
    var flips: [RoleFlip] = []
    let diff = try RescoreDiff(old: library.path("old"), new: library.path("new")) {
      flips.append($0)
    }
    #expect(diff.flipCount > 0 && flips.count == diff.flipCount)
    #expect(try store.queueFlips(flips, cause: "policy 2") == diff.flipCount)
    #expect(try store.queueFlips(flips, cause: "policy 2") == 0)
    #expect(throws: StoreError.self) {
      try store.queueFlips(
        [flips[0], RoleFlip(runID: "none", old: nil, new: nil, margin: nil)], cause: "policy 3")
    }
    let items = try store.reviewItems(.flips)
    #expect(items.map(\.runID) == flips.map(\.runID))
    #expect(items.allSatisfy { $0.target == nil && $0.detail.hasPrefix("was ") })

    // A verdict leaves the library as it is, is in the log, and can be taken back.
    let version = try store.catalogVersion()
    let one = ReviewDecision.Selection.items([items[0].id])
    let outcome = try store.review(
      ReviewDecision(.approve(ReviewApproval()), queue: .flips, selection: one), by: "a reviewer")
    #expect(outcome.catalogVersion == version)
    #expect(try store.reviewItems(.flips).count == items.count - 1)
    #expect(throws: ReviewError.self) {
      try store.review(
        ReviewDecision(.merge(into: "nobody"), queue: .flips, selection: .items([items[1].id])),
        by: "a reviewer")
    }
    _ = try store.undoReview(batch: outcome.entries[0].batch, by: "a reviewer")
    #expect(try store.reviewItems(.flips).count == items.count)

    // A forgotten run takes its flips along.
    try store.forget([items[0].runID])
    #expect(try store.reviewItems(.flips).map(\.id) == items.dropFirst().map(\.id))
  }

  @Test func namesTheEvidenceThatChanged() async throws {
    let library = try SmallLibrary()
    let plain = try await library.store("plain.db")
    let learned = try await library.store("learned.db", learning: 0..<12)
    try library.write(SmallLibrary.rows(20..<40), to: "ads.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    try await library.rescore(plain, input, to: "old")
    // Learned with the roles exchanged: decided runs turn decisions.
    let exchanged = try await library.store("exchanged.db")
    let pipeline = JDPipeline(store: exchanged, embedder: HashingEmbedder(dimension: 64))
    for number in 0..<24 {
      _ = try await pipeline.learn(
        SmallLibrary.ad(number), roleSlug: number.isMultiple(of: 2) ? "welder" : "baker",
        runID: RunIdentifier.named("exchanged \(number)"))
    }
    try await library.rescore(exchanged, input, to: "new")
    let diff = try RescoreDiff(old: library.path("old"), new: library.path("new"))
    #expect(diff.flipCount > 0)
    #expect(diff.evidence.contains { $0.kind == "decided runs" })
    try await library.rescore(learned, input, to: "learned")
    #expect(try RescoreDiff(old: library.path("old"), new: library.path("learned")).rowCount == 20)
  }

  @Test func refusesOutputsOfDifferentInputs() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    try library.write(SmallLibrary.rows(0..<4), to: "a.jsonl")
    try library.write(SmallLibrary.rows(0..<5), to: "b.jsonl")
    try await library.rescore(store, .lines(path: library.path("a.jsonl")), to: "a")
    try await library.rescore(store, .lines(path: library.path("b.jsonl")), to: "b")
    #expect(throws: RescoreError.differentInputs(row: 5)) {
      try RescoreDiff(old: library.path("a"), new: library.path("b"))
    }
    #expect(throws: RescoreError.notRescored(path: library.path("a.jsonl"), line: 1)) {
      try RescoreDiff(old: library.path("a.jsonl"), new: library.path("b"))
    }
  }
}
