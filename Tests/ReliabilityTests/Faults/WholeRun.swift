import Foundation

@testable import Pipeline

/// The work that faults are put into: a run through its three steps, two reviews, a backup, an
/// export, and forgetting an earlier run.
struct WholeRun {
  /// The steps, each of which the store has done wholly or not at all.
  enum Step: Int, CaseIterable, Comparable {
    case extractFromJD = 1
    case extractDetails, finalRoleOutput, approval, merge, backup, export, forget

    static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }
  }

  let folder: String
  var store: String { folder + "/store.db" }
  var backup: String { folder + "/backup.db" }
  var export: String { folder + "/export.jsonl" }

  static let runID = "11111111-1111-5111-8111-111111111111"
  static let earlierRunID = "00000000-0000-5000-8000-000000000000"

  private static func role(_ id: Int, _ slug: String, _ aliases: [String], _ kras: [String]) -> Role
  {
    Role(
      id: id, slug: slug, displayName: slug, archetype: "Does \(slug).", domain: "Software",
      aliases: aliases, kras: kras, dimensionIDs: [id])
  }

  private static func skill(_ id: Int, _ name: String, _ dimensions: [Int]) -> Skill {
    Skill(
      id: id, slug: Slug.make(from: name), displayName: name, categoryID: 1, subCategoryID: 2,
      nature: "TOOL", volatility: "STABLE", typicalLifespan: "EVERGREEN",
      aliases: [
        SkillAlias(
          id: id * 100, text: name, type: "CANONICAL", isPrimary: true,
          matchStrategy: SkillAlias.caseInsensitive)
      ], dimensionIDs: dimensions)
  }

  static let catalog = Catalog(
    information: CatalogInformation(name: "test", release: "1", licence: "none"),
    roles: [
      role(
        1, "backend-engineer", ["Backend Engineer", "Server Engineer"],
        ["Builds services in Go.", "Designs databases."]),
      role(
        2, "mobile-engineer", ["Mobile Engineer", "Server Engineer"],
        ["Builds mobile apps in Swift."]),
    ],
    skills: [skill(1, "Golang", [1]), skill(2, "Swift", [2]), skill(3, "Kafka", [1, 2])],
    dimensions: (1...2).map {
      CatalogDimension(
        id: $0, slug: "dimension-\($0)", displayName: "Dimension \($0)", rationale: "Why.",
        difficultyHint: "well_known")
    })

  /// A title of two roles, duties that are new: a centroid, a collision and a KRA wait for people.
  static let text = """
    Server Engineer

    Responsibilities:
    • Build payment services in Golang.
    • Design databases for the ledger.
    • Operate Kafka in production.

    Requirements:
    • 3+ years of experience with Golang
    """

  static let earlierText = """
    Mobile Engineer

    Responsibilities:
    • Build mobile apps in Swift for travellers.
    • Release the apps every second week.
    """

  private static let policy: Policy = {
    var policy = Policy()
    policy.kraNoveltyThreshold = 1
    return policy
  }()

  static func pipeline(_ store: Store) -> JDPipeline {
    JDPipeline(store: store, embedder: HashingEmbedder(dimension: 32), policy: policy)
  }

  /// Makes the store that the work begins on: the library and an earlier run.
  func prepare() async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let store = try Store(path: store)
    try store.importFirstCatalog(Self.catalog)
    _ = try await Self.pipeline(store).classify(Self.earlierText, runID: Self.earlierRunID)
  }

  /// Does the work, from its start or from wherever the store is; what is done is done once.
  ///
  /// - Parameter done: told of each step that has returned.
  func perform(_ done: (Step, Store) throws -> Void = { _, _ in }) async throws {
    let store = try Store(path: store)
    let pipeline = Self.pipeline(store)
    _ = try await pipeline.extractFromJD(Self.text, runID: Self.runID)
    try done(.extractFromJD, store)
    _ = try await pipeline.extractDetails(runID: Self.runID)
    try done(.extractDetails, store)
    _ = try await pipeline.finalRoleOutput(runID: Self.runID)
    try done(.finalRoleOutput, store)
    try Self.review(.kras, .approve(ReviewApproval()), in: store)
    try done(.approval, store)
    try Self.review(.collisions, .merge(into: "backend-engineer"), in: store)
    try done(.merge, store)
    try store.backup(to: backup, replacing: true)
    try done(.backup, store)
    try store.export(to: export, replacing: true)
    try done(.export, store)
    try store.forget([Self.earlierRunID])
    try done(.forget, store)
  }

  /// Decides what is open in a queue; nothing where that is done.
  private static func review(
    _ queue: ReviewQueue, _ kind: ReviewDecision.Kind, in store: Store
  ) throws {
    guard try !store.reviewItems(queue).isEmpty else { return }
    let decision = ReviewDecision(kind, queue: queue, selection: .all(ReviewFilter()))
    _ = try store.review(decision, by: "reviewer")
  }

  /// What the store holds before the work and after each of its steps, by a run without a fault.
  static func legalStates(in folder: String) async throws -> [String] {
    let work = WholeRun(folder: folder)
    try await work.prepare()
    var states = [try StoreDump.text(of: Store(path: work.store))]
    try await work.perform { _, store in states.append(try StoreDump.text(of: store)) }
    return states
  }
}
