import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline

/// What reviewers made of a run's queue rows, and took back before or after the run was forgotten.
@Suite struct ForgottenEditsTests {
  private static let run = "r"

  /// Words that stand in nothing but what the run left, as they are and as compiled names have them.
  private static let words = ["Quokka", "quokka"]

  /// A run with a row in each queue whose text can come into the library.
  private func open(in folder: TemporaryStore) throws -> Store {
    let store = try folder.open(LearningLibrary.catalog)
    try addRun(Self.run, "Quokka", to: store)
    return store
  }

  private func addRun(_ run: String, _ word: String, to store: Store) throws {
    let proposal = RoleProposal(
      title: "\(word) Keeper", answeredDomain: nil, sentences: ["Feed every \(word)."], skills: [],
      ranked: [], library: CatalogLookup(LearningLibrary.catalog))
    try store.write { db in
      try db.execute(
        sql: """
          INSERT INTO runs (id, created_at, updated_at, status, jd_text, extract_from_jd, record)
          VALUES (?, '', '', 'completed', ?, '{}', '{}')
          """, arguments: [run, "About a \(word)."])
      try db.execute(
        sql: """
          INSERT INTO kra_queue (run_id, role_id, text, best_similarity, status, created_at)
          VALUES (?, 1, ?, 0.1, 'pending', '')
          """, arguments: [run, "Count each \(word) at night."])
      try db.execute(
        sql: """
          INSERT INTO skill_queue (run_id, role_id, skill_name, is_primary, status, created_at)
          VALUES (?, 1, ?, 1, 'pending', '')
          """, arguments: [run, "\(word) Script"])
      try db.execute(
        sql: """
          INSERT INTO role_queue (run_id, slug, display_name, proposal, status, created_at)
          VALUES (?, ?, ?, ?, 'pending', '')
          """,
        arguments: [
          run, proposal.slug, proposal.displayName, try RecordCoding.text(proposal),
        ])
      try db.execute(
        sql: """
          INSERT INTO alias_queue (run_id, skill_id, text, matched_via, status, created_at)
          VALUES (?, 1, ?, 'similarity', 'pending', '')
          """, arguments: [run, "\(word)lang"])
      try db.execute(
        sql: """
          INSERT INTO collision_log (run_id, title, role_ids, chosen_role_id, status, created_at)
          VALUES (?, ?, '[1, 2]', 1, 'pending', '')
          """, arguments: [run, "Senior \(word) Engineer"])
    }
  }

  /// Takes everything of a run into the library; the batches, in their order.
  private func approve(_ run: String, in store: Store) throws -> [Int64] {
    func decide(_ kind: ReviewDecision.Kind, _ queue: ReviewQueue) throws -> Int64 {
      let item = try #require(
        try store.reviewItems(queue, ReviewFilter(runID: run)).first)
      let outcome = try store.review(
        ReviewDecision(kind, queue: queue, selection: .items([item.id])), by: "ann")
      return try #require(outcome.entries.first).batch
    }
    return [
      try decide(.approve(ReviewApproval()), .kras),
      try decide(.approve(ReviewApproval()), .skills),
      try decide(.approve(ReviewApproval(domain: "Zoo")), .roles),
      try decide(.approve(ReviewApproval()), .aliases),
      // The title is excluded from the other role.
      try decide(.merge(into: "backend-engineer"), .collisions),
    ]
  }

  private func undo(_ batches: [Int64], in store: Store) throws {
    for batch in batches.reversed() { _ = try store.undoReview(batch: batch, by: "bob") }
  }

  private func freeIDs(_ store: Store) throws -> [Int] {
    try store.read { db in
      try CatalogNumbering.Kind.allCases.map { try Store.freeID(of: $0, db) }
    }
  }

  private func editCount(_ store: Store) throws -> Int {
    try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM catalog_edits") ?? 0 }
  }

  /// Compiles the library as it is now, with everything that is kept of it.
  private func compile(_ store: Store) async throws -> Int {
    let pipeline = LearningLibrary.pipeline(store)
    try await pipeline.prepare()
    return try store.catalogVersion()
  }

  @Test func whatWasTakenBackGoesWithTheRun() async throws {
    let folder = try TemporaryStore()
    let store = try open(in: folder)
    let first = try await compile(store)
    let batches = try approve(Self.run, in: store)
    let catalog = try store.loadCatalog().catalog
    #expect(catalog.roles.count == 4 && catalog.skills.count == 4)
    #expect(catalog.exclusions.count == 1)
    let second = try await compile(store)
    // Two versions more, each without some of it.
    try undo([batches[3], batches[0]], in: store)
    let third = try await compile(store)
    try undo([batches[1], batches[2], batches[4]], in: store)
    #expect(try folder.found(Self.words) == Self.words)
    let ids = try freeIDs(store)
    try store.forget([Self.run])
    #expect(try folder.found(Self.words) == [])
    #expect(try editCount(store) == 0)
    // Nobody else gets the ids that the new role, skill and aliases had.
    #expect(try freeIDs(store) == ids)
    #expect(ids[0] == 5 && ids[1] == 5)
    // Versions are kept, without what was taken back.
    let before = try store.snapshot(ofVersion: first).catalog()
    for version in [second, third] {
      #expect(try store.snapshot(ofVersion: version).catalog() == before, "version \(version)")
    }
    #expect(try store.loadCatalog().catalog == LearningLibrary.catalog)
    #expect(try store.verify().isEmpty)
    // It is decided as before, and forgotten again without harm.
    try await LearningLibrary.classify(0..<1, in: store)
    try store.forget([Self.run])
    #expect(try freeIDs(store) == ids)
  }

  @Test func whatIsTakenBackLaterGoesThen() async throws {
    let folder = try TemporaryStore()
    let store = try open(in: folder)
    let batches = try approve(Self.run, in: store)
    _ = try await compile(store)
    try store.forget([Self.run])
    // What a reviewer put into the library is the library's.
    #expect(try store.loadCatalog().catalog.roles.count == 4)
    #expect(try folder.found(Self.words) == Self.words)
    let ids = try freeIDs(store)
    let version = try store.catalogVersion()
    let preview = try store.undoReview(
      batch: try #require(batches.last), by: "bob", isPreview: true)
    #expect(preview.entries.first?.before?.edits.count == 1)
    #expect(try store.catalogVersion() == version && editCount(store) == 5)
    try undo(batches, in: store)
    #expect(try store.catalogVersion() == version + batches.count)
    #expect(try folder.found(Self.words) == [])
    #expect(try editCount(store) == 0 && freeIDs(store) == ids)
    #expect(try store.loadCatalog().catalog == LearningLibrary.catalog)
    let log = try store.auditLog(limit: 100)
    #expect(log.count == 10)
    for entry in log {
      #expect(entry.subject == nil && entry.before == nil && entry.after == nil)
    }
  }

  @Test func whatTheLibraryHasAllTheSameStays() async throws {
    let folder = try TemporaryStore()
    let store = try open(in: folder)
    let item = try #require(try store.reviewItems(.kras).first)
    let text = "Feeds the animals."
    let outcome = try store.review(
      ReviewDecision(
        .approve(ReviewApproval(kras: [text])), queue: .kras, selection: .items([item.id])),
      by: "ann")
    let version = try await compile(store)
    // A newer catalog brings the text itself.
    var catalog = LearningLibrary.catalog
    catalog.roles[0].kras.append(text)
    try store.importCatalog(catalog)
    try undo([outcome.entries[0].batch], in: store)
    try store.forget([Self.run])
    #expect(try store.loadCatalog().catalog.roles.first?.kras.last == text)
    let kept = try store.snapshot(ofVersion: version).catalog()
    #expect(kept.roles.first?.kras.contains(text) == true)
    let vectors = try store.catalogVectors(
      of: [text], model: LearningLibrary.embedder.identifier)
    #expect(vectors.count == 1)
    #expect(try editCount(store) == 0)
  }

  @Test func theEditsOfOtherRunsStay() async throws {
    let folder = try TemporaryStore()
    let store = try open(in: folder)
    try addRun("s", "Numbat", to: store)
    let batches = try approve("s", in: store)
    try undo(try approve(Self.run, in: store), in: store)
    _ = try await compile(store)
    let catalog = try store.loadCatalog().catalog
    #expect(catalog.roles.count == 4 && catalog.skills.count == 4)
    try store.forget([Self.run])
    #expect(try folder.found(Self.words) == [])
    #expect(try store.loadCatalog().catalog == catalog)
    #expect(try editCount(store) == 5)
    // Undone, but of a run that is not forgotten: the log and the edits keep what was there.
    try undo(batches, in: store)
    #expect(try editCount(store) == 5)
    #expect(try folder.found(["Numbat Keeper"]) == ["Numbat Keeper"])
  }
}
