import Pipeline

/// The head of a run's page: role, case, confidence, resolution, the three steps, and times.
struct RunHeaderView {
  var fields: Fields

  init(_ facts: RunFacts) {
    let run = facts.run
    let record = run.record
    fields = [
      "id": run.id, "status": run.status.rawValue,
      "created": PageFormat.time(run.createdAt), "updated": PageFormat.time(run.updatedAt),
      "title": run.extractFromJD.nanoParsed.role,
      "rejection": run.status == .rejected
        ? run.extractFromJD.rejectionReason ?? "This is no job description." : nil,
      "decision": facts.decision.map { Self.decision($0, facts) },
      "steps": Self.steps(run), "costs": record.costs.map(Self.costs),
      "flags": record.flags,
      "counters": run.finalRoleOutput.map { Self.counters($0.persistence) },
    ]
  }

  private static func decision(_ decision: Decision, _ facts: RunFacts) -> Fields {
    let run = facts.run
    let reference = run.finalRoleOutput?.chosenRole ?? run.extractDetails?.chosenRole
    let chosen = decision.chosenRole
    return [
      "name": chosen?.displayName ?? decision.newRoleDisplayName ?? "No role",
      "address": chosen.map { PageLinks.role($0.slug) },
      "slug": chosen?.slug ?? decision.newRoleSlug, "id": chosen.map { "\($0.roleID)" },
      "source": reference?.source ?? (decision.isNewRole ? "new" : "db"),
      "archetype": reference?.roleArchetype, "isProposed": decision.isNewRole,
      "case": decision.decisionCase.rawValue,
      "caseWords": PageFormat.words(for: decision.decisionCase),
      "domain": domain(of: decision, facts),
      "confidence": PageFormat.share(decision.confidence),
      "confidencePercent": PageFormat.percent(decision.confidence),
      "calibrated": PageFormat.share(run.record.calibratedConfidence),
      "calibratedPercent": PageFormat.percent(run.record.calibratedConfidence ?? 0),
      "score": PageFormat.similarity(chosen?.score), "reasoning": decision.reasoning,
      "modelReasoning": decision.llm2Reasoning, "hasModel": decision.llm2Fired,
      "isGiven": run.record.isRoleGiven,
      "matchedSkills": decision.matchedSkills, "matchedDimensions": decision.matchedDimensions,
      "matchedKRAs": decision.matchedKRAs,
      "hasMatches": !(decision.matchedSkills + decision.matchedDimensions + decision.matchedKRAs)
        .isEmpty,
      "resolution": run.finalRoleOutput?.chosenRoleResolution,
      "resolutionWords": run.finalRoleOutput.map { resolutionWords($0.chosenRoleResolution) },
      "arbitration": run.record.arbitration.map(arbitration),
    ]
  }

  /// The domain that a decision of case DOMAIN names; of other cases the role's.
  private static func domain(of decision: Decision, _ facts: RunFacts) -> String? {
    if let answered = facts.run.record.arbitration?.answer.domain { return answered }
    guard let id = decision.chosenRole?.roleID else { return facts.run.record.proposal?.domain }
    return facts.catalog?.allRoles.first { $0.id == id }?.domain
  }

  private static func resolutionWords(_ resolution: String) -> String {
    switch resolution {
    case "in_db":
      "the role is in the library; links of skills and of the role to dimensions are saved where they apply"
    case "queued_new": "the library has no such role; a proposal waits in the queue of roles"
    default: resolution
    }
  }

  /// Candidates of an arbiter up to which all are shown at once.
  private static let shownCandidates = 8

  private static func arbitration(_ arbitration: RunRecord.Arbitration) -> Fields {
    [
      "candidates": arbitration.candidates.map {
        ["slug": $0, "address": PageLinks.role($0)] as Fields
      },
      "count": PageFormat.count(arbitration.candidates.count, "role"),
      "isFolded": arbitration.candidates.count > shownCandidates,
      "who": arbitration.isFromLanguageModel ? "a language model" : "the evidence",
    ]
  }

  private static func steps(_ run: StoredRun) -> [Fields] {
    let durations = run.record.durations
    func step(
      _ number: Int, _ name: String, _ path: String, _ isDone: Bool, _ milliseconds: Double?
    ) -> Fields {
      let isSkipped = !isDone && run.status == .rejected
      return [
        "number": "\(number)", "name": name, "path": "POST /skills/\(path)", "isDone": isDone,
        "state": isDone
          ? (number == 1 && run.status == .rejected ? "rejected" : "done")
          : isSkipped ? "not reached" : "not called yet",
        "duration": isDone ? PageFormat.milliseconds(milliseconds) : nil,
      ]
    }
    return [
      step(1, "Extract from JD", "extract-from-jd", true, durations.extractFromJD),
      step(
        2, "Extract details", "extract-details", run.extractDetails != nil,
        durations.extractDetails),
      step(
        3, "Final role output", "final-role-output", run.finalRoleOutput != nil,
        durations.finalRoleOutput),
    ]
  }

  private static func costs(_ costs: RunCosts) -> Fields {
    func part(_ name: String, _ step: RunCosts.Step) -> Fields {
      ["name": name, "cost": PageFormat.dollars(step.costUSD) ?? "unknown"]
    }
    return [
      "parts": [
        part("Step 1", costs.extractFromJD), part("Step 2", costs.extractDetails),
        part("Step 3", costs.finalRoleOutput), part("Total", costs.total),
      ]
    ]
  }

  private static func counters(_ persistence: Persistence) -> [Fields] {
    [
      ["count": "\(persistence.newSkillsCreated)", "name": "New skills"],
      ["count": "\(persistence.skillDimensionSaved)", "name": "Skill ↔ dimension saved"],
      ["count": "\(persistence.roleDimensionSaved)", "name": "Role ↔ dimension saved"],
      ["count": "\(persistence.skipped)", "name": "Skipped"],
    ]
  }
}
