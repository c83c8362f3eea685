import Testing

@testable import Pipeline

/// Texts with more sentences than are compared.
@Suite struct SentenceLimitTests {
  private static let catalog = TestLibrary.catalog(roles: [
    TestLibrary.role(
      1, "backend-engineer", aliases: ["Backend Engineer"], kras: ["Builds services in Go."])
  ])

  /// A JD whose text has two sentences beside its duties: the title and the heading.
  private static func text(dutyCount: Int) -> String {
    "Backend Engineer\n\nResponsibilities:\n"
      + (1...dutyCount).map { "• Build payment service \($0).\n" }.joined()
  }

  private static let embedder = HashingEmbedder(dimension: 64)

  private static func store() throws -> Store {
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    return store
  }

  @Test(arguments: [
    (254, []),
    (256, ["the text has 258 sentences; only the first 256 are compared"]),
    (
      1030,
      [
        "the R&R has 1030 sentences; only the first 1024 are compared",
        "the text has 1032 sentences; only the first 256 are compared",
      ]
    ),
  ])
  func whatIsNotComparedIsFlagged(dutyCount: Int, flags: [String]) async throws {
    let run = try await JDPipeline(store: try Self.store(), embedder: Self.embedder)
      .classify(Self.text(dutyCount: dutyCount))
    #expect(run.record.flags == flags)
    #expect(
      run.record.sentences
        == (1...min(dutyCount, 1024)).map { "Build payment service \($0)." })
    // The R&R itself is whole.
    let duties = run.extractFromJD.nanoParsed.responsibilityText
    #expect(duties.split(separator: "\n").count == dutyCount)
  }

  @Test func noMoreIsEncoded() throws {
    let text = JDText(Self.text(dutyCount: 2000))
    let jd = UnencodedJD(text: text, reading: RuleParser.parse(text), skills: [])
    #expect(jd.dutyRows.count == 1024 && jd.textRows.count == 256)
    // The text's sentences begin with title and heading; the title has aliases of its own.
    #expect(jd.texts.count <= 1024 + 2 + jd.titles.count)
  }

  /// What was not compared takes no part in its replay either.
  @Test func aLongRunReplays() async throws {
    let store = try Self.store()
    let run = try await JDPipeline(store: store, embedder: Self.embedder)
      .classify(Self.text(dutyCount: 1100))
    let bundle = try await RunExport(store: store, embedder: Self.embedder).bundle(ofRun: run.id)
    #expect(try await Replay.differences(in: bundle) == [])
  }
}
