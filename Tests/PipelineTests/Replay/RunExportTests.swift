import Foundation
import SimCore
import Testing

@testable import Pipeline

/// Runs of a store, written as bundles and replayed: each on what the store held before it.
@Suite struct RunExportTests {
  private static func catalog(_ release: Int) -> Catalog {
    TestLibrary.catalog(
      roles: [
        TestLibrary.role(
          1, "backend-engineer", aliases: ["Backend Engineer", "Server Engineer"],
          kras: ["Builds services in Go.", "Designs databases, release \(release)."],
          dimensions: [2, 1]),
        TestLibrary.role(
          2, "mobile-engineer", aliases: ["Mobile Engineer", "Server Engineer"],
          kras: ["Builds mobile apps in Swift."], dimensions: [2]),
      ],
      skills: [
        TestLibrary.skill(1, "Golang", dimensions: release == 1 ? [1] : [1, 2]),
        TestLibrary.skill(2, "Swift", dimensions: [2]),
      ],
      dimensions: [1, 2])
  }

  private static func text(_ title: String, _ duty: String) -> String {
    """
    \(title)

    Responsibilities:
    • Build payment services in Golang.
    • \(duty)

    Requirements:
    • 3+ years of experience with Golang
    """
  }

  private static let texts = [
    text("Backend Engineer", "Design databases for the ledger."),
    text("Server Engineer", "Operate the message queues of the bank."),
    text("Backend Engineer", "Review the code of other teams."),
    """
    Bridge Painter

    Responsibilities:
    • Paint bridges over the river.
    • Mix the paint in the yard.

    Requirements:
    • A head for heights
    """,
    "A poem about the sea, which is no job at all.",
    text("Mobile Engineer", "Build mobile apps in Swift."),
  ]

  private static let embedder = HashingEmbedder(dimension: 64)

  /// Two rounds of runs with a change of the catalog between them.
  private static func filledStore() async throws -> (Store, [String]) {
    let store = try Store.inMemory()
    var ids: [String] = []
    for release in 1...2 {
      try store.importCatalog(catalog(release))
      let pipeline = JDPipeline(store: store, embedder: embedder)
      for text in texts { ids.append(try await pipeline.classify(text).id) }
    }
    return (store, ids)
  }

  @Test func everyRunReplaysAsItWasStored() async throws {
    let (store, ids) = try await Self.filledStore()
    let export = RunExport(store: store, embedder: Self.embedder)
    var cases: Set<DecisionCase?> = []
    for id in ids {
      let bundle = try await export.bundle(ofRun: id)
      // As a file: what is not written cannot be read.
      let read = try RecordCoding.record(RunBundle.self, from: RecordCoding.text(bundle))
      #expect(try await Replay.differences(in: read) == [], "\(id)")
      cases.insert(try store.run(id)?.extractFromJD.stage4Decision?.decisionCase)
    }
    #expect(cases.isSuperset(of: [nil, .a, .d, .e]))
  }

  /// They were compared with no name of the library, and must not be when the run is replayed.
  @Test func aRunWithUnlistedNamesReplays() async throws {
    let store = try Store.inMemory()
    try store.importCatalog(Self.catalog(1))
    let pipeline = JDPipeline(store: store, embedder: Self.embedder)
    let text = """
      Backend Engineer

      Responsibilities:
      • Prepare the ledger of the morning shift.
      • Check each payment before it leaves the bank.

      Requirements:
      • Experience with Golang, SwiftKit and Swift
      """
    let id = try await pipeline.classify(text).id
    let run = try #require(try store.run(id))
    #expect(run.record.skills.map(\.isUnlisted) == [nil, true, nil])
    let bundle = try await RunExport(store: store, embedder: Self.embedder).bundle(ofRun: id)
    #expect(!bundle.embeddings.vectors.map(\.text).contains("SwiftKit"))
    #expect(try await Replay.differences(in: bundle) == [])
  }

  @Test func aBundleHoldsTheStateBeforeTheRun() async throws {
    let (store, ids) = try await Self.filledStore()
    let export = RunExport(store: store, embedder: Self.embedder)
    let third = try await export.bundle(ofRun: ids[2])
    // Runs 1 and 2 of the round came before; the second round is not there.
    let first = try #require(third.catalog.centroids?.first { $0.roleID == 1 })
    #expect(third.catalog.roles.first?.kras?.last == "Designs databases, release 1.")
    let alone = try Store.inMemory()
    try alone.importCatalog(Self.catalog(1))
    let pipeline = JDPipeline(store: alone, embedder: Self.embedder)
    for text in Self.texts.prefix(2) { _ = try await pipeline.classify(text) }
    let centroid = try #require(
      try alone.centroids(model: Self.embedder.identifier)[1])
    #expect(first.count == centroid.count)
    #expect(first.sum == centroid.sum)
    let opening = try await export.bundle(ofRun: ids[0])
    #expect(opening.catalog.centroids?.isEmpty == true)
    #expect(opening.catalog.nextIDs?["kra_queue"] == 1)
  }

  @Test func anotherPolicyOrModelShowsItsDifference() async throws {
    let (store, ids) = try await Self.filledStore()
    let bundle = try await RunExport(store: store, embedder: Self.embedder)
      .bundle(ofRun: ids[0])
    var strict = Policy()
    strict.kraNoveltyThreshold = 0
    let byPolicy = try await Replay.differences(
      in: bundle, with: Replay.Changes(policy: strict))
    #expect(byPolicy.map(\.path) == ["$.extract_from_jd.stage5_updates.new_kra_attached"])
    let byModel = try await Replay.differences(
      in: bundle, with: Replay.Changes(embedder: HashingEmbedder(dimension: 32)))
    #expect(byModel.contains { $0.path.contains("kra_match_roles") })
    let byNothing = try await Replay.differences(
      in: bundle, with: Replay.Changes(embedder: Self.embedder))
    #expect(byNothing == [])
  }

  @Test func onlyFinishedRunsOfTheSameModelAreWritten() async throws {
    let store = try Store.inMemory()
    try store.importCatalog(Self.catalog(1))
    let pipeline = JDPipeline(store: store, embedder: Self.embedder)
    _ = try await pipeline.extractFromJD(Self.texts[0], runID: "half")
    let export = RunExport(store: store, embedder: Self.embedder)
    await #expect(throws: ExportError.unfinished(run: "half")) {
      try await export.bundle(ofRun: "half")
    }
    await #expect(throws: StoreError.unknownRun("none")) {
      try await export.bundle(ofRun: "none")
    }
    _ = try await pipeline.extractDetails(runID: "half")
    _ = try await pipeline.finalRoleOutput(runID: "half")
    await #expect(
      throws: ExportError.otherModel(run: "half", its: "hashing/64", given: "hashing/32")
    ) {
      try await RunExport(store: store, embedder: HashingEmbedder(dimension: 32))
        .bundle(ofRun: "half")
    }
  }
}
