@testable import Pipeline

extension BundleGenerator {
  private static let sentences = [
    "Build services.", "Test every release", "Review designs with peers.", "Ship it!", "Why not?",
    "Use tools, e.g. node and v2. then more", "Mesurer l'été.", "Écrire des documents.",
    "Lead 3.5 teams. 2 of them remote.", "Run the on-call rota", "Work on Node.js and .NET.",
  ]
  private static let marks = [
    "", "", "• ", "●", "▪ ", "◦ ", "‣ ", "· ", "* ", "- ", "– ", "— ", "  - ", "- - ", "•\t",
  ]

  /// The answer of `parse_jd`.
  mutating func parsedJD() -> JSONValue {
    let isRejected = random.chance(5)
    let (title, aliases) = titles()
    return .object([
      "JD_type": .string(isRejected ? random.pick(["not_a_jd", "résumé"]) : "pass"),
      "about_company": .null, "certifications": .array([]),
      "company_name": random.chance(50) ? .null : .string("Müller & Co"), "ctc": .null,
      "domain": .object([
        "primary": .object(["aliases": .texts(["ITES"]), "domain": .string("Other")]),
        "secondary": .null,
      ]),
      "education": .array([]),
      "experience": .object([
        "min": .optional(random.int(0...9)), "max": .null, "raw": .string("some years"),
      ]),
      "job_locations": .array([
        .object([
          "aliases": .texts(["Bombay"]), "city": .string("Mumbai"), "country": .string("India"),
          "state": .null, "work_mode": .null,
        ])
      ]),
      "role": .optional(title), "role_aliases": .texts(aliases),
      "role_archetype": random.chance(50) ? .null : .string("Engineering"),
      "roles_and_responsibilities": .array(
        (0..<random.int(aim == .agreement ? 1...3 : 0...3)).map { _ in block() }),
      "urls": .array([]),
    ])
  }

  /// The JD's title and title aliases: no role's, one role's, two roles' or the shared one.
  private mutating func titles() -> (String?, [String]) {
    var aliases = random.chance(50) ? ["Astronaut"] : []
    let own = "Role \(random.pick(roles).at("id").integer!)"
    let kind =
      switch aim {
      case .any: random.int(1...10)
      case .collision: random.int(9...10)
      case .contradiction: random.int(5...8)
      case .agreement: random.int(1...4)
      }
    switch kind {
    case 1: return (nil, aliases)
    case 2...4: return ("Deep-Sea  Diver (Nights)", aliases)
    case 5...7: return (otherDress(of: own), aliases)
    case 8:
      aliases.append(otherDress(of: own))
      return ("Diver", aliases)
    case 9: return (otherDress(of: Self.sharedTitle), aliases)
    default: return (otherDress(of: own), [otherDress(of: Self.sharedTitle)])
    }
  }

  private mutating func block() -> JSONValue {
    var text = ""
    let lineEnd = random.pick(["\n", "\n", "\r\n", "\r"])
    for line in 0..<random.int(0...4) {
      if line > 0 { text += lineEnd }
      let parts = random.some(Self.sentences, random.int(0...3))
      text += random.pick(Self.marks) + parts.joined(separator: random.pick([" ", "  ", " \t"]))
      if random.chance(20) { text += " " }
    }
    return .object([
      "bullet_count": .optional(random.int(0...9)), "heading": .string("Duties"),
      "heading_was_present": .bool(random.chance(80)),
      "source_marker": .object([
        "first_5_words": .string("first"), "last_5_words": .string("last"),
      ]),
      "text": .string(text), "word_count": .optional(random.int(0...99)),
    ])
  }
}
