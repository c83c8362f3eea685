import Pipeline

/// A run as people read it.
struct RunView {
  let run: StoredRun
  let store: String

  init(_ run: StoredRun, store: String) {
    self.run = run
    self.store = store
  }

  /// The whole view, without a line feed at the end.
  var text: String {
    guard let decision = run.extractFromJD.stage4Decision else {
      return """
        Not classified: \(run.extractFromJD.rejectionReason ?? "the text is no job description")
        run \(run.id) · rejected · stored in \(store)
        """
    }
    return ([header(decision)] + [evidence, nearestRoles, skills, changes, footer])
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// One line a run, for files of many.
  static func summary(of run: StoredRun, row: String) -> String {
    guard let decision = run.extractFromJD.stage4Decision else {
      return "\(row)\trejected\t\(run.extractFromJD.rejectionReason ?? "")"
    }
    let role = decision.chosenRole?.slug ?? "queued: \(decision.newRoleSlug ?? "")"
    return "\(row)\t\(decision.decisionCase.rawValue)\t\(role)\t\(two(decision.confidence))"
  }

  private static func two(_ value: Double) -> String { value.decimals(2) }

  private func header(_ decision: Decision) -> String {
    var lines: [String] = []
    if let role = decision.chosenRole {
      lines.append("\(role.displayName)   \(role.slug), id \(role.roleID)")
    } else {
      lines.append("No role of the library fits: \(decision.newRoleDisplayName ?? "") is proposed")
    }
    var facts =
      "case \(decision.decisionCase.rawValue) · confidence \(Self.two(decision.confidence))"
    if let calibrated = run.record.calibratedConfidence {
      facts += " · calibrated \(Self.two(calibrated))"
    }
    lines.append(facts)
    lines.append(decision.reasoning)
    if let title = run.extractFromJD.nanoParsed.role { lines.append("title in the text: \(title)") }
    return lines.joined(separator: "\n")
  }

  private var evidence: String {
    let pairs = run.record.chosenRolePairs
    guard !pairs.isEmpty else { return "" }
    let lines = pairs.map { pair in
      "  \(pair.similarity.decimals(4))  \(pair.sentence)\n          ↔ \(pair.kraText)"
    }
    return (["Evidence: sentence of the text ↔ responsibility of the role"] + lines)
      .joined(separator: "\n")
  }

  private var nearestRoles: String {
    let roles = run.extractFromJD.stage3Signals?.kraMatchRoles ?? []
    guard !roles.isEmpty else { return "" }
    return
      (["Nearest roles by responsibilities"]
      + roles.map { "  \($0.score.decimals(4))  \($0.displayName) (\($0.slug))" })
      .joined(separator: "\n")
  }

  private var skills: String {
    let details = run.extractDetails?.skillsDetail ?? []
    guard !details.isEmpty else { return "Skills\n  none found" }
    let known = details.filter { $0.canonical != nil }.count
    let primary = Set(
      run.extractFromJD.finalSkills.filter(\.isPrimary).map(\.skillName))
    let lines = details.map { detail in
      let mark = primary.contains(detail.inputSkill) ? "●" : "○"
      let match = detail.canonical.map { "\($0.displayName) (\(detail.matchedVia ?? ""))" }
      let dimensions = detail.dimensions.map(\.dimension.displayName).joined(separator: ", ")
      return "  \(mark) \(detail.inputSkill) → \(match ?? "not in the library, queued")"
        + (dimensions.isEmpty ? "" : " · \(dimensions)")
    }
    return (["Skills: \(details.count) found, \(known) in the library (● primary)"] + lines)
      .joined(separator: "\n")
  }

  private var changes: String {
    guard let updates = run.extractFromJD.stage5Updates else { return "" }
    var lines: [String] = []
    if updates.centroidUpdated, let count = updates.centroidCountAfter {
      lines.append("  learned: the role's centroid now holds \(count) JD\(count == 1 ? "" : "s")")
    }
    if let id = updates.collisionLogID {
      lines.append("  logged: several roles share this title (collision \(id))")
    }
    if let kra = updates.newKRAAttached {
      lines.append(
        "  queued: the responsibilities, new to the role (best similarity "
          + "\(kra.bestKRASimilarity.decimals(4))), as KRA item \(kra.queueID)")
    }
    for skill in updates.newSkillsAttached {
      lines.append("  queued: skill \(skill.skillName), as item \(skill.queueID)")
    }
    if let id = updates.queueEntryID {
      lines.append("  queued: a new role for review, as item \(id)")
    }
    return lines.isEmpty ? "" : (["Learned and queued"] + lines).joined(separator: "\n")
  }

  private var footer: String {
    let durations = run.record.durations
    let total = [
      durations.extractFromJD, durations.extractDetails, durations.finalRoleOutput,
    ].reduce(0) { $0 + ($1 ?? 0) }
    return "run \(run.id) · \(total.decimals(0)) ms · stored in \(store)"
  }
}
