import GRDB
import Testing

@testable import Pipeline

/// Previews, and decisions that are taken back.
extension ReviewTests {
  @Test func aPreviewIsWhatHappensAndChangesNothing() async throws {
    let file = try TemporaryStore()
    let store = try file.open(Self.catalog)
    try await Self.run(store, title: "Server Engineer", skills: ["Kafka"])
    let before = try Self.state(store)
    let decision = ReviewDecision(
      .approve(ReviewApproval()), queue: .skills, selection: .all(ReviewFilter(status: nil)))
    let preview = try store.review(decision, by: "ann", isPreview: true)
    #expect(try Self.state(store) == before)
    #expect(try store.auditLog(limit: 10).isEmpty)
    let outcome = try store.review(decision, by: "ann")
    #expect(outcome.entries.map(\.after) == preview.entries.map(\.after))
    #expect(outcome.catalogVersion == preview.catalogVersion)
  }

  /// Any sequence of decisions, undone from the last to the first, leaves catalog and queues as
  /// they were.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func undoRestoresEverything(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let store = try Self.store()
    for title in ["Server Engineer", "Backend Engineer", nil, "Gardener"] {
      try await Self.run(store, title: title, skills: ["Kafka", "Go-lang", "Rust"])
    }
    var states = [try Self.state(store)]
    var batches: [Int64] = []
    for _ in 0..<12 {
      let queue = generator.pick(ReviewQueue.allCases)
      guard let item = try store.reviewItems(queue).first else { continue }
      let target = [.skills, .aliases].contains(queue) ? "swift" : "mobile-engineer"
      let kinds: [ReviewDecision.Kind] = [
        .approve(ReviewApproval(domain: "Garden")), .reject(never: false), .merge(into: target),
        .sendBack,
      ]
      guard let outcome = try? Self.review(store, generator.pick(kinds), queue, [item.id]) else {
        continue
      }
      states.append(try Self.state(store))
      batches.append(try #require(outcome.entries.first).batch)
    }
    #expect(!batches.isEmpty, "seed \(seed)")
    while let batch = batches.popLast() {
      states.removeLast()
      _ = try store.undoReview(batch: batch, by: "bob")
      #expect(try Self.state(store) == states.last, "seed \(seed), batch \(batch)")
      #expect(throws: ReviewError.alreadyUndone(batch)) {
        try store.undoReview(batch: batch, by: "bob")
      }
    }
  }

  /// Sent back, then approved: the first call is not taken back from under the second.
  @Test func whatWasDecidedAgainIsUndoneFirst() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer", skills: ["Kafka"])
    let sent = try Self.review(store, .sendBack, .skills, [1]).entries[0].batch
    let approved = try Self.review(store, .approve(ReviewApproval()), .skills, [1])
      .entries[0].batch
    let state = try Self.state(store)
    #expect(throws: ReviewError.decidedSince(.skills, 1, batch: approved)) {
      try store.undoReview(batch: sent, by: "bob")
    }
    #expect(try Self.state(store) == state)
    _ = try store.undoReview(batch: approved, by: "bob")
    _ = try store.undoReview(batch: sent, by: "bob")
    #expect(try store.reviewItems(.skills).map(\.status) == [.pending])
    let skills = try store.loadCatalog().catalog.skills.map(\.slug)
    #expect(!skills.contains("kafka"))
  }

  @Test func whatIsUsedIsNotUndone() async throws {
    let store = try Self.store()
    let policy = Policy()
    #expect(policy.arbiterFloor > 0)
    try store.write { db in
      try db.execute(
        sql: """
          INSERT INTO runs (id, created_at, updated_at, status, jd_text, extract_from_jd, record)
          VALUES ('r', '', '', 'completed', '', '', '')
          """)
      let proposal = RoleProposal(
        title: "Florist", answeredDomain: nil, sentences: ["Arrange flowers."], skills: [],
        ranked: [], library: CatalogLookup(Self.catalog))
      try db.execute(
        sql: """
          INSERT INTO role_queue (run_id, slug, display_name, proposal, status, created_at)
          VALUES ('r', 'florist', 'Florist', ?, 'pending', '')
          """, arguments: [try RecordCoding.text(proposal)])
    }
    #expect(throws: ReviewError.item(.roles, 1, .needsDomain, others: [])) {
      try Self.review(store, .approve(ReviewApproval()), .roles, [1])
    }
    let outcome = try Self.review(
      store, .approve(ReviewApproval(domain: "Garden")), .roles, [1])
    let run = try await Self.run(store, title: "Florist")
    #expect(run.extractFromJD.stage4Decision?.chosenRole?.slug == "florist")
    #expect(throws: ReviewError.self) {
      try store.undoReview(batch: outcome.entries[0].batch, by: "bob")
    }
    // The approved role outlives an import of the catalog it was approved over.
    try store.importCatalog(Self.catalog)
    #expect(try store.loadCatalog().catalog.roles.map(\.slug).contains("florist"))
  }
}
