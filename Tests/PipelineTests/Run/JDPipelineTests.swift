import Foundation
import SimCore
import Testing

@testable import Pipeline

/// The three steps over a store, with the hashing embedder: what is tested is the plumbing, not
/// the quality of vectors.
@Suite struct JDPipelineTests {
  private static let catalog = TestLibrary.catalog(
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
      TestLibrary.skill(3, "Kafka", dimensions: [1, 2]),
    ],
    dimensions: [1, 2])

  private static let text = """
    Backend Engineer

    Responsibilities:
    • Build payment services in Golang.
    • Design databases for the ledger.
    • Operate Kafka in production.

    Requirements:
    • 3+ years of experience with Golang
    """

  private static func pipeline(_ store: Store, policy: Policy = Policy()) -> JDPipeline {
    JDPipeline(store: store, embedder: HashingEmbedder(dimension: 64), policy: policy)
  }

  private static func memoryStore() throws -> Store {
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    return store
  }

  @Test func threeStepsDecideLearnAndQueue() async throws {
    let store = try Self.memoryStore()
    let run = try await Self.pipeline(store).classify(Self.text)
    #expect(run.status == .completed)
    let decision = try #require(run.extractFromJD.stage4Decision)
    #expect(decision.decisionCase == .a)
    #expect(decision.chosenRole?.slug == "backend-engineer")
    #expect(Set(run.extractFromJD.finalSkills.map(\.skillName)) == ["Golang", "Kafka"])
    let updates = try #require(run.extractFromJD.stage5Updates)
    #expect(updates.centroidCountAfter == 1)
    #expect(run.extractDetails?.skillsDetail.count == 2)
    let output = try #require(run.finalRoleOutput)
    #expect(output.chosenRoleResolution == "in_db")
    // Golang in 1; Kafka in 1 and in 2, which is not under the role.
    #expect(output.persistence.items.map(\.matchedChosenRole) == [true, true, false])
    #expect(output.persistence.skillDimensionSaved == 0)
    #expect(!run.record.chosenRolePairs.isEmpty)
    #expect(run.record.policy == Policy())
    for skill in run.record.skills {
      let start = try #require(skill.start)
      let end = try #require(skill.end)
      #expect(String(decoding: Array(Self.text.utf8)[start..<end], as: UTF8.self) == skill.name)
    }
  }

  /// A policy is stored with each run, and is checked when it is read.
  @Test func aPolicyOutOfRangeDecidesNothing() async throws {
    let store = try Self.memoryStore()
    var policies = [Policy](repeating: Policy(), count: 4)
    policies[0].shortlistSize = 0
    policies[1].sentencesPerRole = -1
    policies[2].kraFloor = 1.5
    policies[3].aliasVeto = .nan
    for policy in policies {
      await #expect(throws: PolicyError.self) {
        try await Self.pipeline(store, policy: policy).classify(Self.text)
      }
    }
    #expect(try store.history(limit: 9).runs.isEmpty)
  }

  @Test func repeatingAStepChangesNothing() async throws {
    let store = try Self.memoryStore()
    let pipeline = Self.pipeline(store)
    let first = try await pipeline.classify(Self.text, runID: "run-1")
    let again = try await pipeline.classify(Self.text, runID: "run-1")
    #expect(again.payloads == first.payloads)
    #expect(try await pipeline.extractDetails(runID: "run-1") == first.extractDetails)
    #expect(try store.centroids(model: "hashing/64")[1]?.count == 1)
    _ = try await pipeline.classify(Self.text, runID: "run-2")
    #expect(try store.centroids(model: "hashing/64")[1]?.count == 2)
    // Its answer would be another text's.
    await #expect(throws: StoreError.otherText(run: "run-1")) {
      try await pipeline.classify("another text entirely", runID: "run-1")
    }
    #expect(try store.run("run-1")?.text == Self.text)
  }

  /// Of two texts that begin at once under one id, one is stored and the other refused.
  @Test func twoTextsOfOneIDGetTheirOwnAnswerOrNone() async throws {
    let pipeline = Self.pipeline(try Self.memoryStore())
    let texts = [Self.text, Self.text + "\nYou will also write tests.\n"]
    for round in 0..<8 {
      let answers = await withTaskGroup(of: (String, StoredRun?).self) { group in
        for text in texts {
          group.addTask { (text, try? await pipeline.classify(text, runID: "run-\(round)")) }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.filter { $0.1 != nil }.count == 1)
      for (text, run) in answers { #expect(run == nil || run?.text == text) }
    }
  }

  @Test func stepsOutOfOrderAreRefused() async throws {
    let pipeline = Self.pipeline(try Self.memoryStore())
    await #expect(throws: StoreError.unknownRun("x")) {
      try await pipeline.extractDetails(runID: "x")
    }
    _ = try await pipeline.extractFromJD(Self.text, runID: "x")
    await #expect(
      throws: StoreError.stepMissing(
        run: "x", needed: "extract-details", asked: "final-role-output")
    ) {
      try await pipeline.finalRoleOutput(runID: "x")
    }
    _ = try await pipeline.extractDetails(runID: "x")
    _ = try await pipeline.finalRoleOutput(runID: "x")
  }

  @Test func aRejectedTextHasTheSameKeysAndNoFurtherSteps() async throws {
    let store = try Self.memoryStore()
    let pipeline = Self.pipeline(store)
    let run = try await pipeline.classify(
      "Dear Aunt Mabel,\nthank you for the lovely scarf. We had snow on Sunday.\nYours, Tom")
    #expect(run.status == .rejected)
    #expect(run.extractFromJD.rejected)
    #expect(run.extractFromJD.rejectionReason?.isEmpty == false)
    #expect(run.extractFromJD.finalSkills.isEmpty)
    #expect(run.extractFromJD.stage3Signals == nil)
    #expect(run.extractDetails == nil && run.finalRoleOutput == nil)
    await #expect(throws: StoreError.self) { try await pipeline.extractDetails(runID: run.id) }
    #expect(try store.centroids(model: "hashing/64").isEmpty)
  }

  @Test func aSharedTitleIsACollisionAndLogged() async throws {
    let run = try await Self.pipeline(try Self.memoryStore()).classify(
      Self.text.replacingOccurrences(of: "Backend Engineer", with: "Server Engineer"))
    let decision = try #require(run.extractFromJD.stage4Decision)
    #expect(decision.aliasCollisionDetected)
    #expect(decision.decisionCase == .d)
    #expect(decision.chosenRole?.score == 1)
    #expect(run.extractFromJD.stage5Updates?.collisionLogID == 1)
  }

  @Test func novelResponsibilitiesAreQueuedAndKnownOnesAreNot() async throws {
    let store = try Self.memoryStore()
    var policy = Policy()
    policy.kraNoveltyThreshold = 1
    let novel = try await Self.pipeline(store, policy: policy).classify(Self.text)
    #expect(novel.extractFromJD.stage5Updates?.newKRAAttached?.queueID == 1)
    policy.kraNoveltyThreshold = -1
    let known = try await Self.pipeline(store, policy: policy).classify(Self.text)
    #expect(known.extractFromJD.stage5Updates?.newKRAAttached == nil)
  }

  @Test func anotherPipelinesCatalogIsUsedFromTheNextRun() async throws {
    let store = try Self.memoryStore()
    let pipeline = Self.pipeline(store)
    _ = try await pipeline.classify(Self.text)
    var changed = Self.catalog
    changed.roles[0].aliases = ["Something Else"]
    try store.importCatalog(changed)
    let run = try await pipeline.classify(Self.text)
    #expect(run.extractFromJD.stage3Signals?.aliasFound == false)
    #expect(run.record.versions.catalog == 2)
  }

  @Test func theIndexFileIsACacheThatRebuildsItself() async throws {
    let folder = try TemporaryStore()
    let first = try await Self.pipeline(try folder.open(Self.catalog)).classify(Self.text)
    let index = folder.path + ".kra-index"
    #expect(FileManager.default.fileExists(atPath: index))
    try Data("RWKRAIDX broken".utf8).write(to: URL(fileURLWithPath: index))
    let second = try await Self.pipeline(try folder.open()).classify(Self.text)
    #expect(
      second.extractFromJD.stage3Signals == first.extractFromJD.stage3Signals)
    #expect(throws: Never.self) { try KRAIndex.verify(path: index) }
  }

  @Test func vectorsThatAreNoNumbersAreRefusedAndNotKept() async throws {
    struct BrokenEmbedder: Embedder {
      let identifier = "broken"
      let dimension = 2
      func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
        EmbeddingMatrix(dimension: 2, components: texts.flatMap { _ in [1, Float.nan] })
      }
    }
    let store = try Self.memoryStore()
    await #expect(throws: EmbeddingError.notFinite(model: "broken")) {
      try await JDPipeline(store: store, embedder: BrokenEmbedder()).classify(Self.text)
    }
    #expect(try store.catalogVectors(of: ["Builds services in Go."], model: "broken").isEmpty)
  }

  @Test func manyRunsAtOnceAreAllCounted() async throws {
    let store = try Self.memoryStore()
    let pipeline = Self.pipeline(store)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask { _ = try await pipeline.classify(Self.text, runID: "run-\(number % 20)") }
      }
      try await group.waitForAll()
    }
    #expect(try store.centroids(model: "hashing/64")[1]?.count == 20)
  }
}
