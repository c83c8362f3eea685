import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline

/// Decisions on the queues: what they change, what they refuse, and that undo takes all of it back.
@Suite struct ReviewTests {
  static let catalog = TestLibrary.catalog(
    roles: [
      TestLibrary.role(
        1, "backend-engineer", aliases: ["Backend Engineer", "Server Engineer"],
        kras: ["Builds services in Go.", "Designs databases."], dimensions: [1]),
      TestLibrary.role(
        2, "mobile-engineer", aliases: ["Mobile Engineer", "Server Engineer"],
        kras: ["Builds mobile apps in Swift."], dimensions: [2]),
    ],
    skills: [
      TestLibrary.skill(1, "Golang", dimensions: [1]),
      TestLibrary.skill(2, "Swift", dimensions: [2]),
    ],
    dimensions: [1, 2])

  /// A reader that finds a title, duties and skills that the library may not know.
  struct Reader: JDReader {
    let name = "test"
    var title: String?
    var skills: [String] = []
    /// Whether it looked its skills up itself, so that they are not compared by similarity.
    var areUnlisted: Bool?

    func parse(_ text: JDText) async throws -> JDReading {
      var reading = try await RuleJDReader().parse(text)
      reading.parsed.role = title
      reading.parsed.roleAliases = []
      return reading
    }

    func extractSkills(
      from text: JDText, reading: JDReading, library: CatalogLookup
    ) async throws -> [ExtractedSkill] {
      skills.map { ExtractedSkill(name: $0, isPrimary: true, isUnlisted: areUnlisted) }
    }
  }

  static let text = """
    Engineer wanted

    Responsibilities:
    • Arrange flowers for weddings in the morning.
    • Deliver the bouquets to churches and hotels.
    """

  static func store() throws -> Store {
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    return store
  }

  /// Decides a JD of the title with the skills and returns the run.
  @discardableResult
  static func run(
    _ store: Store, title: String?, skills: [String] = [], areUnlisted: Bool? = nil
  ) async throws -> StoredRun {
    try await JDPipeline(
      store: store, embedder: HashingEmbedder(dimension: 64),
      reader: Reader(title: title, skills: skills, areUnlisted: areUnlisted)
    ).classify(text)
  }

  /// All that decisions may change, as text.
  static func state(_ store: Store) throws -> String {
    let catalog = try store.loadCatalog().catalog
    let items = try ReviewQueue.allCases.map {
      try store.reviewItems($0, ReviewFilter(status: nil))
    }
    return "\(catalog)\n\(items)"
  }

  static func review(
    _ store: Store, _ kind: ReviewDecision.Kind, _ queue: ReviewQueue, _ ids: [Int64],
    isPreview: Bool = false
  ) throws -> ReviewOutcome {
    try store.review(
      ReviewDecision(kind, queue: queue, selection: .items(ids), reason: "because"), by: "ann",
      isPreview: isPreview)
  }

  @Test func anApprovedSkillIsKnownToTheNextRun() async throws {
    let store = try Self.store()
    let first = try await Self.run(store, title: "Backend Engineer", skills: ["Kafka Streams"])
    try await Self.run(store, title: "Backend Engineer", skills: ["kafka  streams"])
    #expect(first.extractDetails?.skillsDetail.first?.sourceTag != "db")
    let before = try store.catalogVersion()
    let outcome = try Self.review(
      store, .approve(ReviewApproval(dimensions: ["dimension-1"])), .skills, [1])
    // The second run queued the same text in another spelling: settled with the first.
    #expect(outcome.entries.map(\.itemID) == [1, 2])
    #expect(outcome.catalogVersion == before + 1)
    #expect(try store.reviewItems(.skills).isEmpty)
    let later = try await Self.run(store, title: "Backend Engineer", skills: ["Kafka Streams"])
    #expect(later.extractDetails?.skillsDetail.first?.sourceTag == "db")
    #expect(try store.reviewItems(.skills).isEmpty)
    let skill = try #require(
      store.loadCatalog().catalog.skills.first { $0.slug == "kafka-streams" })
    #expect(skill.dimensionIDs == [1])
    #expect(skill.aliases.map(\.type) == ["CANONICAL"])
  }

  @Test func aMergedSkillBecomesAnAlias() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer", skills: ["Go language"])
    _ = try Self.review(store, .merge(into: "golang"), .skills, [1])
    let later = try await Self.run(store, title: "Backend Engineer", skills: ["Go language"])
    #expect(later.extractDetails?.skillsDetail.first?.canonical?.slug == "golang")
    #expect(later.extractDetails?.skillsDetail.first?.matchedVia == "alias")
  }

  @Test func anApprovedKRAIsScoredFromTheNextRun() async throws {
    let store = try Self.store()
    let run = try await Self.run(store, title: "Backend Engineer")
    let similarity = try #require(
      run.extractFromJD.stage5Updates?.newKRAAttached?.bestKRASimilarity)
    _ = try Self.review(store, .approve(ReviewApproval()), .kras, [1])
    let role = try #require(store.loadCatalog().catalog.roles.first)
    #expect(
      role.kras.suffix(2) == [
        "Arranges flowers for weddings in the morning.",
        "Delivers the bouquets to churches and hotels.",
      ])
    let later = try await Self.run(store, title: "Backend Engineer")
    let pair = try #require(later.record.chosenRolePairs.first)
    #expect(pair.similarity > similarity)
    #expect(role.kras.suffix(2).contains(pair.kraText))
  }

  @Test func givenKRAsReplaceTheDrafts() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer")
    _ = try Self.review(
      store, .approve(ReviewApproval(kras: ["Sells flowers."])), .kras, [1])
    #expect(try store.loadCatalog().catalog.roles[0].kras.last == "Sells flowers.")
    #expect(throws: ReviewError.alreadyDecided(.kras, 1, .approved)) {
      try Self.review(store, .approve(ReviewApproval()), .kras, [1])
    }
  }

  @Test func aSettledCollisionMeansOneRole() async throws {
    let store = try Self.store()
    let first = try await Self.run(store, title: "Server Engineer")
    #expect(first.extractFromJD.stage4Decision?.decisionCase == .d)
    let unknown = ReviewError.unknownTarget("florist", kind: "role")
    #expect(throws: ReviewError.item(.collisions, 1, unknown, others: [])) {
      try Self.review(store, .merge(into: "florist"), .collisions, [1])
    }
    _ = try Self.review(store, .merge(into: "mobile-engineer"), .collisions, [1])
    let later = try await Self.run(store, title: "Server Engineer")
    #expect(later.extractFromJD.stage4Decision?.decisionCase == .a)
    #expect(later.extractFromJD.stage4Decision?.chosenRole?.slug == "mobile-engineer")
    _ = try store.undoReview(batch: 1, by: "bob")
    let last = try await Self.run(store, title: "Server Engineer")
    #expect(last.extractFromJD.stage4Decision?.decisionCase == .d)
  }

  /// JDs without a title have no name in common.
  @Test func untitledRolesAreDecidedOneByOne() async throws {
    let store = try Self.store()
    for duty in ["Trim the hedges of the park.", "Drive the forklift of the hall."] {
      _ = try await JDPipeline(
        store: store, embedder: HashingEmbedder(dimension: 64), reader: Reader(title: nil)
      ).classify("Responsibilities:\n• \(duty)\n• Report to the head every evening.\n")
    }
    #expect(throws: ReviewError.item(.roles, 1, .needsName, others: [])) {
      try Self.review(store, .approve(ReviewApproval(domain: "Garden")), .roles, [1])
    }
    let approval = ReviewApproval(kras: ["Trims hedges."], name: "Gardener", domain: "Garden")
    _ = try Self.review(store, .approve(approval), .roles, [1])
    #expect(try store.reviewItems(.roles).map(\.id) == [2])
    #expect(try store.loadCatalog().catalog.roles.last?.aliases == ["Gardener"])
    let outcome = try Self.review(store, .merge(into: "gardener"), .roles, [2])
    #expect(outcome.entries.allSatisfy { $0.after?.edits.isEmpty ?? true })
    #expect(try store.loadCatalog().catalog.roles.last?.aliases == ["Gardener"])
  }

  /// SQLite's text functions end at a zero: a name with one would be half a name.
  @Test func textsWithAZeroAreRefused() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Bloom Artist", skills: ["Kafka"])
    let before = try Self.state(store)
    let name = ReviewError.zeroCharacter(what: "the name")
    for queue in [ReviewQueue.skills, .roles] {
      #expect(throws: ReviewError.item(queue, 1, name, others: [])) {
        try Self.review(
          store,
          .approve(ReviewApproval(name: "\0Evil", domain: queue == .roles ? "Garden" : nil)),
          queue, [1])
      }
    }
    #expect(throws: ReviewError.zeroCharacter(what: "the reason")) {
      try store.review(
        ReviewDecision(.sendBack, queue: .skills, selection: .items([1]), reason: "a\0b"), by: "ann"
      )
    }
    for filter in [ReviewFilter(search: "\0"), ReviewFilter(target: "\0"), .init(runID: "\0")] {
      #expect(try store.reviewItems(.skills, filter).isEmpty)
    }
    #expect(try store.history(RunFilter(search: "\0Bloom"), limit: 9).runs.isEmpty)
    #expect(try Self.state(store) == before)
  }

  @Test func aRenamedRoleKeepsTheTitleThatProposedIt() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Bloom Artist")
    for (name, domain) in [("!!!", "Garden"), ("Florist", " ")] {
      #expect(throws: ReviewError.self) {
        try Self.review(
          store, .approve(ReviewApproval(name: name, domain: domain)), .roles, [1])
      }
    }
    _ = try Self.review(
      store, .approve(ReviewApproval(name: "Florist", domain: "Garden")), .roles, [1])
    let later = try await Self.run(store, title: "Bloom Artist")
    #expect(later.extractFromJD.stage4Decision?.chosenRole?.slug == "florist")
    #expect(later.extractFromJD.stage4Decision?.decisionCase == .a)
  }

  /// A title that its roles have in another form is settled, too.
  @Test func aSettledCollisionOfADerivedTitleMeansOneRole() async throws {
    let store = try Self.store()
    try await store.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO runs (id, created_at, updated_at, status, jd_text, extract_from_jd, record)
            VALUES ('r', 'now', 'now', 'extracted', '', '{}', '{}');
          INSERT INTO collision_log (run_id, title, role_ids, chosen_role_id, status, created_at)
            VALUES ('r', 'Senior Server Engineer', '[1, 2]', 1, 'pending', 'now')
          """)
    }
    let outcome = try Self.review(store, .merge(into: "mobile-engineer"), .collisions, [1])
    #expect(
      outcome.entries.first?.after?.edits.map(\.text) == [
        "\"senior server engineer\" is never role 1"
      ])
  }

  /// "LESS" is no "Less" where that counts only as it stands; merged, it does as well.
  @Test func anotherSpellingOfACaseSensitiveNameIsMerged() async throws {
    var catalog = Self.catalog
    catalog.skills[1].aliases[0].matchStrategy = SkillAlias.caseSensitive
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    try await Self.run(
      store, title: "Backend Engineer", skills: ["SWIFT"], areUnlisted: true)
    let taken = ReviewError.slugTaken(kind: "skill", slug: "swift")
    #expect(throws: ReviewError.item(.skills, 1, taken, others: [])) {
      try Self.review(store, .approve(ReviewApproval()), .skills, [1])
    }
    let outcome = try Self.review(store, .merge(into: "swift"), .skills, [1])
    #expect(outcome.entries.first?.after?.edits.count == 1)
    let later = try await Self.run(
      store, title: "Backend Engineer", skills: ["SWIFT", "swift"], areUnlisted: true)
    #expect(later.extractDetails?.skillsDetail.map { $0.canonical?.slug } == ["swift", nil])
  }

  @Test func aDecisionBetweenTheStepsLeavesTheRunWhole() async throws {
    let store = try Self.store()
    let pipeline = JDPipeline(
      store: store, embedder: HashingEmbedder(dimension: 64),
      reader: Reader(title: "Backend Engineer", skills: ["Golang"]))
    let id = UUID().uuidString.lowercased()
    _ = try await pipeline.extractFromJD(Self.text, runID: id)
    _ = try store.exclude("golang", from: .skill("golang"), by: "ann", reason: nil)
    _ = try await pipeline.extractDetails(runID: id)
    _ = try await pipeline.finalRoleOutput(runID: id)
    let stored = try #require(try store.run(id))
    #expect(stored.extractDetails?.skillsDetail.first?.canonical?.slug == "golang")
    let bundle = try await RunExport(store: store, embedder: HashingEmbedder(dimension: 64))
      .bundle(ofRun: id)
    #expect(try await Replay.differences(in: bundle) == [])
  }

  @Test func whatNoLibraryNeedsIsRefused() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer", skills: ["Kafka"])
    let long = String(repeating: "a", count: 10_001)
    let many = (0...500).map { "Bakes loaf number \($0)." }
    let cases: [(ReviewQueue, ReviewApproval, ReviewError)] = [
      (.skills, ReviewApproval(name: long), .tooLong(what: "the name", limit: 10_000)),
      (.kras, ReviewApproval(kras: ["Bakes.", long]), .tooLong(what: "a KRA", limit: 10_000)),
      (.kras, ReviewApproval(kras: many), .tooMany(what: "KRAs", limit: 500)),
      (.skills, ReviewApproval(dimensions: many), .tooMany(what: "dimensions", limit: 500)),
    ]
    for (queue, approval, error) in cases {
      #expect(throws: error) { try Self.review(store, .approve(approval), queue, [1]) }
    }
    #expect(throws: ReviewError.tooLong(what: "the text", limit: 10_000)) {
      try store.exclude(long, from: .anySkill, by: "ann", reason: nil)
    }
    #expect(throws: ReviewError.tooLong(what: "the reason", limit: 10_000)) {
      try store.exclude("Kafka", from: .anySkill, by: "ann", reason: long)
    }
    let kras = ReviewApproval(kras: Array(many.dropLast()))
    #expect(try Self.review(store, .approve(kras), .kras, [1]).entries.count == 1)
  }

  @Test func anItemThatIsGivenTwiceIsOne() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer", skills: ["Kafka"])
    let empty = ReviewError.emptyText(what: "the slug of \"!!!\"")
    #expect(throws: ReviewError.item(.skills, 1, empty, others: [])) {
      try Self.review(store, .approve(ReviewApproval(name: "!!!")), .skills, [1, 1, 1])
    }
    #expect(try Self.review(store, .reject(never: false), .skills, [1, 1]).entries.count == 1)
  }

  @Test func anImportThatGivesAwayAnApprovedIDIsRefused() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer", skills: ["Kafka"])
    _ = try Self.review(store, .approve(ReviewApproval()), .skills, [1])
    var other = Self.catalog
    other.skills.append(TestLibrary.skill(3, "Terraform"))
    let before = try Self.state(store)
    #expect(throws: ReviewError.idTaken(kind: "skill", id: 3, slug: "kafka")) {
      try store.importCatalog(other)
    }
    #expect(try Self.state(store) == before)
  }

  /// One call says of all of its items which cannot be decided so.
  @Test func bulkNamesAllThatStandInItsWay() async throws {
    let store = try Self.store()
    try await Self.run(
      store, title: "Backend Engineer", skills: ["Kafka", "Terraform", "Ansible"])
    var release = Self.catalog
    release.skills += [TestLibrary.skill(3, "Kafka"), TestLibrary.skill(4, "Ansible")]
    try store.importCatalog(release)
    let before = try Self.state(store)
    let taken = ReviewError.textTaken("Kafka", slug: "kafka")
    #expect(throws: ReviewError.item(.skills, 1, taken, others: [3])) {
      try Self.review(store, .approve(ReviewApproval()), .skills, [1, 2, 3])
    }
    #expect(try Self.state(store) == before)
  }

  @Test func bulkIsAllOrNothing() async throws {
    let store = try Self.store()
    for title in ["Backend Engineer", "Mobile Engineer"] {
      try await Self.run(store, title: title, skills: ["Kafka"])
    }
    let before = try Self.state(store)
    #expect(throws: ReviewError.unknownItem(.kras, 99)) {
      try Self.review(store, .reject(never: false), .kras, [1, 99])
    }
    #expect(try Self.state(store) == before)
    let outcome = try store.review(
      ReviewDecision(
        .reject(never: false), queue: .kras,
        selection: .all(ReviewFilter(search: "FLOWERS", target: "mobile-engineer"))), by: "ann")
    #expect(outcome.entries.map(\.itemID) == [2])
    #expect(throws: ReviewError.noneSelected(.kras)) {
      try store.review(
        ReviewDecision(
          .reject(never: false), queue: .kras, selection: .all(ReviewFilter(search: "zebra"))),
        by: "ann")
    }
  }

  @Test func theLogCannotBeChanged() async throws {
    let store = try Self.store()
    try await Self.run(store, title: "Backend Engineer")
    _ = try Self.review(store, .sendBack, .kras, [1])
    let entry = try #require(store.auditLog(limit: 1).first)
    #expect(entry.actor == "ann")
    #expect(entry.reason == "because")
    #expect(entry.before?.status == .pending)
    #expect(entry.after?.status == .sentBack)
    for sql in [
      "DELETE FROM audit_log", "UPDATE audit_log SET actor = 'eve'",
      "UPDATE audit_log SET subject = 'x'",
    ] {
      #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: sql) } }
    }
    // What a forgotten run takes with it may go.
    try store.write {
      try $0.execute(
        sql: "UPDATE audit_log SET subject = NULL, reason = NULL, before = NULL, after = NULL")
    }
    #expect(try store.auditLog(limit: 1).first?.subject == nil)
  }
}
