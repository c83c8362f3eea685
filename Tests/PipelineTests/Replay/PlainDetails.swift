@testable import Pipeline

/// Steps 2 and 3 of CONTRACT, written apart from the engine.
struct PlainDetails {
  let bundle: JSONValue
  let library: PlainLibrary
  let skills: [String]
  let matches: [PlainLibrary.Match?]
  let decision: PlainDecision

  /// One entry per skill text and dimension of the skill that it means.
  private struct Entry {
    var text: String
    var skill: JSONValue
    var dimension: JSONValue
    var roles: [JSONValue]

    var payload: JSONValue {
      .object([
        "dimension": PlainLibrary.reference(dimension: dimension), "input_skill": .string(text),
        "llm_role": .null, "roles_from_db": .array(roles.map { PlainLibrary.reference($0) }),
      ])
    }
  }

  private func entries(_ text: String, _ match: PlainLibrary.Match?) -> [Entry] {
    guard let skill = match?.skill else { return [] }
    return library.dimensions(of: skill).map { dimension in
      Entry(
        text: text, skill: skill, dimension: dimension, roles: library.roles(under: dimension))
    }
  }

  private var allEntries: [Entry] { zip(skills, matches).flatMap { entries($0, $1) } }

  private var chosenRole: JSONValue {
    PlainLibrary.reference(decision.role, rationale: .optional(decision.reasoning))
  }

  // MARK: - Step 2

  var extractDetails: JSONValue {
    var candidates: [JSONValue] = []
    for role in allEntries.flatMap(\.roles) where !candidates.contains(role) {
      candidates.append(role)
    }
    let known = zip(skills, matches).compactMap { text, match in match.map { (text, $0) } }
    return .object([
      "alias_matches": .array(known.map { aliasMatch($0, $1) }),
      "candidate_roles": .array(candidates.map { PlainLibrary.reference($0) }),
      "chosen_role": chosenRole, "dimensions": .array(allEntries.map(\.payload)),
      "input_final_skills": .texts(skills), "input_llm_skills": .texts(skills),
      "new_aliases_persisted": .optional(known.filter { $1.alias == nil }.count),
      "run_id": bundle.at("run_id"),
      "skills_detail": .array(zip(skills, matches).map { detail($0, $1) }),
      "unmatched_skills": .texts(zip(skills, matches).filter { $1 == nil }.map(\.0)),
    ])
  }

  private func aliasMatch(_ text: String, _ match: PlainLibrary.Match) -> JSONValue {
    .object([
      "alias_persist_skipped_reason": match.alias == nil
        ? .null : .string("alias_text already exists for this canonical skill"),
      "alias_persisted": .bool(match.alias == nil),
      "existing_alias_id": match.alias?.at("id") ?? .null,
      "existing_alias_text": match.alias?.at("alias_text") ?? .null,
      "input_term": .string(text),
      "matched_canonical": PlainLibrary.reference(skill: match.skill),
      "matched_via": .string(match.way),
    ])
  }

  private func detail(_ text: String, _ match: PlainLibrary.Match?) -> JSONValue {
    let isProposed = match != nil && match?.alias == nil
    return .object([
      "aliases_in_db": .array(match?.skill.at("aliases").items ?? []),
      "canonical": match.map { PlainLibrary.reference(skill: $0.skill) } ?? .null,
      "dimensions": .array(entries(text, match).map(\.payload)), "input_skill": .string(text),
      "matched_via": .optional(match?.way), "new_alias_persisted": .bool(isProposed),
      "new_alias_text": isProposed ? .string(text) : .null,
      "new_skill_meta": match == nil ? newSkill(text) : .null,
      "source_tag": .string(match == nil ? "llm" : "db"), "was_in_llm_skills": .bool(true),
    ])
  }

  private func newSkill(_ text: String) -> JSONValue {
    let call = bundle.at("model_calls").items.first {
      $0.at("purpose").text == "derive_skill" && $0.at("skill").text == text
    }
    return .object([
      "derived": call?.at("response") ?? .null, "enrichment": .null, "keep_log": .array([]),
      "locked_dimensions": .array([]), "merge_log": .array([]), "placed": .null,
      "relationships": .null, "skill_id": .string(PlainText.slug(of: text)),
      "split_log": .array([]), "typed": .null, "warnings": .array([]),
    ])
  }

  // MARK: - Step 3

  var finalRoleOutput: JSONValue {
    .object([
      "chosen_role": chosenRole,
      "chosen_role_resolution": .string(decision.isNew ? "queued_new" : "in_db"),
      "final_input_skills": .array(
        zip(skills, matches).map { text, match in
          .object([
            "skill": .string(text), "tag": .string(match == nil ? "new" : "in_db"),
          ])
        }),
      "llm_cost_api1_usd": .null, "llm_cost_api2_usd": .null, "llm_cost_api3_usd": .null,
      "llm_cost_total_usd": .null, "planner_output": .null, "run_id": bundle.at("run_id"),
      // Every link that an item asks for is in the library: no row is created. No item of a
      // recording has a `skipped_reason`.
      "persistence": .object([
        "items": .array(allEntries.map(item)), "new_skills_created": .number(0),
        "role_dimension_saved": .number(0), "skill_dimension_saved": .number(0),
        "skipped": .number(0),
      ]),
    ])
  }

  private func item(_ entry: Entry) -> JSONValue {
    let isUnderRole = entry.roles.contains(decision.role)
    let outcome = isUnderRole ? "saved" : "skipped (dimension not under chosen role)"
    return entry.payload.with([
      "chosen_role_id": decision.role.at("id"), "dimension_id": entry.dimension.at("id"),
      "matched_chosen_role": .bool(isUnderRole),
      "outcome_line": .string("Existing dimension (library) · Role↔dimension \(outcome)"),
      "role_dimension_saved": .bool(isUnderRole), "skill_dimension_saved": .bool(true),
      "skill_id": entry.skill.at("id"), "skill_tag": .string("in_db"), "skipped_reason": .null,
    ])
  }
}
