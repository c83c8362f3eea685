import GRDB
import Synchronization
import Testing

@testable import Pipeline

/// What a call on many items costs, counted and not timed: it holds the store's write lock.
@Suite struct BulkReviewTests {
  private static let catalog = TestLibrary.catalog(roles: [
    TestLibrary.role(
      1, "backend-engineer", aliases: ["Backend Engineer"], kras: ["Builds services in Go."]),
    TestLibrary.role(
      2, "mobile-engineer", aliases: ["Mobile Engineer"], kras: ["Builds mobile apps in Swift."]),
  ])

  /// A store with the library and a KRA item for the duties of each JD.
  private static func store(_ jds: [(title: String, duties: [String])]) async throws -> Store {
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    var policy = Policy()
    policy.kraNoveltyThreshold = 1
    let pipeline = JDPipeline(
      store: store, embedder: HashingEmbedder(dimension: 64), policy: policy)
    for (title, duties) in jds {
      let lines = duties.map { "• \($0)\n" }.joined()
      _ = try await pipeline.classify("\(title)\n\nResponsibilities:\n\(lines)")
    }
    return store
  }

  private static func kras(_ store: Store, ofRole index: Int) throws -> [String] {
    try store.loadCatalog().catalog.roles[index].kras
  }

  /// Tells of each statement that the store runs from now on.
  private static func trace(_ store: Store, _ see: @escaping (String) -> Void) {
    store.database.writeWithoutTransaction { db in
      db.trace { event in
        if case .statement(let statement) = event { see(statement.sql) }
      }
    }
  }

  @Test func theKRAsOfARoleAreReadOnceForAllItems() async throws {
    let store = try await Self.store([
      (
        "Backend Engineer",
        ["Arrange flowers for weddings in the morning.", "Deliver the bouquets to hotels."]
      ),
      // The second duty again, in other capitals.
      (
        "Backend Engineer",
        ["Deliver the Bouquets to Hotels.", "Report to the head every evening."]
      ),
      (
        "Mobile Engineer",
        ["Deliver the bouquets to hotels.", "Write plans for the next season."]
      ),
    ])
    let readings = Mutex(0)
    Self.trace(store) { sql in
      if sql.hasPrefix("SELECT text FROM kras") { readings.withLock { $0 += 1 } }
    }
    let outcome = try store.review(
      ReviewDecision(
        .approve(ReviewApproval()), queue: .kras, selection: .all(ReviewFilter())), by: "ann")
    // One reading of each role, whatever the number of items and KRAs.
    #expect(readings.withLock { $0 } == 2)
    #expect(outcome.entries.map { $0.after?.edits.count } == [2, 1, 2])
    #expect(
      try Self.kras(store, ofRole: 0) == [
        "Builds services in Go.", "Arranges flowers for weddings in the morning.",
        "Delivers the bouquets to hotels.", "Reports to the head every evening.",
      ])
    #expect(
      try Self.kras(store, ofRole: 1) == [
        "Builds mobile apps in Swift.", "Delivers the bouquets to hotels.",
        "Writes plans for the next season.",
      ])
    // A new catalog gets the edits again, by the same rule: one of them it has itself by now.
    var release = Self.catalog
    release.roles[0].kras.append("DELIVERS the bouquets to hotels.")
    readings.withLock { $0 = 0 }
    try store.importCatalog(release)
    #expect(readings.withLock { $0 } == 2)
    #expect(
      try Self.kras(store, ofRole: 0) == [
        "Builds services in Go.", "DELIVERS the bouquets to hotels.",
        "Arranges flowers for weddings in the morning.", "Reports to the head every evening.",
      ])
  }

  /// An entry of the log is looked for among those of its run, not among all that came later.
  @Test func whatWasDecidedLaterIsFoundByItsRun() throws {
    let plan = try Store.inMemory().read { db in
      try Row.fetchAll(
        db, sql: "EXPLAIN QUERY PLAN " + ReviewSession.laterBatch,
        arguments: ["run", "kras", 1, 1]
      ).map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("audit_log_by_run (run_id=?") }, "\(plan)")
  }
}
