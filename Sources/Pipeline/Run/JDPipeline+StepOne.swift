import SimCore

extension JDPipeline {
  /// Stages 1 to 5: parse, skills, signals, decision, updates.
  ///
  /// - Parameter givenSlug: the role of a JD that was decided elsewhere; nil decides it here.
  func stepOne(
    _ text: String, runID: String, givenSlug: String? = nil
  ) async throws -> StoredRun {
    let start = ContinuousClock.now
    if let stored = try store.run(runID) {
      try stored.require(text: text)
      return stored
    }
    let library = try await cache.library(report)
    let given = try givenSlug.map { slug in
      guard let role = library.lookup.role(slug: slug) else {
        throw LearningError.unknownRole(slug)
      }
      return role
    }
    let examination = try await examine(text, library)
    let reading = examination.reading
    guard let facts = examination.facts else {
      return try reject(reading, text: text, runID: runID, library: library, since: start)
    }
    let conclusion = try await conclude(facts, given: given, library)
    let plan = plan(conclusion, facts)
    var record = try record(reading, text: text, runID: runID, library: library)
    fill(&record, facts, conclusion, library.lookup)
    record.durations.extractFromJD = start.millisecondsToNow
    let signals = facts.signals.payload(
      shortlistSize: policy.shortlistSize, library: library.lookup)
    let decision = Decision(
      conclusion.outcome, title: reading.parsed.role, library: library.lookup)
    return try store.commit(
      Store.StepOne(
        runID: runID, text: text, title: reading.parsed.role, plan: plan,
        model: embedder.identifier, features: facts.features, record: record)
    ) { applied in
      ExtractFromJD(
        finalSkills: facts.finalSkills, jdRole: JDRole(reading.parsed),
        nanoParsed: reading.parsed, rejected: false, rejectionReason: nil, runID: runID,
        stage3Signals: signals, stage4Decision: decision,
        stage5Updates: plan.payload(applied, runID: runID, library: library.lookup))
    }
  }

  /// What was decided on the facts of a JD.
  private struct Conclusion {
    let outcome: DecisionRules.Outcome
    /// Whether the role was given with the JD.
    let isGiven: Bool
    let arbitration: RunRecord.Arbitration?
    /// The role that is suggested where none fits.
    let proposal: RoleProposal?
    /// The chosen role's pairs of sentences and KRAs; nil without a chosen role.
    let chosenScore: RoleScore?
  }

  /// Stage 4, or the role that was given in its place.
  private func conclude(
    _ facts: Facts, given: Role?, _ library: RoleLibrary
  ) async throws -> Conclusion {
    let (outcome, arbitration) =
      if let given {
        (DecisionRules.Outcome(given: given), RunRecord.Arbitration?.none)
      } else {
        try await decide(facts, library)
      }
    return Conclusion(
      outcome: outcome, isGiven: given != nil, arbitration: arbitration,
      proposal: outcome.roleID == nil
        ? facts.proposal(answeredDomain: arbitration?.answer.domain, library.lookup) : nil,
      chosenScore: outcome.roleID.flatMap {
        library.scorer.scores(ofRoles: [$0], for: facts.sentenceVectors).first
      })
  }

  /// Stage 5.
  private func plan(_ conclusion: Conclusion, _ facts: Facts) -> UpdatePlan {
    UpdatePlan(
      outcome: conclusion.outcome, proposal: conclusion.proposal,
      responsibilityText: facts.reading.parsed.responsibilityText,
      unknownSkills: zip(facts.finalSkills, facts.matches).filter { $1 == nil }.map(\.0),
      sentenceVectors: facts.sentenceVectors,
      bestSimilarity: novelty(of: conclusion.chosenScore, facts), policy: policy)
  }

  /// Writes into a run's record what was found and decided, and what a reviewer should know of.
  private func fill(
    _ record: inout RunRecord, _ facts: Facts, _ conclusion: Conclusion, _ library: CatalogLookup
  ) {
    record.skills = facts.skills
    record.sentences = facts.signals.sentences
    record.candidates = Array(facts.rankedEvidence.prefix(Facts.shownCandidates))
    record.learned = facts.learned
    record.isRoleGiven = conclusion.isGiven
    record.arbitration = conclusion.arbitration
    record.proposal = conclusion.proposal
    record.chosenRolePairs =
      conclusion.chosenScore.flatMap { score in
        library.role(score.roleID).map { facts.signals.matches(of: score, role: $0) }
      } ?? []
    record.calibratedConfidence = conclusion.outcome.roleID.map { facts.confidence(ofRole: $0) }
    record.flags += facts.flags
    record.flags += facts.skills.filter { $0.start == nil }.map {
      "skill not in the text: \($0.name)"
    }
    record.flags += facts.signals.excludedRoles.sorted().compactMap(library.role).map {
      "a reviewer said that this title is never \($0.slug)"
    }
    record.flags += facts.refusedSkills.map { "a reviewer said that this is no skill: \($0.name)" }
  }

  /// The chosen role's largest sentence–KRA similarity, as the policy reads novelty; 0 where the
  /// policy does not look.
  private func novelty(of chosen: RoleScore?, _ facts: Facts) -> Double {
    switch policy.kraNovelty {
    case .exact: chosen?.pairs.first?.similarity ?? 0
    case .shortlist:
      facts.signals.kraScores.first { $0.roleID == chosen?.roleID }?.pairs.first?.similarity ?? 0
    }
  }

  private func reject(
    _ reading: JDReading, text: String, runID: String, library: RoleLibrary,
    since start: ContinuousClock.Instant
  ) throws -> StoredRun {
    var record = try record(reading, text: text, runID: runID, library: library)
    record.durations.extractFromJD = start.millisecondsToNow
    return try store.commit(
      Store.StepOne(
        runID: runID, text: text, title: reading.parsed.role, plan: UpdatePlan(),
        model: embedder.identifier, features: nil, record: record)
    ) { _ in
      ExtractFromJD(
        finalSkills: [], jdRole: JDRole(reading.parsed), nanoParsed: reading.parsed,
        rejected: true, rejectionReason: reading.rejectionReason ?? reading.parsed.jdType,
        runID: runID, stage3Signals: nil, stage4Decision: nil, stage5Updates: nil)
    }
  }

  private func record(
    _ reading: JDReading, text: String, runID: String, library: RoleLibrary
  ) throws -> RunRecord {
    RunRecord(
      versions: RunRecord.Versions(
        engine: Engine.version, model: embedder.identifier, catalog: library.version,
        policy: policy.hash, reader: reader.name, arbiter: arbiter.name),
      policy: policy, durations: RunRecord.Durations(), calibratedConfidence: nil, skills: [],
      sentences: [], spans: reading.spans, sections: reading.sections,
      chosenRolePairs: [], candidates: [], learned: nil, isRoleGiven: false, arbitration: nil,
      proposal: nil,
      flags: EmbeddedInstructions.flags(in: text) + (RunContext.current?.flags ?? []),
      costs: try store.costs(ofRun: runID))
  }
}

extension JDRole {
  /// The role as the parsed JD names it.
  init(_ parsed: ParsedJD) {
    self.init(
      displayName: parsed.role ?? "", rationale: nil, roleAliases: parsed.roleAliases,
      roleArchetype: parsed.roleArchetype, slug: "")
  }
}
