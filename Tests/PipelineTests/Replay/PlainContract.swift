@testable import Pipeline

/// A slow, direct model of CONTRACT, the specification of stages, payloads and bundles that the
/// engine was written to: from a run bundle as JSON to the three payloads as JSON. It calls no code
/// of the stages. CONTRACT is no part of the project; what of it is tested stands in this folder.
struct PlainContract {
  private let bundle: JSONValue
  private let policy: PlainPolicy
  private let vectors: PlainVectors
  private let library: PlainLibrary
  private let parsed: JSONValue
  private let isAccepted: Bool
  private let skills: [JSONValue]
  private let matches: [PlainLibrary.Match?]
  private let sentences: [String]
  private let signals: PlainSignals
  /// Nil for a text that is no JD.
  let decision: PlainDecision?

  init(_ bundle: JSONValue) {
    self.bundle = bundle
    func answer(_ purpose: String) -> JSONValue {
      let call = bundle.at("model_calls").items.first { $0.at("purpose").text == purpose }
      return call?.at("response") ?? .null
    }
    policy = PlainPolicy(bundle.at("policy"))
    vectors = PlainVectors(bundle.at("embeddings"))
    library = PlainLibrary(
      bundle.at("catalog"), vectors: vectors, skillSimilarity: policy.skillSimilarity)
    parsed = answer("parse_jd")
    isAccepted = parsed.at("JD_type").text == "pass"
    skills = isAccepted ? answer("extract_skills").at("final_skills").items : []
    matches = skills.map { [library] in library.match($0.at("skill_name").text!) }
    sentences = PlainText.sentences(of: Self.responsibilities(parsed))
    signals = PlainSignals(
      titles: ([parsed.at("role")] + parsed.at("role_aliases").items).compactMap(\.text),
      matches: matches.compactMap { $0 }, sentences: sentences, policy: policy,
      library: library, vectors: vectors)
    decision =
      isAccepted
      ? PlainDecision(signals: signals, policy: policy, library: library, answer: answer) : nil
  }

  /// All blocks of the R&R, joined with a line feed.
  private static func responsibilities(_ parsed: JSONValue) -> String {
    parsed.at("roles_and_responsibilities").items.map { $0.at("text").text! }
      .joined(separator: "\n")
  }

  /// The three payloads.
  var payloads: JSONValue {
    .object([
      "extract_from_jd": extractFromJD, "extract_details": details?.extractDetails ?? .null,
      "final_role_output": details?.finalRoleOutput ?? .null,
    ])
  }

  /// Where CONTRACT leaves the value to the engine: the calibrated confidence of case C and the
  /// words of its reasoning.
  var openPaths: Set<String> {
    guard decision?.name == "C" else { return [] }
    return [
      "$.extract_from_jd.stage4_decision.confidence",
      "$.extract_from_jd.stage4_decision.reasoning", "$.extract_details.chosen_role.rationale",
      "$.final_role_output.chosen_role.rationale",
    ]
  }

  private var details: PlainDetails? {
    decision.map { decision in
      PlainDetails(
        bundle: bundle, library: library, skills: skills.map { $0.at("skill_name").text! },
        matches: matches, decision: decision)
    }
  }

  private var extractFromJD: JSONValue {
    .object([
      "final_skills": .array(
        skills.map {
          .object(["is_primary": $0.at("is_primary"), "skill_name": $0.at("skill_name")])
        }),
      "jd_role": .object([
        "display_name": .string(parsed.at("role").text ?? ""), "rationale": .null,
        "role_aliases": parsed.at("role_aliases"),
        "role_archetype": parsed.at("role_archetype"), "slug": .string(""),
      ]),
      "nano_parsed": parsed, "rejected": .bool(!isAccepted),
      "rejection_reason": isAccepted ? .null : parsed.at("JD_type"),
      "run_id": bundle.at("run_id"), "stage3_signals": isAccepted ? signals.payload : .null,
      "stage4_decision": decision?.payload(title: parsed.at("role").text) ?? .null,
      "stage5_updates": decision.map(updates) ?? .null,
    ])
  }

  // MARK: - Updates

  private func updates(_ decision: PlainDecision) -> JSONValue {
    let role = decision.role
    let isCounted = !decision.isNew && !sentences.isEmpty
    let before = bundle.at("catalog").at("centroids").items.first {
      $0.at("role_id") == role.at("id")
    }
    let unknown = zip(skills, matches).filter { $1 == nil }.map(\.0)
    return .object([
      "centroid_n_after": isCounted ? .optional((before?.at("n").integer ?? 0) + 1) : .null,
      "centroid_updated": .bool(isCounted),
      "collision_log_id": decision.collided ? nextID("collision_log") : .null,
      "new_kra_attached": newKRA(decision),
      "new_skills_attached": .array(
        unknown.enumerated().map { index, skill in
          .object([
            "is_primary": skill.at("is_primary"), "queue_id": nextID("skill_queue", index),
            "role_display_name": role.at("display_name"), "role_slug": role.at("slug"),
            "skill_name": skill.at("skill_name"), "status": .string("pending"),
          ])
        }),
      "queue_entry_id": decision.isNew ? nextID("role_queue") : .null,
      "v3_pipeline_triggered": .bool(decision.isNew),
      "v3_role_slug": decision.isNew
        ? .string(PlainDecision.proposal(parsed.at("role").text).slug) : .null,
      "v3_run_id": decision.isNew ? bundle.at("run_id") : .null,
    ])
  }

  private func newKRA(_ decision: PlainDecision) -> JSONValue {
    let role = decision.role
    guard !decision.isNew, !sentences.isEmpty else { return .null }
    let listed = signals.kraScores.prefix(policy.shortlistSize).map(\.role)
    let isAsked = !policy.looksAtShortlist || listed.contains(role)
    let kras = isAsked ? role.at("kras").items.map { $0.text! } : []
    let best = vectors.pairs(sentences: sentences, kras: kras).first?.similarity ?? 0
    guard best < policy.noveltyThreshold else { return .null }
    return .object([
      "best_kra_similarity": PlainVectors.fourDecimals(best), "queue_id": nextID("kra_queue"),
      "r_and_r_preview": .string(PlainText.preview(of: Self.responsibilities(parsed))),
      "role_display_name": role.at("display_name"), "role_slug": role.at("slug"),
      "status": .string("pending"),
    ])
  }

  /// The id that a queue's row after `index` others gets.
  private func nextID(_ queue: String, _ index: Int = 0) -> JSONValue {
    .optional((bundle.at("catalog").at("next_ids").at(queue).integer ?? 1) + index)
  }
}
