import SimCore

extension JDPipeline {
  /// Stages 1 to 5: parse, skills, signals, decision, updates.
  func stepOne(_ text: String, runID: String) async throws -> ExtractFromJD {
    let start = ContinuousClock.now
    if let stored = try store.run(runID) { return stored.extractFromJD }
    try JDInput.check(text)
    let library = try await cache.library(report)
    let jd = JDText(text)
    let reading = try await reader.parse(jd)
    guard reading.parsed.isAccepted else {
      return try reject(reading, text: text, runID: runID, library: library, since: start)
    }
    let skills = try await reader.extractSkills(
      from: jd, reading: reading, library: library.lookup)
    let facts = try await facts(jd, reading, skills, library)
    let (outcome, arbitration) = try await decide(facts, library)
    let proposal =
      outcome.roleID == nil
      ? facts.proposal(answeredDomain: arbitration?.answer.domain, library.lookup) : nil
    let chosenScore = outcome.roleID.flatMap {
      library.scorer.scores(ofRoles: [$0], for: facts.sentenceVectors).first
    }
    let plan = UpdatePlan(
      outcome: outcome, proposal: proposal,
      responsibilityText: reading.parsed.responsibilityText,
      unknownSkills: zip(facts.finalSkills, facts.matches).filter { $1 == nil }.map(\.0),
      sentenceVectors: facts.sentenceVectors,
      bestSimilarity: novelty(of: chosenScore, facts), policy: policy)
    var record = try record(reading, text: text, runID: runID, library: library)
    record.skills = skills
    record.sentences = facts.signals.sentences
    record.candidates = Array(facts.rankedEvidence.prefix(10))
    record.arbitration = arbitration
    record.proposal = proposal
    record.chosenRolePairs =
      chosenScore.flatMap { score in
        library.lookup.role(score.roleID).map { facts.signals.matches(of: score, role: $0) }
      } ?? []
    record.calibratedConfidence = outcome.roleID.map { facts.confidence(ofRole: $0) }
    record.flags += skills.filter { $0.start == nil }.map { "skill not in the text: \($0.name)" }
    record.durations.extractFromJD = start.millisecondsToNow
    let signals = facts.signals.payload(
      shortlistSize: policy.shortlistSize, library: library.lookup)
    let decision = Decision(outcome, title: reading.parsed.role, library: library.lookup)
    return try store.commit(
      Store.StepOne(
        runID: runID, text: text, title: reading.parsed.role, plan: plan,
        model: embedder.identifier, record: record)
    ) { applied in
      ExtractFromJD(
        finalSkills: facts.finalSkills, jdRole: JDRole(reading.parsed),
        nanoParsed: reading.parsed, rejected: false, rejectionReason: nil, runID: runID,
        stage3Signals: signals, stage4Decision: decision,
        stage5Updates: plan.payload(applied, runID: runID, library: library.lookup))
    }
  }

  /// What the stages found in a JD, before the decision.
  struct Facts: Sendable {
    var reading: JDReading
    var finalSkills: [FinalSkill]
    var matches: [SkillMatch?]
    var signals: SignalSet
    var sentenceVectors: EmbeddingMatrix
    /// Evidence of every role, ascending by role id.
    var evidence: [CandidateEvidence]
    /// The default arbiter, which also ranks candidates and calibrates confidences.
    var judge: EvidenceArbiter

    var rankedEvidence: [CandidateEvidence] {
      evidence.map { ($0, judge.weight(of: $0)) }.sorted {
        $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.roleID < $1.0.roleID
      }.map(\.0)
    }

    /// The calibrated probability of a role among all of the library.
    func confidence(ofRole id: Int) -> Double {
      judge.confidence(ofRole: id, in: question(.domain, candidates: evidence.map(\.roleID)))
    }

    /// The role that a JD suggests which no role fits.
    func proposal(answeredDomain: String?, _ library: CatalogLookup) -> RoleProposal {
      RoleProposal(
        title: reading.parsed.role, answeredDomain: answeredDomain,
        sentences: signals.sentences,
        skills: zip(finalSkills, matches).map { ($0, $1?.skillID) }, ranked: rankedEvidence,
        library: library)
    }

    /// What an arbiter is asked.
    func question(_ kind: ArbiterQuestion.Kind, candidates: [Int]) -> ArbiterQuestion {
      let wanted = Set(candidates)
      return ArbiterQuestion(
        kind: kind, candidates: evidence.filter { wanted.contains($0.roleID) },
        title: reading.parsed.role, responsibilityText: reading.parsed.responsibilityText,
        skills: finalSkills.map(\.skillName), knownSkillCount: matches.count { $0 != nil })
    }
  }

  private func facts(
    _ text: JDText, _ reading: JDReading, _ skills: [ExtractedSkill], _ library: RoleLibrary
  ) async throws -> Facts {
    let finalSkills = skills.map { FinalSkill(skillName: $0.name, isPrimary: $0.isPrimary) }
    let matches = try await matcher(library.lookup).matches(for: skills.map(\.name))
    let sentences = SentenceSplitter.distinctSentences(of: reading.parsed.responsibilityText)
    let textSentences = Array(
      SentenceSplitter.distinctSentences(of: text.cleaned).prefix(Self.textSentenceLimit))
    let vectors = try await self.vectors(of: sentences, and: textSentences)
    let titles = ([reading.parsed.role].compactMap { $0 } + reading.parsed.roleAliases)
      .filter { !TextKey($0).text.isEmpty }
    let signals = SignalSet(
      titles: titles, knownSkillIDs: matches.compactMap { $0?.skillID },
      kraScores: library.scorer.shortlist(for: vectors.duties), sentences: sentences,
      library: library.lookup)
    let titleVectors =
      titles.isEmpty
      ? EmbeddingMatrix(dimension: embedder.dimension) : try await embedder.embed(titles)
    let evidence = EvidenceCollector(
      library: library, profiles: try await cache.profiles(of: library, report),
      signals: signals, matches: matches.compactMap { $0 },
      titleSimilarities: try await cache.titleSimilarities(
        of: titles, vectors: titleVectors, in: library, report),
      centroids: try store.centroids(model: embedder.identifier)
    ).evidence(
      of: text.cleaned, sentenceVectors: vectors.duties, textVectors: vectors.text)
    return Facts(
      reading: reading, finalSkills: finalSkills, matches: matches, signals: signals,
      sentenceVectors: vectors.duties, evidence: evidence, judge: EvidenceArbiter())
  }

  /// Sentences of a text that the evidence looks at: real ads have some twenty, and a text of a
  /// million bytes must not take minutes.
  static let textSentenceLimit = 256

  /// The vectors of the R&R's sentences and of the text's; those in both are made once.
  private func vectors(
    of duties: [String], and text: [String]
  ) async throws -> (duties: EmbeddingMatrix, text: EmbeddingMatrix) {
    var positions: [ExactText: Int] = [:]
    var texts: [String] = []
    for sentence in duties + text where positions[ExactText(sentence)] == nil {
      positions[ExactText(sentence)] = texts.count
      texts.append(sentence)
    }
    guard !texts.isEmpty else {
      let nothing = EmbeddingMatrix(dimension: embedder.dimension)
      return (nothing, nothing)
    }
    let matrix = try await embedder.embed(texts)
    func rows(_ sentences: [String]) -> EmbeddingMatrix {
      matrix.rows(sentences.compactMap { positions[ExactText($0)] })
    }
    return (rows(duties), rows(text))
  }

  private func decide(
    _ facts: Facts, _ library: RoleLibrary
  ) async throws -> (DecisionRules.Outcome, RunRecord.Arbitration?) {
    let step = DecisionRules.firstStep(
      facts.signals, policy: policy, library: library.lookup,
      learned: LearnedOpinion(facts.evidence, judge: facts.judge),
      calibratedConfidence: facts.confidence)
    switch step {
    case .decided(let outcome):
      return (outcome, nil)
    case .ask(let kind, let candidates):
      let question = facts.question(kind, candidates: candidates)
      let answer = try await arbiter.answer(question)
      let arbitration = RunRecord.Arbitration(
        question: kind, candidates: question.candidates.map(\.slug), answer: answer,
        isFromLanguageModel: arbiter.isLanguageModel && !answer.isFallback)
      let outcome = DecisionRules.conclude(
        kind, candidates: candidates, answer: answer,
        fromLanguageModel: arbitration.isFromLanguageModel, policy: policy,
        library: library.lookup)
      return (outcome, arbitration)
    }
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
  ) throws -> ExtractFromJD {
    var record = try record(reading, text: text, runID: runID, library: library)
    record.durations.extractFromJD = start.millisecondsToNow
    return try store.commit(
      Store.StepOne(
        runID: runID, text: text, title: reading.parsed.role, plan: UpdatePlan(),
        model: embedder.identifier, record: record)
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
      chosenRolePairs: [], candidates: [], arbitration: nil, proposal: nil,
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
