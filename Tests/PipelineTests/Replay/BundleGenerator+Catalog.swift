import Foundation

@testable import Pipeline

extension BundleGenerator {
  private static let duties = [
    "Build the server side of a product.", "Test every release", "Review designs with peers",
    "Run the on-call rota", "Write documents", "Plan capacity", "Fix défauts early!",
    "Measure what users do", "Ship e.g. node services", "Talk to customers",
  ]
  private static let domains = ["Software Engineering", "Quality", "Data"]
  /// Skills that the library may know. No two share a form but for punctuation, plural or version.
  private static let libraryNames = [
    "Kafka Streams", "Postgres", "Terraform Modules", "Docker", "Redis Cache", "GraphQL",
    "Café Tools", "Straße Maps", "Hive Tables", "Unit Tests", "Airflow Pipelines", "Scala Play",
  ]
  /// Skills that it never knows.
  private static let strangeNames = [
    "Leadership", "Customer Focus", "Teamwork", "Résumé Screening", "Data Sense", "go", "GO",
  ]

  /// A whole catalog; sets `roles`, `skills` and `sharedRoles`.
  mutating func catalog() -> JSONValue {
    let roleIDs = random.ids(aim == .any ? random.int(1...12) : random.int(2...4), upTo: 999)
    let dimensionIDs = random.ids(random.int((aim == .any ? 0 : 3)...6), upTo: 300)
    let shared = Set(random.some(roleIDs, random.int((aim == .collision ? 2 : 0)...3)))
    roles = roleIDs.map { role($0, isShared: shared.contains($0)) }
    sharedRoles = roles.filter { shared.contains($0.at("id").integer!) }
    skills = makeSkills(dimensionIDs)
    var catalog: [String: JSONValue] = [
      "roles": .array(roles), "skills": .array(skills),
      "dimensions": .array(dimensionIDs.map { dimension($0, roleIDs) }),
    ]
    if random.chance(80) { catalog["centroids"] = centroids(roleIDs) }
    if random.chance(80) {
      let queues = ["kra_queue", "skill_queue", "collision_log", "role_queue", "alias_queue"]
      var next: [String: JSONValue] = [:]
      for queue in random.some(queues, random.int(0...5)) {
        next[queue] = .optional(random.int(1...30000))
      }
      catalog["next_ids"] = .object(next)
    }
    return .object(catalog)
  }

  private mutating func role(_ id: Int, isShared: Bool) -> JSONValue {
    var aliases = ["Role \(id)", "Spécialiste \(id)"]
    if isShared { aliases.insert(Self.sharedTitle, at: random.int(0...2)) }
    var kras = random.some(Self.duties, random.int((aim == .agreement ? 1 : 0)...4))
    if let first = kras.first, random.chance(10) { kras.append(first) }
    return .object([
      "id": .optional(id), "slug": .string("role-\(id)"), "display_name": .string("Role \(id)"),
      "role_archetype": .string("Does the work of \(id)."),
      "domain": .string(random.pick(Self.domains)), "aliases": .texts(aliases),
      "kras": .texts(kras),
    ])
  }

  private mutating func dimension(_ id: Int, _ roleIDs: [Int]) -> JSONValue {
    var dimension: [String: JSONValue] = [
      "id": .optional(id), "slug": .string("dimension-\(id)"),
      "display_name": .string("Dimension \(id)"), "rationale": .string("Why \(id)."),
      "difficulty_hint": .string("well_known"),
    ]
    let most = aim == .any ? 4 : 2
    let owners = random.chance(25) ? [] : random.some(roleIDs, random.int(1...most))
    if !owners.isEmpty || random.chance(50) {
      dimension["role_ids"] = .array(owners.map { .optional($0) })
    }
    return .object(dimension)
  }

  private mutating func centroids(_ roleIDs: [Int]) -> JSONValue {
    var centroids: [JSONValue] = []
    for id in random.some(roleIDs, random.int(0...roleIDs.count)) {
      var centroid: [String: JSONValue] = [
        "role_id": .optional(id), "n": .optional(random.int(0...2000)),
      ]
      if random.chance(40) {
        centroid["sum"] = centroidSum()
        noteCentroidSums()
      }
      centroids.append(.object(centroid))
    }
    return .array(centroids)
  }

  // MARK: - Skills of the library

  private mutating func makeSkills(_ dimensionIDs: [Int]) -> [JSONValue] {
    let count = random.int((aim == .any ? 0 : 3)...10)
    let ids = random.ids(count + 2, upTo: 5000)
    var aliasIDs = random.ids(60, upTo: 9000)
    var skills: [JSONValue] = []
    for (name, id) in zip(random.some(Self.libraryNames, count), ids) {
      var texts = [(name, "CASE_INSENSITIVE")]
      if random.chance(50) { texts.append(("\(name) Suite", "CASE_INSENSITIVE")) }
      if random.chance(20) { texts.append(("X\(id)", "CASE_SENSITIVE")) }
      if mode == .loose, random.chance(20) { texts.append(("Streaming", "CASE_INSENSITIVE")) }
      skills.append(skill(id, name, texts, &aliasIDs, dimensionIDs))
    }
    if random.chance(50) {
      let texts = [("Go", "CASE_SENSITIVE"), ("Go Language", "CASE_INSENSITIVE")]
      skills.append(skill(ids[count], "Go", texts, &aliasIDs, dimensionIDs))
    }
    if mode == .loose, random.chance(20) {
      let texts = [("go", "CASE_INSENSITIVE"), ("Board Game", "CASE_SENSITIVE")]
      skills.append(skill(ids[count + 1], "Go the game", texts, &aliasIDs, dimensionIDs))
    }
    return skills.shuffled(using: &random)
  }

  private mutating func skill(
    _ id: Int, _ name: String, _ texts: [(text: String, strategy: String)],
    _ aliasIDs: inout [Int], _ dimensionIDs: [Int]
  ) -> JSONValue {
    let aliases = texts.enumerated().map { index, alias in
      JSONValue.object([
        "id": .optional(aliasIDs.removeLast()), "alias_text": .string(alias.text),
        "alias_type": .string(index == 0 ? "CANONICAL" : "SYNONYM"),
        "is_primary": .bool(index == 0), "match_strategy": .string(alias.strategy),
      ])
    }
    return .object([
      "id": .optional(id), "slug": .string("skill-\(id)"), "display_name": .string(name),
      "category_id": random.chance(20) ? .null : .number(1), "sub_category_id": .number(2),
      "skill_nature": .string(random.pick(["TOOL", "PLATFORM", "CONCEPT"])),
      "volatility": .string("STABLE"), "typical_lifespan": .string("EVERGREEN"),
      "is_extractable": .bool(random.chance(80)), "is_also_category": .bool(random.chance(20)),
      "aliases": .array(aliases),
      "dimension_ids": .array(
        random.some(dimensionIDs, random.int(0...3)).map { .optional($0) }),
    ])
  }

  // MARK: - Skills of the JD

  /// Distinct skill texts: known ones in other dress, and unknown ones.
  mutating func skillNames() -> [String] {
    var names = random.some(Self.strangeNames, random.int(0...3))
    if aim != .any || random.chance(85) {
      for skill in random.some(skills, random.int((aim == .any ? 0 : 2)...10)) {
        let aliases = skill.at("aliases").items
        for alias in random.some(aliases, random.chance(15) ? 2 : 1) {
          names.append(dressed(alias))
        }
      }
    }
    var seen: Set<String> = []
    return names.shuffled(using: &random).filter { seen.insert($0).inserted }
  }

  private mutating func dressed(_ alias: JSONValue) -> String {
    let text = alias.at("alias_text").text!
    if mode == .loose, random.chance(40) {
      switch random.int(1...5) {
      case 1: return text.replacing(" ", with: "-")
      case 2: return text.hasSuffix("s") ? String(text.dropLast()) : text + "s"
      case 3: return text + " 3.2"
      case 4: return text + " v2"
      default: return text.lowercased()
      }
    }
    if alias.at("match_strategy").text == "CASE_SENSITIVE" { return text }
    return otherDress(of: text)
  }

  /// A text of the same key: other case, spaces or composition.
  mutating func otherDress(of text: String) -> String {
    switch random.int(1...6) {
    case 1: text.uppercased()
    case 2: text.lowercased()
    case 3: "  " + text.replacing(" ", with: " \u{A0} ") + "\t"
    case 4: text.decomposedStringWithCanonicalMapping
    default: text
    }
  }
}
