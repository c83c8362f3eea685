import Foundation
import Pipeline

@testable import ModelProviders

/// A folder that goes away with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "rolewise-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Clients, texts and answers of the tests.
enum TestSetup {
  /// A client that retries at once and gives up after few tries; it waits for an answer as long as
  /// a busy machine may need.
  static func client(
    _ baseURL: String, cache: AnswerCache? = nil, prices: PriceList = TestSetup.prices,
    environment: [String: String] = [:],
    change: (inout OpenAICompatibleConfiguration) -> Void = { _ in }
  ) throws -> OpenAICompatibleClient {
    var configuration = OpenAICompatibleConfiguration()
    configuration.baseURL = baseURL
    configuration.chatModel = "stub-chat"
    configuration.embeddingModel = "stub-vectors"
    configuration.chatTimeout = .seconds(600)
    configuration.embeddingTimeout = .seconds(600)
    configuration.retryLimit = 2
    configuration.firstRetryDelay = .milliseconds(5)
    configuration.longestRetryDelay = .seconds(2)
    change(&configuration)
    return try OpenAICompatibleClient(
      configuration, cache: cache, prices: prices, environment: environment)
  }

  /// A million tokens cost 1, 2, 4 and 8 dollars by class.
  static let prices = PriceList(
    models: [
      "stub-chat": PriceList.Price(prompt: 1, cachedPrompt: 2, completion: 4, reasoning: 8)
    ])
  /// What a reply of the stub's chat costs at these prices.
  static let costOfReply = 440.0 / 1_000_000

  /// A JSON value from its text.
  static func json(_ text: String) -> JSONValue {
    (try? RecordCoding.record(JSONValue.self, from: text)) ?? .null
  }

  static let profile = json(
    """
    {"category": "Databases", "sub_category": "general", "skill_nature": "TOOL",
     "volatility": "MEDIUM", "typical_lifespan": "MULTI_YEAR", "version_strategy": "UNVERSIONED"}
    """)

  static let profileQuestion = ChatQuestion.profile(
    ofSkill: "Zorblax", SkillQuestion(title: "Engineer", responsibilityText: "Runs Zorblax."))

  /// Three roles; the first two share the title "Server Engineer".
  static let catalog = Catalog(
    information: CatalogInformation(name: "test", release: "1", licence: "none"),
    roles: [
      role(
        1, "backend-engineer", ["Backend Engineer", "Server Engineer"],
        ["Builds services in Go.", "Designs databases."], [1]),
      role(
        2, "mobile-engineer", ["Mobile Engineer", "Server Engineer"],
        ["Builds mobile apps in Swift."], [2]),
      role(3, "flutter-developer", ["Flutter Developer"], ["Builds apps in Flutter."], [2]),
    ],
    skills: [
      Skill(
        id: 1, slug: "golang", displayName: "Golang", categoryID: 1, subCategoryID: 2,
        nature: "TOOL", volatility: "STABLE", typicalLifespan: "EVERGREEN",
        aliases: [
          SkillAlias(
            id: 1, text: "Golang", type: "CANONICAL", isPrimary: true,
            matchStrategy: SkillAlias.caseInsensitive)
        ], dimensionIDs: [1])
    ],
    dimensions: [1, 2].map {
      CatalogDimension(
        id: $0, slug: "dimension-\($0)", displayName: "Dimension \($0)", rationale: "Why.",
        difficultyHint: "well_known")
    })

  private static func role(
    _ id: Int, _ slug: String, _ aliases: [String], _ kras: [String], _ dimensions: [Int]
  ) -> Role {
    Role(
      id: id, slug: slug, displayName: slug, archetype: "Does \(slug).", domain: "Software",
      aliases: aliases, kras: kras, dimensionIDs: dimensions)
  }

  static let text = """
    Server Engineer

    Responsibilities:
    • Build payment services in Golang.
    • Design databases for the ledger.

    Requirements:
    • 3+ years of experience with Golang
    """

  /// A model's reading of `text`.
  static let parsed = json(
    #"""
    {"JD_type": "pass", "about_company": null, "certifications": [], "company_name": null,
     "ctc": null, "domain": {"primary": {"domain": "Other", "aliases": []}, "secondary": null},
     "education": [],
     "experience": {"min": 3, "max": null, "raw": "3+ years of experience with Golang"},
     "job_locations": [], "role": "Server Engineer", "role_aliases": [],
     "role_archetype": "Engineering",
     "roles_and_responsibilities": [
       {"bullet_count": 2, "heading": "Responsibilities", "heading_was_present": true,
        "source_marker": {
          "first_5_words": "• Build payment services in",
          "last_5_words": "Design databases for the ledger."},
        "text": "• Build payment services in Golang.\n• Design databases for the ledger.",
        "word_count": 12}],
     "urls": []}
    """#)

  static let skills = json(
    """
    {"final_skills": [
      {"skill_name": "Golang", "is_primary": true},
      {"skill_name": "Zorblax Storage", "is_primary": false}]}
    """)

  static func choice(_ slug: JSONValue) -> JSONValue {
    ["slug": slug, "confidence": .number(0.9), "reasoning": "The duties say so."]
  }

  /// The valid answer to each question on `text`.
  static func answer(_ request: StubServer.Request) -> StubServer.Reply {
    switch request.purpose {
    case "parse_jd": .chat(parsed)
    case "extract_skills": .chat(skills)
    case "resolve_collision": .chat(choice("mobile-engineer"))
    case "derive_skill": .chat(profile)
    default: .status(400)
    }
  }

  static func store(_ path: String? = nil) throws -> Store {
    let store = try path.map { try Store(path: $0) } ?? Store.inMemory()
    try store.importCatalog(catalog)
    return store
  }

  static func pipeline(
    _ store: Store, _ client: OpenAICompatibleClient, policy: Policy = Policy()
  ) -> JDPipeline {
    JDPipeline(
      store: store, embedder: HashingEmbedder(dimension: 64),
      reader: OpenAICompatibleReader(client), arbiter: OpenAICompatibleArbiter(client),
      policy: policy)
  }
}
