import GRDB
import SimCore
import Synchronization
import Testing

@testable import Catalogs
@testable import Pipeline

@Suite struct ReleaseImportTests {
  private static func release(
    _ version: String, _ roles: [(code: String, name: String, kras: [String])],
    skills: [String] = ["Python"]
  ) -> CatalogRelease {
    CatalogRelease(
      source: "test",
      information: CatalogInformation(name: "Test", release: version, licence: "free"),
      dimensions: [.init(code: "d", displayName: "Languages", rationale: "They are.")],
      category: .init(code: "c", name: "All", parts: [.init(code: "p", name: "Part")]),
      roles: roles.map {
        .init(
          code: $0.code, displayName: $0.name, archetype: "A.", domain: "D", aliases: [$0.name],
          kras: $0.kras, dimensionCodes: ["d"])
      },
      skills: skills.map {
        .init(
          code: $0, displayName: $0, partCode: "p", nature: "TOOL",
          aliases: [.init(text: $0, isCaseSensitive: false)], dimensionCodes: ["d"])
      })
  }

  private static let first = release(
    "1", [("a", "Baker", ["Bakes."]), ("b", "Cook", ["Cooks."])], skills: ["Python", "Go"])
  private static let second = release(
    "2", [("c", "Waiter", ["Serves."]), ("b", "Chef Cook", ["Cooks.", "Leads."])])

  private static func ids(_ store: Store) throws -> [String: Int] {
    let catalog = try store.loadCatalog().catalog
    return Dictionary(uniqueKeysWithValues: catalog.roles.map { ($0.displayName, $0.id) })
  }

  @Test func idsStayAndAreNeverGivenAgain() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    #expect(try store.importRelease(Self.first).version == 1)
    #expect(try Self.ids(store) == ["Baker": 1, "Cook": 2])
    let change = try store.importRelease(Self.second)
    #expect(change.version == 2)
    #expect(try Self.ids(store) == ["Chef Cook": 2, "Waiter": 3])
    // The slug stays that of the first import.
    #expect(try store.loadCatalog().catalog.roles.map(\.slug) == ["cook", "waiter"])
    #expect(change.diff.roles.added.map(\.id) == [3])
    #expect(
      change.diff.roles.changed.map(\.changes) == [
        ["another name", "1 KRA added", "1 alias added", "1 alias removed"]
      ])
    #expect(change.diff.roles.retired.map(\.slug) == ["baker"])
    #expect(change.diff.skills.retired.map(\.slug) == ["go"])
    #expect(try store.retiredCount(.role) == 1)
    #expect(try store.retiredCount(.skill) == 1)
    // What comes back has its own id again; what is new then gets another one.
    let third = Self.release(
      "3", [("a", "Baker", ["Bakes."]), ("e", "Baker", ["Bakes bread."])], skills: ["Rust", "Go"])
    _ = try store.importRelease(third)
    let catalog = try store.loadCatalog().catalog
    #expect(catalog.roles.map(\.id) == [1, 4])
    #expect(catalog.roles.map(\.slug) == ["baker", "baker-e"])
    #expect(catalog.skills.map(\.displayName) == ["Go", "Rust"])
    #expect(catalog.skills.map(\.id) == [2, 3])
    #expect(try store.retiredCount(.role) == 2)
  }

  @Test func theSameReleaseChangesNothing() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    let again = try store.importRelease(Self.first)
    #expect(again.diff.isEmpty)
    #expect(again.version == 1)
    #expect(try store.catalogVersion() == 1)
  }

  @Test func aPreviewIsTheImportAndChangesNothing() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    let ofNothing = try Store.previewOfNewStore(Self.first)
    #expect(try store.importRelease(Self.first).diff == ofNothing.diff)
    let before = try store.loadCatalog().catalog
    let planned = try store.previewRelease(Self.second)
    #expect(try store.loadCatalog().catalog == before)
    #expect(try store.catalogVersion() == 1)
    #expect(try store.importRelease(Self.second).diff == planned.diff)
  }

  /// Over another catalog, and under one: no id of either means an entry of the other.
  @Test func otherCatalogsKeepTheirIDs() throws {
    let own = TestLibrary.catalog(roles: [TestLibrary.role(7, "smith", aliases: ["Smith"])])
    let folder = try TemporaryStore()
    let store = try folder.open(own)
    let change = try store.importRelease(Self.first)
    #expect(change.diff.roles.retired.map(\.id) == [7])
    #expect(try Self.ids(store) == ["Baker": 8, "Cook": 9])
    try store.importCatalog(own)
    #expect(try store.retiredCount(.role) == 2)
    _ = try store.importRelease(Self.first)
    #expect(try Self.ids(store) == ["Baker": 8, "Cook": 9])
    #expect(try store.retiredCount(.role) == 0)
  }

  @Test func aBadReleaseChangesNothing() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    var bad = Self.second
    var other = bad.skills[0]
    other.code = "other"
    other.displayName = "Other"
    bad.skills.append(other)
    #expect(throws: CatalogError.self) { try store.importRelease(bad) }
    #expect(try Self.ids(store) == ["Baker": 1, "Cook": 2])
    #expect(try store.catalogVersion() == 1)
  }

  @Test func licenceAndVersionAreStored() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    let statistics = CatalogStatistics(try store.loadCatalog().catalog)
    #expect(statistics.text.hasPrefix("Test 1, free\n2 roles in 1 domains, 2 KRAs"))
  }

  @Test func anOwnCatalogDoesNotTakeTheIDsOfARelease() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    let own = TestLibrary.catalog(roles: [TestLibrary.role(2, "smith", aliases: ["Smith"])])
    #expect(
      throws: CatalogError.idTaken(kind: "role", id: 2, slug: "smith", owner: "cook")
    ) { try store.importCatalog(own) }
    #expect(try store.catalogVersion() == 1)
    // Its own library, written and read again, may come back.
    try store.importCatalog(store.loadCatalog().catalog)
    #expect(try Self.ids(store) == ["Baker": 1, "Cook": 2])
  }

  @Test func idsOfACatalogThatIsGoneAreNotGivenAgain() throws {
    let folder = try TemporaryStore()
    let store = try folder.open(
      TestLibrary.catalog(
        roles: [TestLibrary.role(7, "smith", aliases: ["Smith"])],
        skills: [TestLibrary.skill(40, "Forging")]))
    // Another library, in which neither is.
    try store.importCatalog(
      TestLibrary.catalog(roles: [TestLibrary.role(3, "tailor", aliases: ["Tailor"])]))
    _ = try store.importRelease(Self.first)
    #expect(try Self.ids(store) == ["Baker": 8, "Cook": 9])
    #expect(try store.loadCatalog().catalog.skills.map(\.id) == [41, 42])
  }

  @Test func aFurtherPartChangesNoSkillThatIsNotInIt() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    var larger = Self.first
    larger.category?.parts.append(.init(code: "q", name: "Other part"))
    larger.skills.append(
      .init(
        code: "Rust", displayName: "Rust", partCode: "q", nature: "TOOL",
        aliases: [.init(text: "Rust", isCaseSensitive: false)], dimensionCodes: ["d"]))
    let diff = try store.previewRelease(larger).diff
    #expect(diff.skills.added.map(\.slug) == ["rust"] && diff.skills.changed.isEmpty)
    larger.category?.parts[0].name = "Renamed"
    #expect(
      try store.previewRelease(larger).diff.skills.changed.map(\.changes)
        == [["another kind"], ["another kind"]])
  }

  /// Other codes of the same groups: nothing is retired, and the way back is the same.
  @Test func groupsKeepTheirIDsUnderOtherCodes() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    var later = Self.second
    later.roles = Self.first.roles
    later.skills = Self.first.skills
    later.dimensions[0].code = "5.A"
    later.dimensions.append(.init(code: "5.B", displayName: "Tools", rationale: "They are."))
    later.category?.parts[0].code = "5.A"
    for index in later.roles.indices { later.roles[index].dimensionCodes = ["5.A"] }
    for index in later.skills.indices {
      later.skills[index].dimensionCodes = ["5.A"]
      later.skills[index].partCode = "5.A"
    }
    let planned = try store.previewRelease(later).diff
    #expect(planned.dimensions.added.map(\.id) == [2] && planned.dimensions.retired.isEmpty)
    #expect(planned.roles.changed.isEmpty && planned.skills.changed.isEmpty)
    #expect(try store.importRelease(later).diff == planned)
    #expect(try store.importRelease(later).diff.isEmpty)
    #expect(try store.loadCatalog().catalog.dimensions.map(\.slug) == ["languages", "tools"])
    let back = try store.importRelease(Self.first).diff
    #expect(back.dimensions.retired.map(\.id) == [2] && back.dimensions.added.isEmpty)
    #expect(back.roles.changed.isEmpty && back.skills.changed.isEmpty)
    #expect(try store.retiredCount(.dimension) == 1)
    #expect(try store.retiredCount(.part) == 0)
  }

  /// Replaces the library and holds the write lock; `commit` ends both.
  private static func replace(by catalog: Catalog, _ holder: DatabaseQueue) throws {
    try holder.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      _ = try Store.replaceCatalog(catalog, db)
    }
  }

  private static func commit(_ holder: DatabaseQueue) throws {
    try holder.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
  }

  /// Another process imports, and is done when this one asks for the lock: what this one read
  /// before that is old.
  @Test func aReleaseIsComparedWithTheLibraryThatItReplaces() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let holder = try DatabaseQueue(path: folder.path, configuration: configuration)
    try Self.replace(
      by: TestLibrary.catalog(roles: [TestLibrary.role(7, "smith", aliases: ["Smith"])]), holder)
    let beginnings = Mutex(0)
    store.database.writeWithoutTransaction { db in
      // Statements are told of before they run.
      db.trace { event in
        guard case .statement(let statement) = event,
          statement.sql.hasPrefix("BEGIN IMMEDIATE")
        else { return }
        beginnings.withLock { $0 += 1 }
        do { try Self.commit(holder) } catch { Issue.record(error) }
      }
    }
    let change = try store.importRelease(Self.first)
    #expect(beginnings.withLock { $0 } == 1)
    #expect(change.diff.roles.retired.map(\.slug) == ["smith"])
    #expect(try Self.ids(store) == ["Baker": 1, "Cook": 2])
  }

  private static func queued(_ store: Store) async throws {
    let pipeline = JDPipeline(store: store, embedder: HashingEmbedder(dimension: 64))
    _ = try await pipeline.classify(
      """
      Pastry Artist

      Responsibilities:
      • Fold the dough of the croissants in the morning.
      • Decorate the cakes of the weddings with flowers.
      """)
  }

  /// What was approved under a name that a later release has: one entry, with its id, runs and
  /// edits.
  @Test func aReleaseTakesThePlaceOfWhatWasApproved() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    try await Self.queued(store)
    let approval = ReviewApproval(kras: ["Folds dough."], domain: "D")
    _ = try store.review(
      ReviewDecision(.approve(approval), queue: .roles, selection: .items([1])), by: "ann")
    let id = try #require(try Self.ids(store)["Pastry Artist"])
    let release = Self.release(
      "2", [("a", "Baker", ["Bakes."]), ("p", "Pastry Artist", ["Decorates."])])
    _ = try store.importRelease(release)
    #expect(try Self.ids(store) == ["Baker": 1, "Pastry Artist": id])
    // The release has it itself: undo leaves it, and the same release changes nothing.
    _ = try store.undoReview(batch: 1, by: "ann")
    #expect(try Self.ids(store)["Pastry Artist"] == id)
    #expect(try store.importRelease(release).diff.isEmpty)
  }

  @Test func undoLeavesWhatTheReleaseBrings() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    try await Self.queued(store)
    _ = try store.review(
      ReviewDecision(.merge(into: "baker"), queue: .roles, selection: .items([1])), by: "ann")
    var release = Self.first
    release.information.release = "2"
    release.roles[0].aliases.append("Pastry Artist")
    _ = try store.importRelease(release)
    #expect(try store.importRelease(release).diff.isEmpty)
    _ = try store.undoReview(batch: 1, by: "ann")
    #expect(try store.loadCatalog().catalog.roles[0].aliases == ["Baker", "Pastry Artist"])
    #expect(try store.importRelease(release).diff.isEmpty)
  }

  /// What a release brought itself is in the library: the next one does not add it.
  @Test func whatTheFormerReleaseBroughtIsNotAddedAgain() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    try await Self.queued(store)
    let approval = ReviewApproval(kras: ["Folds dough."], domain: "D")
    _ = try store.review(
      ReviewDecision(.approve(approval), queue: .roles, selection: .items([1])), by: "ann")
    func release(_ version: String, _ kras: [String]) -> CatalogRelease {
      Self.release(version, [("a", "Baker", ["Bakes."]), ("p", "Pastry Artist", kras)])
    }
    let change = try store.importRelease(release("2", ["Decorates."])).diff
    #expect(change.roles.added.map(\.slug) == ["pastry-artist"])
    let next = try store.importRelease(release("3", ["Decorates.", "Folds dough."])).diff
    #expect(next.roles.added.isEmpty && next.roles.retired.isEmpty)
    #expect(next.roles.changed.map(\.changes) == [["1 KRA added"]])
  }

  /// Makes edits as a reviewer's decision does.
  private static func make(_ edits: [CatalogEdit], in store: Store) throws {
    try store.write { db in
      try db.execute(
        sql: "INSERT INTO audit_log (batch, at, actor, action) VALUES (1, 'now', 'ann', 'merge')")
      var kras = StoredKRAs()
      for edit in edits {
        _ = try Store.apply(edit, &kras, db)
        try db.execute(
          sql: "INSERT INTO catalog_edits (audit_id, body) VALUES (1, ?)",
          arguments: [try RecordCoding.text(edit)])
      }
    }
  }

  /// The place of a title that was taken from a role is that in the release which the library is.
  @Test func titlesThatWereTakenAreNoDifference() throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    var release = Self.first
    release.roles[0].aliases = ["Baker", "Bread Artist", "Cake Artist", "Head Baker", "Bun Maker"]
    _ = try store.importRelease(release)
    try Self.make(
      [
        .removeRoleAlias(roleID: 1, text: "Bread Artist", position: 1),
        .removeRoleAlias(roleID: 1, text: "Cake Artist", position: 2),
      ], in: store)
    release.information.release = "2"
    #expect(try store.importRelease(release).diff.roles.isEmpty)
    release.information.release = "3"
    release.roles[0].aliases = [
      "Baker", "Night Baker", "Bread Artist", "CAKE ARTIST", "Head Baker", "Bun Maker",
    ]
    #expect(
      try store.importRelease(release).diff.roles.changed.map(\.changes)
        == [["2 aliases added", "1 alias removed"]])
    release.information.release = "4"
    #expect(try store.importRelease(release).diff.roles.isEmpty)
    #expect(
      try store.loadCatalog().catalog.roles[0].aliases
        == ["Baker", "Night Baker", "Head Baker", "Bun Maker"])
    _ = try store.undoReview(batch: 1, by: "ann")
    #expect(try store.loadCatalog().catalog.roles[0].aliases == release.roles[0].aliases)
  }

  /// Edits are taken out in any order in which they were made.
  @Test func aCatalogWithoutItsEditsIsTheRelease() {
    func catalog(_ aliases: [String]) -> Catalog {
      TestLibrary.catalog(roles: [TestLibrary.role(7, "smith", aliases: aliases)])
    }
    let edits: [CatalogEdit] = [
      .addRoleAlias(roleID: 7, text: "Blade Maker"),
      .removeRoleAlias(roleID: 7, text: "Forger", position: 1),
      .removeRoleAlias(roleID: 7, text: "Blade Maker", position: 4),
      .removeRoleAlias(roleID: 7, text: "Hammerer", position: 2),
      .addRoleAlias(roleID: 7, text: "Forger"),
    ]
    let edited = catalog(["Smith", "Farrier", "Forger"])
    #expect(edited.removing(edits) == catalog(["Smith", "Forger", "Hammerer", "Farrier"]))
  }

  @Test func aSkillThatTheReleaseHasUnderAnotherSlugStandsOnce() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open()
    _ = try store.importRelease(Self.first)
    try await store.database.write { db in
      let edit = CatalogEdit.addSkill(
        BundleCatalog.BundleSkill(
          id: 9, slug: "rust", displayName: "Rust", skillNature: "TOOL",
          aliases: [
            SkillAliasReference(
              aliasText: "Rust", aliasType: "CANONICAL", id: 90, isPrimary: true,
              matchStrategy: SkillAlias.caseInsensitive)
          ]))
      try db.execute(
        sql: "INSERT INTO audit_log (batch, at, actor, action) VALUES (1, 'now', 'ann', 'approve')")
      try db.execute(
        sql: "INSERT INTO catalog_edits (audit_id, body) VALUES (1, ?)",
        arguments: [try RecordCoding.text(edit)])
    }
    var release = Self.first
    release.skills[0].aliases.append(.init(text: "Rust", isCaseSensitive: false))
    _ = try store.importRelease(release)
    let catalog = try store.loadCatalog().catalog
    #expect(catalog.skills.map(\.slug) == ["python", "go"])
    #expect(throws: Never.self) { try CatalogCheck.validate(catalog) }
  }
}
