import Pipeline

/// How a run ended, read from its payloads.
enum RunEnd: Equatable {
  case decided(slug: String, by: String)
  case queued(slug: String)
  case rejected(reason: String)

  /// Nil where the payloads say none of the three, or lack a reason.
  init?(_ payloads: JSONValue) {
    let decision = "extract_from_jd.stage4_decision."
    if payloads.at("extract_from_jd.rejected") == .bool(true) {
      guard let reason = payloads.string("extract_from_jd.rejection_reason"), !reason.isEmpty,
        payloads.at("extract_from_jd.stage4_decision") == .null,
        payloads.at("extract_details") == .null, payloads.at("final_role_output") == .null
      else { return nil }
      self = .rejected(reason: reason)
      return
    }
    guard let decisionCase = payloads.string(decision + "case"),
      let reasoning = payloads.string(decision + "reasoning"), !reasoning.isEmpty,
      let resolution = payloads.string("final_role_output.chosen_role_resolution")
    else { return nil }
    if payloads.at(decision + "queued") == .bool(true) {
      guard let slug = payloads.string(decision + "new_role_slug"), !slug.isEmpty,
        resolution == "queued_new"
      else { return nil }
      self = .queued(slug: slug)
    } else {
      guard let slug = payloads.string(decision + "chosen_role.slug"), !slug.isEmpty,
        resolution == "in_db"
      else { return nil }
      self = .decided(slug: slug, by: decisionCase)
    }
  }
}
