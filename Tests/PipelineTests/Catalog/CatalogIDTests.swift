import Testing

@testable import Pipeline

/// A catalog of our own format in the place of another: an id goes on to mean what it meant.
@Suite struct CatalogIDTests {
  /// The learning library with its first role, skill and dimension under other slugs and names.
  private static func changed(
    role: String? = nil, skill: String? = nil, dimension: String? = nil
  ) -> Catalog {
    var catalog = LearningLibrary.catalog
    if let role {
      catalog.roles[0].slug = Slug.make(from: role)
      catalog.roles[0].displayName = role
    }
    if let skill {
      catalog.skills[0].slug = Slug.make(from: skill)
      catalog.skills[0].displayName = skill
      catalog.skills[0].aliases[0].text = skill
    }
    if let dimension {
      catalog.dimensions[0].slug = Slug.make(from: dimension)
      catalog.dimensions[0].displayName = dimension
    }
    return catalog
  }

  @Test(
    arguments: [
      ("role", "backend-engineer"), ("skill", "golang"), ("dimension", "dimension-1"),
    ])
  func anIDThatHasBecomeSomethingElseIsRefused(kind: String, owner: String) async throws {
    let name = "Florist of the town"
    let slug = "florist-of-the-town"
    let other = Self.changed(
      role: kind == "role" ? name : nil, skill: kind == "skill" ? name : nil,
      dimension: kind == "dimension" ? name : nil)
    let store = try LearningLibrary.memoryStore()
    try await LearningLibrary.classify(0..<1, in: store)
    let refusal = CatalogError.idTaken(kind: kind, id: 1, slug: slug, owner: owner)
    #expect(throws: refusal) { try store.importCatalog(other) }
    #expect(try store.loadCatalog().catalog == LearningLibrary.catalog)
    #expect(
      "\(refusal)".hasPrefix("the catalog gives the \(kind) id 1 to \(slug), and this store has"))
    // Nor is it free when the library has no such id any more.
    var without = LearningLibrary.catalog
    without.roles.removeFirst()
    without.skills = []
    without.dimensions = []
    for index in without.roles.indices { without.roles[index].dimensionIDs = [] }
    try store.importCatalog(without)
    #expect(throws: refusal) { try store.importCatalog(other) }
    try store.importCatalog(LearningLibrary.catalog)
  }

  @Test func anEntryIsRenamedStepByStep() async throws {
    let store = try LearningLibrary.memoryStore()
    try await LearningLibrary.classify(0..<1, in: store)
    var renamed = LearningLibrary.catalog
    renamed.roles[0].displayName = "Server Engineer"
    try store.importCatalog(renamed)
    try await LearningLibrary.classify(1..<2, in: store)
    renamed.roles[0].slug = "server-engineer"
    try store.importCatalog(renamed)
    #expect(try store.loadCatalog().catalog.roles.map(\.slug).contains("server-engineer"))
    // The first name is as good as ever.
    try store.importCatalog(LearningLibrary.catalog)
  }

  @Test func aLibraryThatNothingWasDecidedUnderIsReplaced() throws {
    let store = try LearningLibrary.memoryStore()
    #expect(try store.importCatalog(Self.changed(role: "Florist")) == 2)
    // What a reviewer said of it would be said of another.
    _ = try store.exclude("Gardener", from: .role("florist"), by: "ann", reason: nil)
    #expect(
      throws: CatalogError.idTaken(
        kind: "role", id: 1, slug: "backend-engineer", owner: "florist")
    ) { try store.importCatalog(LearningLibrary.catalog) }
  }
}
