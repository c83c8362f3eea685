import Foundation
import GRDB
import SimCore
import Testing

@testable import Pipeline

/// Client outputs of stored runs: built once, kept, forgotten.
@Suite struct RunEnrichmentTests {
  private static func catalog(aiIndex: Double = 1.8, hasBaseline: Bool = true) -> Catalog {
    var role = TestLibrary.role(
      1, "backend-engineer", aliases: ["Backend Engineer"],
      kras: ["Builds services in Go.", "Designs databases."], dimensions: [2, 1])
    if hasBaseline {
      role.baseline = EnrichmentQuestions.baseline
      role.baseline?.aiIndex = aiIndex
    }
    var kafka = TestLibrary.skill(3, "Kafka", dimensions: [1, 3])
    kafka.aiKind = "framework"
    return TestLibrary.catalog(
      roles: [role, TestLibrary.role(2, "pilot", aliases: ["Pilot"], kras: ["Flies."])],
      skills: [
        TestLibrary.skill(1, "Golang", dimensions: [1, 2]), kafka,
        TestLibrary.skill(4, "Terraform", dimensions: [3]),
        TestLibrary.skill(5, "Kubernetes", dimensions: [3]),
      ], dimensions: [1, 2, 3])
  }

  private static let text = """
    Backend Engineer

    Responsibilities:
    • Find the root cause of outages in our Golang services.
    • Fix bugs & take part in the on-call rotation.
    • Operate Kafka on Kubernetes.

    Requirements:
    • 3+ years of experience with Golang, Terraform and Kubernetes
    """

  private static func pipeline(_ store: Store) -> JDPipeline {
    JDPipeline(store: store, embedder: HashingEmbedder(dimension: 64))
  }

  private static func memoryStore(_ catalog: Catalog = catalog()) throws -> Store {
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    return store
  }

  @Test func aRunIsEnrichedFromItsTextItsRoleAndTheLibrary() async throws {
    let store = try Self.memoryStore()
    let pipeline = Self.pipeline(store)
    let run = try await pipeline.classify(Self.text, runID: "run")
    #expect(run.clientOutput == nil)
    let output = try #require(try await pipeline.clientOutput(ofRun: "run"))
    #expect(!output.isSparse)
    #expect(output.natureOfWork.label == "Production support and performance")
    let quote = try #require(output.natureOfWork.quote)
    #expect(Self.text.firstRange(ofExactly: quote) != nil)
    // The role's order, then the rest; the library's own mark of a skill counts.
    #expect(output.skillClusters.map(\.dimensionID) == [2, 1, nil])
    #expect(
      output.skillClusters.map { $0.skills.map(\.name).sorted() } == [
        ["Golang"], ["Golang", "Kafka"], ["Kubernetes", "Terraform"],
      ])
    #expect(output.aiIndex.vocabulary.frameworks == ["Kafka"])
    #expect(Set(output.evidence) == ["Golang", "Kafka", "Terraform", "Kubernetes"])
    #expect(output.techStackMaturity.label == "Modern Cloud Native")
    #expect(output.kraDescription == run.extractFromJD.nanoParsed.responsibilityText)
    let after = try #require(try store.run("run"))
    #expect(after.clientOutput == output && after.payloads == run.payloads)
    #expect(after.updatedAt == run.updatedAt && after.record.flags == run.record.flags)
    #expect(try store.verify().isEmpty)
  }

  @Test func itIsBuiltOnceWhateverTheLibraryBecomes() async throws {
    let store = try Self.memoryStore()
    let pipeline = Self.pipeline(store)
    let text = "Backend Engineer\n\nResponsibilities:\n• Write and maintain services."
    _ = try await pipeline.classify(text, runID: "run")
    let first = try await pipeline.clientOutput(ofRun: "run")
    #expect(first?.isSparse == true && first?.aiIndex.value == 1.8)
    try store.importCatalog(Self.catalog(aiIndex: 4))
    #expect(try await pipeline.clientOutput(ofRun: "run") == first)
    _ = try await pipeline.classify(text, runID: "later")
    #expect(try await pipeline.clientOutput(ofRun: "later")?.aiIndex.value == 4)
  }

  @Test func twoThatReadFirstReturnTheSame() async throws {
    struct Named: Enricher {
      let name: String
      func enrich(_ question: EnrichmentQuestion) async throws -> ClientOutput {
        var output = RuleEnricher.output(question)
        output.provider = name
        return output
      }
    }
    let folder = try TemporaryStore()
    let stores = [try folder.open(Self.catalog()), try folder.open()]
    for number in 0..<20 {
      let id = "run-\(number)"
      _ = try await Self.pipeline(stores[0]).classify(Self.text, runID: id)
      let outputs = try await withThrowingTaskGroup(of: ClientOutput?.self) { group in
        for (index, store) in stores.enumerated() {
          group.addTask {
            try await RunEnrichment(store: store, enricher: Named(name: "\(index)"))
              .clientOutput(ofRun: id)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outputs.count == 2 && outputs[0] == outputs[1] && outputs[0] != nil)
      #expect(try stores[1].run(id)?.clientOutput == outputs[0])
    }
  }

  @Test func whatWasNotDecidedHasNone() async throws {
    let store = try Self.memoryStore()
    let pipeline = Self.pipeline(store)
    await #expect(throws: StoreError.unknownRun("x")) {
      try await pipeline.clientOutput(ofRun: "x")
    }
    _ = try await pipeline.classify("Dear Aunt Mabel,\nthank you for the scarf.", runID: "letter")
    #expect(try await pipeline.clientOutput(ofRun: "letter") == nil)
    _ = try await pipeline.extractFromJD(Self.text, runID: "begun")
    _ = try await pipeline.extractDetails(runID: "begun")
    #expect(try await pipeline.clientOutput(ofRun: "begun") == nil)
    _ = try await pipeline.finalRoleOutput(runID: "begun")
    #expect(try await pipeline.clientOutput(ofRun: "begun") != nil)
  }

  @Test func aJobThatNoRoleFitsIsDescribedByItself() async throws {
    let store = try Self.memoryStore()
    var weights = EvidenceArbiter.Weights()
    weights.none = 1000
    weights.noneAlone = 1000
    let pipeline = JDPipeline(
      store: store, embedder: HashingEmbedder(dimension: 64),
      arbiter: EvidenceArbiter(weights: weights))
    let run = try await pipeline.classify(
      Self.text.replacingOccurrences(of: "Backend Engineer", with: "Zeppelin Steward"),
      runID: "run")
    #expect(run.extractFromJD.stage4Decision?.decisionCase == .e)
    let output = try #require(try await pipeline.clientOutput(ofRun: "run"))
    // By the dimensions of the role that is proposed.
    let proposed = run.record.proposal?.dimensions.map(\.id) ?? []
    #expect(!proposed.isEmpty && output.skillClusters.map(\.dimensionID) == proposed)
    #expect(output.natureOfWork.source == .jd && output.aiIndex.source == .jd)
    #expect(output.techStackMaturity.source == .jd)
  }

  @Test func aRoleThatHasLeftTheLibraryIsNoObstacle() async throws {
    let store = try Self.memoryStore()
    let pipeline = Self.pipeline(store)
    _ = try await pipeline.classify(Self.text, runID: "run")
    var smaller = Self.catalog()
    smaller.roles.removeFirst()
    try store.importCatalog(smaller)
    let output = try #require(try await pipeline.clientOutput(ofRun: "run"))
    #expect(output.skillClusters.map(\.dimensionID) == [1, 2, nil])
  }

  // MARK: - The store

  @Test func forgettingTakesItAlong() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open(Self.catalog())
    let pipeline = Self.pipeline(store)
    let text = Self.text.replacingOccurrences(of: "outages", with: "Quokkafication outages")
    _ = try await pipeline.classify(text, runID: "run")
    let output = try await pipeline.clientOutput(ofRun: "run")
    #expect(output?.natureOfWork.quote?.contains("Quokkafication") == true)
    try store.forget(["run"])
    let time = try #require(try store.forgettingTime(ofRun: "run"))
    await #expect(throws: StoreError.forgottenRun("run", at: time)) {
      try await pipeline.clientOutput(ofRun: "run")
    }
    #expect(throws: StoreError.forgottenRun("run", at: time)) {
      try store.keep(#require(output), ofRun: "run", flags: [])
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.folder) {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder.folder + "/" + file))
      #expect(data.range(of: Data("Quokkafication".utf8)) == nil, "\(file)")
    }
  }

  /// Where nothing can be kept, a run can still be read.
  @Test func aFullDiskIsNoObstacle() async throws {
    struct Wordy: Enricher {
      let name = "wordy"
      func enrich(_ question: EnrichmentQuestion) async throws -> ClientOutput {
        var output = RuleEnricher.output(question)
        output.provider = String(repeating: "x", count: 1 << 20)
        return output
      }
    }
    let folder = try TemporaryStore()
    let store = try folder.open(Self.catalog())
    _ = try await Self.pipeline(store).classify(Self.text, runID: "run")
    try store.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    let enrichment = RunEnrichment(store: store, enricher: Wordy())
    let output = try #require(try await enrichment.clientOutput(ofRun: "run"))
    #expect(try store.run("run")?.clientOutput == nil)
    // With room again it is kept.
    try store.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    #expect(try await enrichment.clientOutput(ofRun: "run") == output)
    #expect(try store.run("run")?.clientOutput == output)
  }

  @Test func anExportedStoreCarriesIt() async throws {
    let folder = try TemporaryStore()
    let store = try folder.open(Self.catalog())
    _ = try await Self.pipeline(store).classify(Self.text, runID: "run")
    let output = try await Self.pipeline(store).clientOutput(ofRun: "run")
    let lines = folder.folder + "/store.jsonl"
    try store.export(to: lines)
    try Store.importing(lines, to: folder.folder + "/copy.db")
    let copy = try Store(path: folder.folder + "/copy.db")
    #expect(try copy.run("run")?.clientOutput == output && output != nil)
  }

  @Test func oneThatCannotBeReadIsFoundByVerification() async throws {
    let store = try Self.memoryStore()
    _ = try await Self.pipeline(store).classify(Self.text, runID: "run")
    _ = try await Self.pipeline(store).clientOutput(ofRun: "run")
    try store.write { try $0.execute(sql: "UPDATE runs SET client_output = '{}'") }
    #expect(
      try store.verify().map(\.description).contains { $0.contains("run run cannot be read") })
  }

  /// A run record of before has no costs of a client output.
  @Test func olderCostsAreRead() throws {
    let step =
      #"{"calls":1,"cache_hits":0,"tokens":{"prompt":1,"cached_prompt":0,"#
      + #""completion":2,"reasoning":0},"cost_usd":0.5}"#
    let costs = try RecordCoding.record(
      RunCosts.self,
      from: #"{"extract_from_jd":\#(step),"extract_details":\#(step),"final_role_output":\#(step)}"#
    )
    #expect(costs.clientOutput == nil && costs.total.costUSD == 1.5)
  }
}
