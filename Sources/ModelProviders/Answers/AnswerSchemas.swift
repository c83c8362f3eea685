import Pipeline

/// The answers by purpose, in the shapes of the recorded ones.
extension AnswerSchema {
  private static let texts = AnswerSchema.array(.string)
  private static let confidence = AnswerSchema.number(0...1)
  private static let sourceMarker = AnswerSchema.object([
    ("first_5_words", .string), ("last_5_words", .string),
  ])
  private static let industry = AnswerSchema.nullable(
    .object([("domain", .string), ("aliases", texts)]))
  private static let years = AnswerSchema.nullable(.number(0...100))
  private static let phrase = AnswerSchema.nullable(.string)
  /// How pay is asked for; any object is taken.
  private static let pay = AnswerSchema.object([
    ("min", .nullable(.number(0...1e12))), ("max", .nullable(.number(0...1e12))),
    ("currency", phrase), ("period", phrase), ("raw", .string),
  ])

  /// `parse_jd`: the `nano_parsed` object.
  static let parsedJD = AnswerSchema.object([
    ("JD_type", .text),
    (
      "about_company",
      .nullable(
        .object([("source_marker", sourceMarker), ("text", .string), ("word_count", .integer)]))
    ),
    ("certifications", .array(.open(.string))),
    ("company_name", phrase),
    ("ctc", .open(.nullable(pay))),
    ("domain", .object([("primary", industry), ("secondary", industry)])),
    (
      "education",
      .array(
        .object([
          ("level", phrase), ("qualification", phrase), ("raw", phrase), ("requirement", phrase),
        ]))
    ),
    ("experience", .object([("min", years), ("max", years), ("raw", phrase)])),
    (
      "job_locations",
      .array(
        .object([
          ("aliases", texts), ("city", phrase), ("country", phrase), ("state", phrase),
          ("work_mode", phrase),
        ]))
    ),
    ("role", phrase),
    ("role_aliases", texts),
    ("role_archetype", phrase),
    (
      "roles_and_responsibilities",
      .array(
        .object([
          ("bullet_count", .integer), ("heading", phrase), ("heading_was_present", .boolean),
          ("source_marker", sourceMarker), ("text", .string), ("word_count", .integer),
        ]))
    ),
    ("urls", .array(.open(.string))),
  ])

  /// `extract_skills`.
  static let skills = AnswerSchema.object([
    ("final_skills", .array(.object([("skill_name", .text), ("is_primary", .boolean)])))
  ])

  /// `resolve_collision` and `resolve_contradiction`: a candidate, or null for none.
  static func choice(among slugs: [String]) -> AnswerSchema {
    .object([
      ("slug", candidate(among: slugs)), ("confidence", confidence), ("reasoning", .text),
    ])
  }

  /// `choose_in_domain`: a domain, then a candidate in it, or null for none.
  static func domainChoice(domains: [String], slugs: [String]) -> AnswerSchema {
    .object([
      ("domain", candidate(among: domains)), ("slug", candidate(among: slugs)),
      ("confidence", confidence), ("reasoning", .text), ("matched_skills", texts),
      ("matched_dimensions", texts), ("matched_kras", texts),
    ])
  }

  /// Servers take a limited number of values; a longer list is checked in code alone.
  private static func candidate(among values: [String]) -> AnswerSchema {
    .nullable(values.count <= 400 && !values.isEmpty ? .choice(values) : .string)
  }

  /// `client_output`. The label of a stack is one of the library's.
  static func enrichment(stacks: [String]) -> AnswerSchema {
    .object([
      ("nature_of_work", .object([("label", .text), ("summary", .text), ("quote", .text)])),
      ("tech_stack_maturity", .object([("label", .choice(stacks)), ("why", .text)])),
      (
        "ai",
        .object([
          ("title_match", .boolean), ("on_ai_team", .boolean), ("builds_ai_products", .boolean),
        ])
      ),
    ])
  }

  /// `derive_skill`. The sets of values are open.
  static let skillProfile = AnswerSchema.object([
    ("category", .text), ("sub_category", .text), ("skill_nature", .text), ("volatility", .text),
    ("typical_lifespan", .text), ("version_strategy", .text),
  ])
}
