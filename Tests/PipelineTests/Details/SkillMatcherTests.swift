import SimCore
import Synchronization
import Testing

@testable import Pipeline

/// Which texts are compared with the library's names by similarity.
@Suite struct SkillMatcherTests {
  /// Remembers what it was given; "oven (bread)" means the same to it as "Bread Oven".
  private final class RecordingEmbedder: Embedder {
    let identifier = "recording"
    let dimension = 64
    private let base = HashingEmbedder(dimension: 64)
    private let given = Mutex<[String]>([])

    var texts: [String] { given.withLock { $0 } }

    func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
      given.withLock { $0 += texts }
      return try await base.embed(texts.map { $0 == "oven (bread)" ? "Bread Oven" : $0 })
    }
  }

  private let embedder = RecordingEmbedder()

  /// The first unlisted skill waits for no name of the library.
  @Test func preparingEncodesTheNames() async throws {
    let store = try Store.inMemory()
    let catalog = TestLibrary.catalog(
      roles: [TestLibrary.role(1, "baker", aliases: ["Baker"], kras: ["Bakes bread."])],
      skills: [TestLibrary.skill(1, "Bread Oven"), TestLibrary.skill(2, "Kneading")])
    try store.importCatalog(catalog)
    try await JDPipeline(store: store, embedder: embedder).prepare()
    let names = SkillNameIndex.texts(of: catalog)
    #expect(!names.isEmpty && Set(names).isSubset(of: embedder.texts))
  }

  private var matcher: SkillMatcher {
    let library = TestLibrary.lookup(
      roles: [], skills: [TestLibrary.skill(1, "Bread Oven"), TestLibrary.skill(2, "Kneading")])
    return SkillMatcher(
      library: library, embedder: embedder, threshold: 0.9,
      names: { [embedder] in
        try SkillNameIndex(
          library.catalog,
          vectors: try await embedder.embed(SkillNameIndex.texts(of: library.catalog)),
          modelIdentifier: embedder.identifier)
      })
  }

  @Test func whatNoNameGivesIsCompared() async throws {
    let matches = try await matcher.matches(for: ["kneading", "oven (bread)", "SnapKit"])
    #expect(matches.map { $0?.skillID } == [2, 1, nil])
    #expect(Set(embedder.texts).isSuperset(of: ["SnapKit", "Bread Oven", "Kneading"]))
    #expect(!embedder.texts.contains("kneading"))
  }

  @Test func whatTheReaderFoundUnlistedIsNot() async throws {
    let texts = ["kneading", "oven (bread)", "Kneading"]
    let matches = try await matcher.matches(for: texts, unlisted: ["oven (bread)", "Kneading"])
    // A name that came into the library since is found all the same.
    #expect(matches.map { $0?.skillID } == [2, nil, 2])
    #expect(embedder.texts.isEmpty)
  }

  @Test func aRunWithUnlistedNamesQueuesThemAndEmbedsNoNames() async throws {
    let store = try Store.inMemory()
    try store.importCatalog(
      TestLibrary.catalog(
        roles: [TestLibrary.role(1, "baker", aliases: ["Baker"], kras: ["Bakes bread."])],
        skills: [TestLibrary.skill(1, "Bread Oven"), TestLibrary.skill(2, "Kneading")]))
    let pipeline = JDPipeline(store: store, embedder: embedder)
    let text = """
      Baker

      Responsibilities:
      • Prepare every loaf of the morning shift.
      • Check each loaf before it leaves the hall.

      Requirements:
      • Experience with Kneading, SnapKit and Bread Oven
      """
    _ = try await pipeline.classify(text, runID: "run")
    let run = try #require(try store.run("run"))
    #expect(
      run.extractFromJD.finalSkills.map(\.skillName) == ["Kneading", "SnapKit", "Bread Oven"])
    #expect(run.record.skills.map(\.isUnlisted) == [nil, true, nil])
    #expect(run.extractFromJD.stage5Updates?.newSkillsAttached.map(\.skillName) == ["SnapKit"])
    #expect(!embedder.texts.contains("SnapKit") && !embedder.texts.contains("Kneading"))
  }
}
