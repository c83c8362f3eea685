import Foundation

@testable import Pipeline

/// The decision table of CONTRACT, written apart from the engine.
struct PlainDecision {
  var name: String
  /// Null in case E.
  var role: JSONValue
  var score = 1.0
  /// Nil where CONTRACT leaves the number to a calibration (case C).
  var confidence: Double?
  /// Nil where CONTRACT leaves the words to the engine (case C).
  var reasoning: String?
  var modelReasoning: String?
  var collided = false
  /// The answer whose free texts are shown (case DOMAIN).
  var answer = JSONValue.null

  init(
    signals: PlainSignals, policy: PlainPolicy, library: PlainLibrary,
    answer: (_ purpose: String) -> JSONValue
  ) {
    let leader = signals.skillScores.first
    if signals.aliasRoles.count > 1 {
      let reply = answer("resolve_collision")
      self.init(arbitrated: "D", reply, among: signals.aliasRoles, policy)
      collided = true
      return
    }
    if let alias = signals.aliasRoles.first {
      let contradicts =
        leader.map { leader in
          leader.role != alias && leader.score >= policy.skillFloor
            && signals.lead(of: leader, over: alias) >= policy.contradictionMargin
        } ?? false
      if contradicts, let leader {
        let reply = answer("resolve_collision")
        self.init(arbitrated: "B", reply, among: [alias, leader.role], policy)
        return
      }
      self.init(name: "A", role: alias, confidence: 1)
      let top =
        leader.map { "\($0.role.at("slug").text!) \(String(format: "%.2f", $0.score))" }
        ?? "absent"
      reasoning =
        "Exact alias hit on \(alias.at("slug").text!) (1.0) — no other alias at this confidence; "
        + "skill_top \(top) does not contradict"
      return
    }
    if let leader, let kra = signals.kraScores.first, leader.role == kra.role,
      leader.score >= policy.skillFloor, kra.score >= policy.kraFloor
    {
      self.init(name: "C", role: leader.role, score: leader.score)
      return
    }
    self.init(arbitrated: "DOMAIN", answer("choose_in_domain"), among: library.roles, policy)
  }

  private init(name: String, role: JSONValue, score: Double = 1, confidence: Double? = nil) {
    self.name = name
    self.role = role
    self.score = score
    self.confidence = confidence
  }

  /// What an arbiter's answer gives: one of the candidates, or case E.
  private init(
    arbitrated name: String, _ reply: JSONValue, among candidates: [JSONValue],
    _ policy: PlainPolicy
  ) {
    let words = reply.at("reasoning").text ?? ""
    let given = reply.at("confidence").double ?? 0
    let slug = reply.at("slug")
    let pick = candidates.first { slug != .null && $0.at("slug") == slug }
    self.init(name: "E", role: .null, confidence: given)
    guard let pick, given >= policy.arbiterFloor else {
      reasoning = words
      modelReasoning = words
      return
    }
    self.name = name
    role = pick
    if name == "DOMAIN" {
      score = given
      reasoning = "Domain=\(reply.at("domain").text ?? pick.at("domain").text!); \(words)"
      answer = reply
    } else {
      reasoning = "LLM2 picked \(pick.at("slug").text!) (confidence \(given))"
      modelReasoning = words
    }
  }

  var isNew: Bool { name == "E" }

  /// `stage4_decision`.
  func payload(title: String?) -> JSONValue {
    let name = PlainDecision.proposal(title)
    return .object([
      "alias_collision_detected": .bool(collided), "case": .string(self.name),
      "chosen_role": isNew
        ? .null
        : PlainLibrary.signal(
          role, score: self.name == "C" ? PlainVectors.fourDecimals(score) : .number(score)),
      "confidence": confidence.map(JSONValue.number) ?? .null, "is_new_role": .bool(isNew),
      "llm2_fired": .bool(modelReasoning != nil), "llm2_reasoning": .optional(modelReasoning),
      "matched_dimensions": .array(answer.at("matched_dimensions").items),
      "matched_kras": .array(answer.at("matched_kras").items),
      "matched_skills": .array(answer.at("matched_skills").items),
      "new_role_display_name": isNew ? .string(name.display) : .null,
      "new_role_slug": isNew ? .string(name.slug) : .null, "queued": .bool(isNew),
      "reasoning": .optional(reasoning), "sub_role": .null,
    ])
  }

  /// The proposal's names: the JD's title. What a JD without a title is called, CONTRACT does not
  /// say; this is the engine's choice.
  static func proposal(_ title: String?) -> (display: String, slug: String) {
    guard let title, !PlainText.slug(of: title).isEmpty else {
      return ("Untitled role", "untitled-role")
    }
    return (title, PlainText.slug(of: title))
  }
}
