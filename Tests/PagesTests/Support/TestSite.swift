import Foundation
import SimCore
import Testing

@testable import Pages
@testable import Pipeline

/// A site over a small store in memory; no model, no download.
struct TestSite {
  let store: Store
  let site: PageSite
  private let texts: Texts

  /// What a library and its job descriptions say: all that pages show of them.
  struct Texts {
    /// Put into every field that can hold it.
    var spice = ""
  }

  /// A reader that finds what it is told, and duties by the rules.
  struct Reader: JDReader {
    let name = "test"
    var title: String?
    var skills: [String] = []
    var isRejected = false
    var spice = ""

    func parse(_ text: JDText) async throws -> JDReading {
      var reading = try await RuleJDReader().parse(text)
      if isRejected {
        reading.parsed.jdType = "other" + spice
        reading.rejectionReason = "It sells shoes\(spice)."
        return reading
      }
      for index in reading.parsed.rolesAndResponsibilities.indices {
        reading.parsed.rolesAndResponsibilities[index].text += spice
      }
      reading.parsed.role = title
      reading.parsed.roleAliases = spice.isEmpty ? [] : ["Alias" + spice]
      reading.parsed.companyName = "Company" + spice
      reading.parsed.experience.raw = "3 years" + spice
      reading.parsed.domain.primary = NamedIndustry(domain: "Trade" + spice, aliases: [])
      reading.parsed.jobLocations = [JobLocation(city: "Town" + spice)]
      reading.parsed.certifications = [.string("Paper" + spice)]
      return reading
    }

    func extractSkills(
      from text: JDText, reading: JDReading, library: CatalogLookup
    ) async throws -> [ExtractedSkill] {
      skills.enumerated().map {
        ExtractedSkill(name: $1, isPrimary: $0 == 0, start: $0 == 0 ? 3 : nil, end: 8)
      }
    }
  }

  static let embedder = HashingEmbedder(dimension: 64)

  init(spice: String = "") throws {
    texts = Texts(spice: spice)
    store = try Store.inMemory()
    try store.importCatalog(Self.catalog(spice))
    site = try PageSite(pipeline: JDPipeline(store: store, embedder: Self.embedder))
  }

  private static func catalog(_ spice: String) -> Catalog {
    func role(
      _ id: Int, _ name: String, _ domain: String, _ aliases: [String], _ kras: [String]
    ) -> Role {
      Role(
        id: id, slug: Slug.make(from: name), displayName: name + spice,
        archetype: "Works as \(name)\(spice).", domain: domain + spice,
        aliases: aliases.map { $0 + spice }, kras: kras.map { $0 + spice },
        dimensionIDs: [id],
        baseline: RoleBaseline(
          natureOfWork: .init(label: "Label" + spice, summary: "Summary" + spice),
          techStackMaturity: .init(label: "Stack" + spice, why: "Why" + spice), aiIndex: 1.8))
    }
    func skill(_ id: Int, _ name: String, _ dimension: Int) -> Skill {
      Skill(
        id: id, slug: Slug.make(from: name), displayName: name + spice, categoryID: 1,
        subCategoryID: 1, nature: "TOOL" + spice, volatility: "STABLE" + spice,
        typicalLifespan: "EVERGREEN", versionStrategy: "UNVERSIONED" + spice,
        aliases: [
          SkillAlias(
            id: id, text: name, type: "CANONICAL", isPrimary: true,
            matchStrategy: SkillAlias.caseInsensitive)
        ], dimensionIDs: [dimension])
    }
    return Catalog(
      information: CatalogInformation(name: "test", release: "1", licence: "none"),
      roles: [
        role(
          1, "Backend Engineer", "Software", ["Backend Engineer", "Server Engineer"],
          ["Builds services in Go.", "Designs databases for ledgers."]),
        role(
          2, "Mobile Engineer", "Software", ["Mobile Engineer", "Server Engineer"],
          ["Builds mobile apps in Swift."]),
        role(3, "Florist", "Trade", ["Florist"], ["Arranges flowers for weddings."]),
        role(4, "Porter", "Trade", ["Porter"], []),
      ],
      skills: [skill(1, "Golang", 1), skill(2, "Swift", 2), skill(3, "Bouquets", 3)],
      dimensions: (1...4).map {
        CatalogDimension(
          id: $0, slug: "dimension-\($0)", displayName: "Dimension \($0)\(spice)",
          rationale: "Because\(spice).", difficultyHint: "well_known")
      },
      categories: [
        SkillCategory(
          id: 1, name: "Tools" + spice, subCategories: [.init(id: 1, name: "Sharp ones" + spice)])
      ])
  }

  /// Decides a job description and returns its run.
  @discardableResult
  func run(
    title: String?, skills: [String] = [], duties: [String] = Self.duties, isRejected: Bool = false,
    arbiter: any Arbiter = EvidenceArbiter()
  ) async throws -> StoredRun {
    var policy = Policy()
    policy.kraNoveltyThreshold = 1
    let spice = texts.spice
    let pipeline = JDPipeline(
      store: store, embedder: Self.embedder,
      reader: Reader(
        title: title, skills: skills, isRejected: isRejected, spice: spice),
      arbiter: arbiter, policy: policy)
    let markup = spice.isEmpty ? "" : "<b title=\"x\">'\"</b>"
    let text =
      "Wanted\(markup)\n\nResponsibilities:\n"
      + duties.map { "• \($0.dropLast())\(markup)." }.joined(separator: "\n")
    return try await pipeline.classify(text)
  }

  static let duties = [
    "Arrange flowers for weddings in the morning.", "Build services in Go for ledgers.",
  ]

  /// An arbiter that finds no role fit.
  struct NobodyFits: Arbiter {
    let name = "test"
    let isLanguageModel = false

    func answer(_ question: ArbiterQuestion) async throws -> ArbiterAnswer {
      ArbiterAnswer(slug: nil, confidence: 0, reasoning: "nobody")
    }

    func profile(ofSkill name: String, in question: SkillQuestion) async throws -> SkillProfile {
      try await EvidenceArbiter().profile(ofSkill: name, in: question)
    }
  }

  /// One run of each kind, model calls, and decisions in the log.
  func seed() async throws -> [StoredRun] {
    let spice = texts.spice
    let runs = [
      try await run(title: "Backend Engineer" + spice, skills: ["Golang", "Quill" + spice]),
      try await run(title: "Server Engineer" + spice, skills: ["golang v2"]),
      try await run(title: "Gardener" + spice, skills: ["Bouquets"]),
      try await run(title: "Hotel Pastry Chef Early" + spice, skills: [], arbiter: NobodyFits()),
      try await run(
        title: "Hotel Pastry Chef Late" + spice, skills: ["Dough" + spice], arbiter: NobodyFits()),
      try await run(title: nil, isRejected: true),
    ]
    let id = try store.begin(
      ModelCallIntent(
        runID: runs[0].id, step: .extractFromJD, purpose: .parse, provider: "openai" + spice,
        model: "model" + spice, promptHash: "abc" + spice, prompt: "Read this" + spice))
    try store.finish(
      id,
      ModelCallResult(
        error: "refused" + spice, tokens: TokenUsage(prompt: 12, completion: 5), costUSD: 0.0095,
        latencyMilliseconds: 812, attemptCount: 2, response: "{\"a\": \"\(spice)\"}"))
    _ = try store.review(
      ReviewDecision(
        .approve(ReviewApproval()), queue: .skills, selection: .items([1]),
        reason: "because" + spice), by: "ann" + spice)
    let second = try store.review(
      ReviewDecision(.sendBack, queue: .kras, selection: .items([1]), reason: "why" + spice),
      by: "ann" + spice)
    _ = try store.undoReview(batch: second.entries[0].batch, by: "ann" + spice)
    return runs
  }

  // MARK: - Requests

  func get(
    _ path: String, _ query: [(String, String)] = [],
    permission: PageRequest.Permission = .administer, isSignedIn: Bool = true
  ) async throws -> PageResponse {
    try await site.respond(
      to: PageRequest(
        person: "ann" + texts.spice, permission: permission, isSignedIn: isSignedIn, path: path,
        query: query.map { (name: $0.0, value: $0.1) }, csrfToken: "token" + texts.spice))
  }

  func post(
    _ path: String, _ form: [(String, String)],
    permission: PageRequest.Permission = .administer
  ) async throws -> PageResponse {
    try await site.respond(
      to: PageRequest(
        person: "ann", permission: permission, method: .post, path: path,
        form: form.map { (name: $0.0, value: $0.1) }, csrfToken: "token"))
  }

  /// The page at an address of the site, as a browser that follows a link would ask for it.
  func follow(_ address: String) async throws -> PageResponse {
    let parts = address.split(separator: "#")[0].split(separator: "?", maxSplits: 1)
    let path = try #require(parts[0].removingPercentEncoding)
    #expect(path.hasPrefix("/ui/"), "\(address) leads out of the site")
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(sides[0]), sides[1].removingPercentEncoding ?? "?")
    }
    return try await get(String(path.dropFirst(4)), query)
  }
}

extension PageResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}
