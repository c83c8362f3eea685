import SimCore

extension JDPipeline {
  /// Stages 1 to 3, and what is known of every role.
  ///
  /// - Throws: `InputError` where the text fails the checks of `JDInput`.
  func examine(_ text: String, _ library: RoleLibrary) async throws -> Examination {
    try JDInput.check(text)
    let jd = JDText(text)
    let reading = try await reader.parse(jd)
    guard reading.parsed.isAccepted else { return Examination(reading: reading, facts: nil) }
    let skills = try await reader.extractSkills(
      from: jd, reading: reading, library: library.lookup)
    return Examination(reading: reading, facts: try await facts(jd, reading, skills, library))
  }

  private func facts(
    _ text: JDText, _ reading: JDReading, _ skills: [ExtractedSkill], _ library: RoleLibrary
  ) async throws -> Facts {
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
    let judge = EvidenceArbiter()
    let words = TermIdentifiers(of: text.cleaned)
    let features = JDFeatures(
      words: words.counts,
      titleWords: TermIdentifiers(of: titles.joined(separator: "\n")).counts,
      skillIDs: Set(matches.compactMap { $0?.skillID }).sorted(),
      vector: Centroid.documentVector(of: vectors.duties),
      weights: Dictionary(
        uniqueKeysWithValues: evidence.map { ($0.roleID, judge.weight(of: $0)) }))
    let facts = Facts(
      reading: reading, skills: skills, matches: matches, signals: signals,
      sentenceVectors: vectors.duties, evidence: evidence, features: features,
      words: words.names, learned: nil, judge: judge)
    switch learner {
    case .recorded(let scores): return facts.with(scores, nil)
    case .ofStore:
      let roles = try learned.roles(model: embedder.identifier, library: library)
      return facts.with(roles?.scores(of: features), roles)
    }
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
