import SimCore

extension JDPipeline {
  /// Stages 1 to 3, and what is known of every role.
  ///
  /// - Throws: `InputError` where the text fails the checks of `JDInput`.
  func examine(_ text: String, _ library: RoleLibrary) async throws -> Examination {
    let jd = try await read(text, library.lookup)
    guard jd.reading.parsed.isAccepted else {
      return Examination(reading: jd.reading, facts: nil)
    }
    let vectors = try await vectors(for: [jd])[0]
    return Examination(
      reading: jd.reading,
      facts: try await facts(jd, vectors, try await basis(library)))
  }

  /// Stages 1 and 2: what needs no vector.
  ///
  /// - Throws: `InputError` where the text fails the checks of `JDInput`.
  func read(_ text: String, _ library: CatalogLookup) async throws -> UnencodedJD {
    try JDInput.check(text)
    let jd = JDText(text)
    let reading = try await reader.parse(jd)
    guard reading.parsed.isAccepted else {
      return UnencodedJD(text: jd, reading: reading, skills: [])
    }
    var skills = try await reader.extractSkills(from: jd, reading: reading, library: library)
    let refused = skills.filter { library.isNoSkill($0.name) }
    if !refused.isEmpty { skills.removeAll(where: refused.contains) }
    return UnencodedJD(text: jd, reading: reading, skills: skills, refusedSkills: refused)
  }

  /// The vectors of the texts of each JD; a text that several hold is encoded once.
  func vectors(for jds: [UnencodedJD]) async throws -> [EmbeddingMatrix] {
    var rows: [ExactText: Int] = [:]
    var texts: [String] = []
    for text in jds.lazy.flatMap(\.texts) where rows[ExactText(text)] == nil {
      rows[ExactText(text)] = texts.count
      texts.append(text)
    }
    let matrix =
      texts.isEmpty
      ? EmbeddingMatrix(dimension: embedder.dimension) : try await embedder.embed(texts)
    guard matrix.isFinite else { throw EmbeddingError.notFinite(model: embedder.identifier) }
    return jds.map { jd in
      matrix.rows(jd.texts.compactMap { rows[ExactText($0)] })
    }
  }

  /// What decides a JD beside its text, as the store holds it now.
  func basis(_ library: RoleLibrary) async throws -> DecisionBasis {
    let learned: DecisionBasis.Learned =
      switch learnedSource {
      case .recorded(let scores): .recorded(scores)
      case .ofStore:
        .fitted(
          try self.learned.roles(
            model: embedder.identifier, among: library.lookup.catalog.roles.map(\.id)))
      }
    return DecisionBasis(
      library: library, profiles: try await cache.profiles(of: library, report),
      centroids: try store.centroids(model: embedder.identifier), learned: learned)
  }

  /// Stage 3 on what was read.
  ///
  /// - Parameters:
  ///   - vectors: of the JD's texts, a row each.
  ///   - isRecorded: whether the words that speak for a role are named, and `features` are whole; a
  ///     decision needs no names, and features only where something was learned.
  func facts(
    _ jd: UnencodedJD, _ vectors: EmbeddingMatrix, _ basis: DecisionBasis,
    isRecorded: Bool = true
  ) async throws -> Facts {
    let library = basis.library
    let matches = try await matcher(library).matches(
      for: jd.skills.map(\.name), unlisted: ExtractedSkill.unlistedNames(jd.skills))
    let duties = vectors.rows(jd.dutyRows)
    let scores = library.scorer.scores(
      ofRoles: library.lookup.catalog.roles.map(\.id), for: duties)
    let signals = SignalSet(
      titles: jd.titles, knownSkillIDs: matches.compactMap { $0?.skillID },
      kraScores: RoleScore.best(scores, limit: library.scorer.shortlistSize),
      sentences: jd.sentences, library: library.lookup)
    let terms = Terms.counts(in: jd.text.cleaned)
    let evidence = EvidenceCollector(
      library: library, profiles: basis.profiles, signals: signals,
      matches: matches.compactMap { $0 }, kraScores: scores,
      titleSimilarities: try await cache.titleSimilarities(
        of: jd.titles, vectors: vectors.rows(jd.titleRows), in: library, report),
      centroids: basis.centroids
    ).evidence(
      of: jd.text.cleaned, terms: terms, sentenceVectors: duties,
      textVectors: vectors.rows(jd.textRows))
    let judge = arbiter as? EvidenceArbiter ?? EvidenceArbiter()
    let needsWords = isRecorded || basis.learned.readsFeatures
    let words = TermIdentifiers(needsWords ? terms : [:])
    let titleTerms = needsWords ? Terms.counts(in: jd.titles.joined(separator: "\n")) : [:]
    let features = JDFeatures(
      words: words.counts, titleWords: TermIdentifiers(titleTerms).counts,
      skillIDs: Set(matches.compactMap { $0?.skillID }).sorted(),
      vector: Centroid.documentVector(of: duties),
      weights: Dictionary(
        uniqueKeysWithValues: evidence.map { ($0.roleID, judge.weight(of: $0)) }))
    let facts = Facts(
      reading: jd.reading, skills: jd.skills, refusedSkills: jd.refusedSkills,
      flags: jd.flags, matches: matches, signals: signals, sentenceVectors: duties,
      evidence: evidence, features: features, words: words.names, learned: nil, judge: judge)
    switch basis.learned {
    case .recorded(let scores): return facts.with(scores, nil)
    case .fitted(let roles):
      return facts.with(roles?.scores(of: features), isRecorded ? roles : nil)
    }
  }

  /// Stage 4.
  func decide(
    _ facts: Facts, _ library: RoleLibrary
  ) async throws -> (DecisionRules.Outcome, RunRecord.Arbitration?) {
    let step = DecisionRules.firstStep(
      facts.signals, policy: policy, library: library.lookup,
      learned: LearnedOpinion(facts.evidence, learned: facts.learned, judge: facts.judge),
      calibratedConfidence: facts.confidence)
    switch step {
    case .decided(let outcome):
      return (outcome, nil)
    case .ask(let kind, let candidates):
      let question = facts.question(kind, candidates: candidates)
      // The default arbiter judges as the facts are ranked.
      let answer =
        arbiter is EvidenceArbiter
        ? facts.judge.judge(question) : try await arbiter.answer(question)
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
}
