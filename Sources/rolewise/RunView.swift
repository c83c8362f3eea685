import Pipeline

/// A run as people read it.
struct RunView {
  let run: StoredRun
  let store: String
  /// Nil of a run that has none.
  let clientOutput: ClientOutput?

  init(_ run: StoredRun, clientOutput: ClientOutput?, store: String) {
    self.run = run
    self.clientOutput = clientOutput
    self.store = store
  }

  /// The whole view, without a line feed at the end.
  var text: String {
    guard let decision = run.extractFromJD.stage4Decision else {
      let reason = run.extractFromJD.rejectionReason ?? "the text is no job description"
      let end = "\(costs)run \(run.id) · rejected · stored in \(store)"
      return ["Not classified: \(reason)", flags, end].filter { !$0.isEmpty }
        .joined(separator: "\n")
    }
    return
      ([header(decision)] + [
        evidence, proposal, nearestRoles, skills, enrichment, changes, flags, footer,
      ])
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// One line a run, for files of many: cells between tabs, which no id breaks.
  static func summary(of run: StoredRun, row: String) -> String {
    let row = cell(row)
    guard let decision = run.extractFromJD.stage4Decision else {
      return "\(row)\trejected\t\(run.extractFromJD.rejectionReason ?? "")"
    }
    let role = decision.chosenRole?.slug ?? "queued: \(decision.newRoleSlug ?? "")"
    return "\(row)\t\(decision.decisionCase.rawValue)\t\(role)\t\(two(decision.confidence))"
  }

  /// The text with a space for each control character and line separator.
  private static func cell(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar -> Unicode.Scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator: " "
          default: scalar
          }
        }))
  }

  private static func two(_ value: Double) -> String { value.decimals(2) }

  private func header(_ decision: Decision) -> String {
    var lines: [String] = []
    if let role = decision.chosenRole {
      lines.append("\(role.displayName)   \(role.slug), id \(role.roleID)")
    } else {
      let proposed = decision.newRoleDisplayName.map { ": \($0) is proposed" } ?? ""
      lines.append("No role of the library was chosen\(proposed)")
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

  /// The new role of case E; empty in every other case.
  private var proposal: String {
    guard let proposal = run.record.proposal else { return "" }
    var lines = ["Proposed role: \(proposal.displayName) (\(proposal.slug))"]
    if let domain = proposal.domain { lines.append("  domain: \(domain)") }
    if !proposal.dimensions.isEmpty {
      let names = proposal.dimensions.map(\.displayName).joined(separator: ", ")
      lines.append("  dimensions: \(names)")
    }
    lines += proposal.kras.map { "  KRA: \($0)" }
    lines += proposal.nearestRoles.map { role in
      let scores = [
        ("responsibilities", role.kraScore), ("title", role.titleSimilarity),
        ("skills", role.skillScore),
      ].compactMap { name, score in score.map { "\(name) \(Self.two($0))" } }
      return "  near: \(role.displayName) (\(role.slug)) · \(scores.joined(separator: ", "))"
    }
    return lines.joined(separator: "\n")
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
    return "\(costs)run \(run.id) · \(total.decimals(0)) ms · stored in \(store)"
  }

  /// A line on the model calls; empty where there were none.
  private var costs: String {
    guard let costs = run.record.costs else { return "" }
    func dollars(_ cost: Double?) -> String { cost.map { "$\($0.decimals(6))" } ?? "unknown" }
    let total = costs.total
    return "model calls: \(total.callCount), \(total.cacheHitCount) from the cache · "
      + "\(total.tokens.total) tokens · cost \(dollars(total.costUSD)) "
      + "(step 1 \(dollars(costs.extractFromJD.costUSD)), "
      + "step 2 \(dollars(costs.extractDetails.costUSD)))\n"
  }

  /// What a reviewer should know of; empty where there is nothing.
  private var flags: String {
    guard !run.record.flags.isEmpty else { return "" }
    return (["Flags"] + run.record.flags.map { "  \($0)" }).joined(separator: "\n")
  }
}
