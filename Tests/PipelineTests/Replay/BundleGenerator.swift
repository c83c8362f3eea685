import Foundation

@testable import Pipeline

/// Random run bundles: the same one for the same seed. Written to reach every case of the decision
/// and every boundary that CONTRACT names.
struct BundleGenerator {
  /// How skill texts may meet the library.
  enum SkillMode {
    /// Word for word, or not at all.
    case aliases
    /// By punctuation, plural, version or similarity as well.
    case loose
  }

  /// The rarer cases of the decision, which chance alone would seldom reach.
  enum Aim {
    case any
    /// Case D: a title that roles share.
    case collision
    /// Case B: an alias role and another skill leader.
    case contradiction
    /// Case C: no alias, one leader of skills and KRAs.
    case agreement
  }

  let seed: UInt64
  let mode: SkillMode
  let aim: Aim
  var random: SeededGenerator
  var roles: [JSONValue] = []
  var skills: [JSONValue] = []
  /// Roles that share a title.
  var sharedRoles: [JSONValue] = []
  private let dimension: Int
  private var arbiterFloor = 0.5
  private var hasCentroidSums = false

  /// The title that several roles share.
  static let sharedTitle = "Ingénieur Système"

  init(seed: UInt64, mode: SkillMode) {
    self.seed = seed
    self.mode = mode
    random = SeededGenerator(seed: seed)
    dimension = random.int(1...24)
    aim = random.pick([.any, .any, .any, .any, .any, .collision, .contradiction, .agreement])
  }

  /// The bundle of a seed, without `expected`.
  static func bundle(seed: UInt64, mode: SkillMode) -> JSONValue {
    var generator = BundleGenerator(seed: seed, mode: mode)
    return generator.bundle()
  }

  private mutating func bundle() -> JSONValue {
    let catalog = catalog()
    let parsed = parsedJD()
    let names = skillNames()
    let policy = policy()
    return .object([
      "format": .string("run-bundle/1"), "run_id": .string(random.uuid()),
      "input": .object(["jd_text": .string("Job \(seed): \(names.joined(separator: ", "))")]),
      "policy": policy, "catalog": catalog,
      "embeddings": embeddings(of: texts(catalog, parsed, names)),
      "model_calls": .array(calls(parsed, names)),
    ])
  }

  // MARK: - Policy

  private mutating func policy() -> JSONValue {
    var policy: [String: JSONValue] = [:]
    let shares: [(String, [Double])] = [
      ("skill_floor", [0, 0.2, 0.25, 0.5, 0.6, 1]),
      ("kra_floor", [-1, -0.5, 0, 0.3, 0.6, 0.8]),
      ("contradiction_margin", [0.01, 0.1, 0.25, 0.3, 0.5, 1]),
      ("arbiter_floor", [0.3, 0.5, 0.72]),
      ("kra_novelty_threshold", [-0.2, 0, 0.3, 0.55, 0.8, 1]),
      ("skill_similarity", [0.5, 0.8, 0.92, 1]),
    ]
    for (name, values) in shares where random.chance(60) {
      policy[name] = .number(random.pick(values))
    }
    if aim == .contradiction {
      policy["contradiction_margin"] = .number(random.pick([0.01, 0.1, 0.25, 0.5]))
      policy["skill_floor"] = .number(random.pick([0, 0.25, 0.5]))
    }
    if aim == .agreement { policy["kra_floor"] = .number(random.pick([-1, -0.5, 0, 0.3])) }
    if random.chance(50) { policy["sentences_per_role"] = .optional(random.int(1...5)) }
    if random.chance(50) { policy["shortlist_size"] = .optional(random.int(1...8)) }
    if random.chance(70) {
      policy["kra_novelty"] = .string(random.pick(["exact", "shortlist"]))
    }
    if random.chance(20) { policy["costs_in_payload"] = .bool(false) }
    // With nothing learned, an alias is never vetoed.
    if !hasCentroidSums, random.chance(20) { policy["alias_veto"] = .number(0.9) }
    arbiterFloor = policy["arbiter_floor"]?.double ?? 0.5
    return .object(policy)
  }

  // MARK: - Embeddings

  /// Every text that may be embedded.
  private func texts(
    _ catalog: JSONValue, _ parsed: JSONValue, _ names: [String]
  ) -> [String] {
    var texts = catalog.at("roles").items.flatMap { $0.at("kras").items }.compactMap(\.text)
    for block in parsed.at("roles_and_responsibilities").items {
      texts += PlainText.sentences(of: block.at("text").text ?? "")
    }
    if mode == .loose {
      texts += names
      texts += skills.flatMap { $0.at("aliases").items }.compactMap { $0.at("alias_text").text }
    }
    var seen: Set<Data> = []
    return texts.filter { seen.insert(Data($0.utf8)).inserted }
  }

  private mutating func embeddings(of texts: [String]) -> JSONValue {
    let pool = (0..<random.int(2...6)).map { _ in integers() }
    let isStored = random.chance(70)
    var entries: [JSONValue] = [vector(of: "a text that nothing asks for", integers(), isStored)]
    for text in texts where random.chance(85) {
      let integers = random.chance(60) ? random.pick(pool) : integers()
      entries.append(vector(of: text, integers, isStored))
    }
    entries.shuffle(using: &random)
    if random.chance(30) { return .array(entries) }
    var object: [String: JSONValue] = [
      "model": .string("recorded"), "missing": .string("zero"), "vectors": .array(entries),
    ]
    if random.chance(70) { object["dimension"] = .optional(dimension) }
    return .object(object)
  }

  /// A small vector; sometimes zero, often along one axis.
  private mutating func integers() -> [Int] {
    if random.chance(8) { return [Int](repeating: 0, count: dimension) }
    if random.chance(30) {
      let axis = random.int(0...(dimension - 1))
      return (0..<dimension).map { $0 == axis ? 1 : 0 }
    }
    return (0..<dimension).map { _ in random.int(-2...3) }
  }

  /// A vector in the bundle's form: of unit length where `isStored`, else left to be normalised.
  private func vector(of text: String, _ integers: [Int], _ isStored: Bool) -> JSONValue {
    let length = Double(integers.reduce(0) { $0 + $1 * $1 }).squareRoot()
    var data = Data()
    for integer in integers {
      let divisor = isStored && length > 0 ? length : 1
      let bits = Float(Double(integer) / divisor).bitPattern
      for shift in [0, 8, 16, 24] { data.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift))) }
    }
    return .object([
      "text": .string(text), "vector": .string(data.base64EncodedString()),
    ])
  }

  // MARK: - Model answers

  private mutating func calls(_ parsed: JSONValue, _ names: [String]) -> [JSONValue] {
    var calls = [call("parse_jd", parsed)]
    guard parsed.at("JD_type").text == "pass" else { return calls }
    let finalSkills = names.map { name in
      JSONValue.object(["is_primary": .bool(random.chance(50)), "skill_name": .string(name)])
    }
    calls.append(call("extract_skills", .object(["final_skills": .array(finalSkills)])))
    calls.append(call("resolve_collision", verdict(likely: sharedRoles)))
    var choice = verdict(likely: roles)
    if let role = roles.first(where: { $0.at("slug") == choice.at("slug") }) {
      if random.chance(90) { choice = choice.with(["domain": role.at("domain")]) }
      choice = choice.with([
        "matched_skills": .texts(random.some(["Python", "testing"], random.int(0...2))),
        "matched_dimensions": .texts(["Quality"]), "matched_kras": .texts(["Ship code"]),
      ])
    }
    calls.append(call("choose_in_domain", choice))
    for name in Set(names).sorted() {
      calls.append(call("derive_skill", profile(), skill: name))
    }
    return calls.shuffled(using: &random)
  }

  private func call(_ purpose: String, _ response: JSONValue, skill: String? = nil) -> JSONValue {
    var call: [String: JSONValue] = ["purpose": .string(purpose), "response": response]
    if let skill { call["skill"] = .string(skill) }
    return .object(call)
  }

  /// An arbiter's answer: mostly a likely role; also none, a role outside the candidates, and every
  /// side of the floor.
  private mutating func verdict(likely: [JSONValue]) -> JSONValue {
    let slug: JSONValue =
      switch random.int(1...10) {
      case 1: .null
      case 2: .string("no-such-role")
      case 3: random.pick(roles).at("slug")
      default: random.pick(likely.isEmpty ? roles : likely).at("slug")
      }
    let confidence =
      switch random.int(1...10) {
      case 1: arbiterFloor.nextDown
      case 2: arbiterFloor - 0.01
      case 3...5: arbiterFloor
      case 6: 1.0
      default: Double(random.int(730...999)) / 1000
      }
    return .object([
      "slug": slug, "confidence": .number(confidence),
      "reasoning": .string("Because of seed \(seed)."),
    ])
  }

  private mutating func profile() -> JSONValue {
    .object([
      "category": .string(random.pick(["Concepts", "Soft Skills"])),
      "skill_nature": .string(random.pick(["TOOL", "CONCEPT", "PRACTICE"])),
      "sub_category": .string("general"), "typical_lifespan": .string("MULTI_YEAR"),
      "version_strategy": .string("UNVERSIONED"), "volatility": .string("MEDIUM"),
    ])
  }

  mutating func noteCentroidSums() { hasCentroidSums = true }

  /// Numbers for the sum of a centroid.
  mutating func centroidSum() -> JSONValue {
    .array((0..<dimension).map { _ in .number(Double(random.int(-1000...1000)) / 256) })
  }
}
