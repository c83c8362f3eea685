import SimCore

@testable import Pipeline

/// A library of three roles, texts that are decided for them by their titles, and a pipeline that
/// needs no model.
enum LearningLibrary {
  static let catalog = TestLibrary.catalog(
    roles: [
      TestLibrary.role(
        1, "backend-engineer", aliases: ["Backend Engineer", "Server Engineer"],
        kras: ["Builds services in Go.", "Designs databases."], dimensions: [1]),
      TestLibrary.role(
        2, "mobile-engineer", aliases: ["Mobile Engineer", "Server Engineer"],
        kras: ["Builds mobile apps in Swift."], dimensions: [2]),
      TestLibrary.role(
        3, "data-engineer", aliases: ["Data Engineer"],
        kras: ["Builds pipelines for data in Kafka."], dimensions: [1, 2]),
    ],
    skills: [
      TestLibrary.skill(1, "Golang", dimensions: [1]),
      TestLibrary.skill(2, "Swift", dimensions: [2]),
      TestLibrary.skill(3, "Kafka", dimensions: [1, 2]),
    ],
    dimensions: [1, 2])

  private static let duties = [
    ("Backend Engineer", "Build payment services in Golang", "Design databases for the ledger"),
    ("Mobile Engineer", "Build mobile apps in Swift", "Release the apps of the company"),
    ("Data Engineer", "Build pipelines for data in Kafka", "Watch the quality of the tables"),
  ]

  /// The text of the run of a number; no two are equal.
  static func text(_ number: Int) -> String {
    let (title, first, second) = duties[number % duties.count]
    return """
      \(title)

      Responsibilities:
      • \(first) for the unit Quokka\(number).
      • \(second) with the crew Zephyrine\(number * 7).

      Requirements:
      • 3+ years of experience
      """
  }

  static func runID(_ number: Int) -> String { RunIdentifier.named("run \(number)") }

  static let embedder = HashingEmbedder(dimension: 64)

  /// Every text is news to the library, so that queues get rows.
  static func pipeline(_ store: Store) -> JDPipeline {
    var policy = Policy()
    policy.kraNoveltyThreshold = 1
    return JDPipeline(store: store, embedder: embedder, policy: policy)
  }

  static func memoryStore() throws -> Store {
    let store = try Store.inMemory()
    try store.importCatalog(catalog)
    return store
  }

  static func classify(_ numbers: some Sequence<Int>, in store: Store) async throws {
    let pipeline = pipeline(store)
    for number in numbers {
      _ = try await pipeline.classify(text(number), runID: runID(number))
    }
  }
}
