import Foundation

/// The default arbiter: a calibrated mix of what title, skills, words and sentences of a JD, and
/// the decided runs, say for a role.
///
/// Each candidate gets a log-odds weight from its evidence; a softmax over the candidates, with a
/// standing alternative "none fits", gives the confidence (a conditional logit, McFadden 1974).
/// Deterministic; no model, no network.
public struct EvidenceArbiter: Arbiter {
  /// Log-odds a unit of each kind of evidence, fitted on real ads of known roles and on
  /// occupations outside the starter library (docs/decisions/0008).
  package struct Weights: Sendable {
    package var title = 3.0
    /// Of the title where the text has no sentences, so that the title is nearly all there is.
    package var titleAlone = 14.0
    package var skills = 1.0
    package var words = 12.0
    package var name = 10.0
    package var coverage = 6.0
    package var generality = -6.0
    package var centroid = 6.0
    /// "None fits": what balances a candidate's terms in a text with sentences, and in one without.
    package var none = 2.25
    package var noneAlone = 0.4
    /// A unit of log(1 + known skills of the JD); a title; a title that some candidate has.
    package var noneKnownSkills = -3.0
    package var noneTitle = 3.3
    package var noneAlias = -4.0
    /// How near the text is to the candidates' names and KRAs in the mean: duties of any trade are
    /// near to KRAs, the names of a library's roles are near to its own.
    package var noneMeanName = -55.6
    package var noneMeanCoverage = 87.6
    /// The standard deviations over the candidates: a text of one of the library's trades is near
    /// to some and far from others.
    package var noneNameDeviation = -79.0
    package var noneCoverageDeviation = -66.0
    /// A unit of log(candidates): each of them has its chance to fit by accident.
    package var noneCandidates = 1.35

    package init() {}
  }

  let weights: Weights
  public let name = "evidence"
  public let isLanguageModel = false

  /// An arbiter with the fitted weights.
  public init() {
    weights = Weights()
  }

  package init(weights: Weights) {
    self.weights = weights
  }

  public func answer(_ question: ArbiterQuestion) async throws -> ArbiterAnswer {
    judge(question)
  }

  /// The chosen candidate, or none.
  ///
  /// Among roles that share an alias, or alias role and skill leader, the best candidate; its
  /// confidence is its share against the next best, and there is no "none": the title or the skills
  /// have named them, and a JD that is hard to tell among five is not one of a new role.
  /// In a whole library the domain of the best role, and that role; the confidence is that any role
  /// of the library fits, so that a JD whose role is merely hard to tell is
  /// decided and not proposed as a new role. How sure the role itself is says the run record's
  /// calibrated confidence.
  func judge(_ question: ArbiterQuestion) -> ArbiterAnswer {
    let isAmongAll = question.kind == .domain
    let shares = shares(question, withNone: isAmongAll)
    let candidates = question.candidates
    let position = candidates.indices.max { left, right in
      shares.candidates[left] != shares.candidates[right]
        ? shares.candidates[left] < shares.candidates[right]
        : candidates[left].roleID > candidates[right].roleID
    }
    guard let position else {
      return ArbiterAnswer(slug: nil, confidence: 0, reasoning: "The library has no role to choose")
    }
    let (best, share) = (candidates[position], shares.candidates[position])
    let next = shares.candidates.sorted(by: >).dropFirst().first ?? 0
    let confidence = (isAmongAll ? 1 - shares.none : share / (share + next)).fourDecimals
    if isAmongAll, shares.none > 0.5 {
      return ArbiterAnswer(
        slug: nil, confidence: confidence,
        reasoning: "No role of the library fits; the nearest is \(best.slug): "
          + evidenceText(best))
    }
    return ArbiterAnswer(
      slug: best.slug, domain: best.domain, confidence: confidence,
      reasoning: reasoning(question.kind, best, confidence),
      matchedSkills: best.matchedSkills, matchedDimensions: best.matchedDimensions,
      matchedKRAs: best.nearestKRAs)
  }

  /// The softmax shares of the candidates and of "none fits".
  private func shares(
    _ question: ArbiterQuestion, withNone: Bool
  ) -> (candidates: [Double], none: Double) {
    let weights = question.candidates.map { weight(of: $0, learned: question.learned) }
    let none = withNone ? noneWeight(question) : -.infinity
    let largest = weights.reduce(none, max)
    let fitting = weights.reduce(0) { $0 + exp($1 - largest) }
    let total = fitting + exp(none - largest)
    let shares = Self.softmax(weights, sharpness: question.learned?.sharpness ?? 1)
    return (shares.map { $0 * fitting / total }, exp(none - largest) / total)
  }

  private static func softmax(_ weights: [Double], sharpness: Double) -> [Double] {
    let largest = weights.reduce(-.infinity, max)
    let parts = weights.map { exp(sharpness * ($0 - largest)) }
    let total = parts.reduce(0, +)
    return parts.map { $0 / total }
  }

  /// The probability of each role if one of them fits, by role id.
  func probabilities(
    of evidence: [CandidateEvidence], learned: LearnedScores?
  ) -> [Int: Double] {
    let weights = evidence.map { weight(of: $0, learned: learned) }
    return Dictionary(
      uniqueKeysWithValues: zip(
        evidence.map(\.roleID), Self.softmax(weights, sharpness: learned?.sharpness ?? 1)))
  }

  /// The log-odds weight of all evidence: the catalog's, and what decided runs say. Their centroids
  /// count where nothing else was learned.
  func weight(of candidate: CandidateEvidence, learned: LearnedScores?) -> Double {
    guard let learned else { return weight(of: candidate) + centroidWeight(of: candidate) }
    return weight(of: candidate) + learned.factor * (candidate.learnedScore ?? 0)
  }

  /// The log-odds weight of the catalog's evidence.
  func weight(of candidate: CandidateEvidence) -> Double {
    let title = candidate.nameSimilarity == nil ? weights.titleAlone : weights.title
    var weight = title * (candidate.titleSimilarity ?? 0)
    weight += weights.skills * candidate.skillWeight
    weight += weights.words * candidate.wordSimilarity
    weight += weights.name * (candidate.nameSimilarity ?? 0)
    weight += weights.coverage * (candidate.kraCoverage ?? 0)
    return weight + weights.generality * candidate.generality
  }

  /// The log-odds weight of a candidate's centroid: 0 without one.
  ///
  /// A centroid of few JDs says little: its weight grows with n towards the full one.
  func centroidWeight(of candidate: CandidateEvidence) -> Double {
    guard candidate.centroidCount > 0 else { return 0 }
    let count = Double(candidate.centroidCount)
    let trust = count / (count + 4)
    return weights.centroid * trust * (candidate.centroidSimilarity ?? 0)
  }

  /// The log-odds weight of "none fits".
  private func noneWeight(_ question: ArbiterQuestion) -> Double {
    var weight = weights.noneAlone
    if question.candidates.contains(where: { $0.nameSimilarity != nil }) {
      let nearness = LibraryNearness(question.candidates)
      weight = weights.none
      weight += weights.noneMeanName * nearness.name.mean
      weight += weights.noneNameDeviation * nearness.name.deviation
      weight += weights.noneMeanCoverage * nearness.coverage.mean
      weight += weights.noneCoverageDeviation * nearness.coverage.deviation
    }
    weight += weights.noneCandidates * log(Double(max(1, question.candidates.count)))
    weight += question.learned?.noneLogOdds ?? 0
    weight += weights.noneKnownSkills * log1p(Double(question.knownSkillCount))
    if question.title != nil { weight += weights.noneTitle }
    if question.candidates.contains(where: \.isAliasRole) { weight += weights.noneAlias }
    return weight
  }

  /// The probability of a role among all candidates of the question and "none fits".
  func confidence(ofRole id: Int, in question: ArbiterQuestion) -> Double {
    confidences(in: question)[id] ?? 0
  }

  /// The probabilities of all candidates of the question among them and "none fits", by role id.
  func confidences(in question: ArbiterQuestion) -> [Int: Double] {
    Dictionary(
      uniqueKeysWithValues: zip(
        question.candidates.map(\.roleID),
        shares(question, withNone: true).candidates.map(\.fourDecimals)))
  }

  private func reasoning(
    _ kind: ArbiterQuestion.Kind, _ best: CandidateEvidence, _ confidence: Double
  ) -> String {
    switch kind {
    case .domain: "evidence is best for \(best.slug): \(evidenceText(best))"
    case .collision, .contradiction:
      "Evidence picked \(best.slug) (confidence \(confidence)): \(evidenceText(best))"
    }
  }

  private func evidenceText(_ candidate: CandidateEvidence) -> String {
    var parts: [String] = []
    if let title = candidate.titleSimilarity { parts.append("title \(title.decimals(2))") }
    if let name = candidate.nameSimilarity { parts.append("name in text \(name.decimals(2))") }
    if let coverage = candidate.kraCoverage { parts.append("KRA \(coverage.decimals(2))") }
    parts.append("words \(candidate.wordSimilarity.decimals(2))")
    parts.append("skills \(candidate.skillScore.decimals(2))")
    if let score = candidate.learnedScore {
      let words = candidate.learnedWords.prefix(3).joined(separator: ", ")
      parts.append("decided runs \(score.decimals(2))" + (words.isEmpty ? "" : " (\(words))"))
    } else if candidate.centroidCount > 0, let similarity = candidate.centroidSimilarity {
      parts.append("centroid \(similarity.decimals(2)) of \(candidate.centroidCount) JDs")
    }
    return parts.joined(separator: ", ")
  }

  /// A profile from the name alone: its last word tells tools, practices and concepts apart.
  public func profile(
    ofSkill name: String, in question: SkillQuestion
  ) async throws -> SkillProfile {
    SkillNameRules.profile(of: name)
  }
}
