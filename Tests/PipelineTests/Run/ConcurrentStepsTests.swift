import GRDB
import SimCore
import Testing

@testable import Pipeline

/// Two processes that do the later steps of one run at once: a step is done by one of them, and
/// both answer with what it stored.
@Suite(.timeLimit(.minutes(5))) struct ConcurrentStepsTests {
  private static let catalog: Catalog = {
    var catalog = LearningLibrary.catalog
    catalog.skills.append(TestLibrary.skill(4, "Node.js", dimensions: [1, 2]))
    return catalog
  }()

  /// Reads as the rules do, and names a skill in a spelling that the library knows nearly: step 2
  /// proposes it as an alias.
  private struct Reader: JDReader {
    let name = "test"

    func parse(_ text: JDText) async throws -> JDReading { try await RuleJDReader().parse(text) }

    func extractSkills(
      from text: JDText, reading: JDReading, library: CatalogLookup
    ) async throws -> [ExtractedSkill] {
      try await RuleJDReader().extractSkills(from: text, reading: reading, library: library)
        + [ExtractedSkill(name: "Node-JS", isPrimary: true)]
    }
  }

  /// A mobile engineer's text, whose skills bring links of dimensions.
  private static func text(_ number: Int) -> String {
    LearningLibrary.text(3 * number + 1) + " with Kafka\n"
  }

  private static func pipeline(_ store: Store) -> JDPipeline {
    JDPipeline(store: store, embedder: LearningLibrary.embedder, reader: Reader())
  }

  /// Rows of what steps 2 and 3 write.
  private static func rowCounts(_ store: Store) throws -> [String: Int] {
    try store.read { db in
      var counts: [String: Int] = [:]
      for table in ["runs", "alias_queue", "skill_dimensions", "role_dimensions"] {
        counts[table] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)")
      }
      counts["version"] = try Int.fetchOne(
        db, sql: "SELECT value FROM settings WHERE name = 'catalog_version'")
      return counts
    }
  }

  @Test func aStepThatAnotherHasDoneIsLeftAsItIs() async throws {
    let folder = try TemporaryStore()
    let mine = try folder.open(Self.catalog)
    let others = try folder.open()
    _ = try await Self.pipeline(mine).extractFromJD(Self.text(0), runID: "run")
    let early = try #require(try mine.run("run"))
    let details = try await Self.pipeline(others).extractDetails(runID: "run")
    let detailed = try #require(try mine.run("run"))

    // Step 2 again, from the state before it.
    let second = try await Self.pipeline(mine).stepTwo(early)
    #expect(second.status == .detailed && second.extractDetails == details)
    let output = try await Self.pipeline(others).finalRoleOutput(runID: "run")
    let counts = try Self.rowCounts(mine)
    #expect(try #require(counts["alias_queue"]) > 0)

    // Step 3 from the state before it, and step 2 from the one before both.
    let third = try Self.pipeline(mine).stepThree(detailed)
    #expect(third.status == .completed && third.finalRoleOutput == output)
    let latest = try await Self.pipeline(mine).stepTwo(early)
    #expect(latest.status == .completed && latest.finalRoleOutput == output)
    #expect(try Self.rowCounts(mine) == counts)
    #expect(
      try mine.run("run").map { try RecordCoding.text($0.record) }
        == RecordCoding.text(third.record))
  }

  /// Step 3 is asked for while another does step 2: it is too early, and nothing is wrong with the
  /// store.
  @Test func aStepThreeBesideStepTwoIsRefused() async throws {
    let folder = try TemporaryStore()
    let mine = try folder.open(Self.catalog)
    _ = try await Self.pipeline(mine).extractFromJD(Self.text(0), runID: "run")
    let early = try #require(try mine.run("run"))
    _ = try await Self.pipeline(try folder.open()).extractDetails(runID: "run")
    let counts = try Self.rowCounts(mine)
    let missing = StoreError.stepMissing(
      run: "run", needed: "extract-details", asked: "final-role-output")
    #expect(throws: missing) { try Self.pipeline(mine).stepThree(early) }
    #expect(try Self.rowCounts(mine) == counts)
    let output = try await Self.pipeline(mine).finalRoleOutput(runID: "run")
    #expect(try Self.pipeline(mine).stepThree(early).finalRoleOutput == output)
  }

  @Test func manyRunsStepForStepByTwoAtOnce() async throws {
    let numbers = 0..<12
    let folder = try TemporaryStore()
    let stores = [try folder.open(Self.catalog), try folder.open()]
    for number in numbers {
      let id = LearningLibrary.runID(number)
      _ = try await Self.pipeline(stores[0]).extractFromJD(Self.text(number), runID: id)
      let outputs = try await withThrowingTaskGroup(of: FinalRoleOutput.self) { group in
        for store in stores {
          group.addTask {
            let pipeline = Self.pipeline(store)
            _ = try await pipeline.extractDetails(runID: id)
            return try await pipeline.finalRoleOutput(runID: id)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outputs.count == 2 && outputs[0] == outputs[1])
    }

    let alone = try TemporaryStore()
    let single = try alone.open(Self.catalog)
    for number in numbers {
      let id = LearningLibrary.runID(number)
      _ = try await Self.pipeline(single).classify(Self.text(number), runID: id)
      #expect(try stores[1].run(id)?.finalRoleOutput == single.run(id)?.finalRoleOutput)
    }
    #expect(try Self.rowCounts(stores[0]) == Self.rowCounts(single))
    #expect(
      try stores[0].centroids(model: LearningLibrary.embedder.identifier)
        == single.centroids(model: LearningLibrary.embedder.identifier))
  }
}
