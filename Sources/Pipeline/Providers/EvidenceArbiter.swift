import Foundation

/// The default arbiter: a calibrated mix of KRA, skill, title and centroid similarity.
///
/// Each candidate gets a log-odds weight from its evidence; a softmax over the candidates, with a
/// standing alternative "none fits", gives the confidence. Deterministic; no model, no network.
public struct EvidenceArbiter: Arbiter {
  /// Log-odds a unit of each kind of evidence.
  struct Weights: Sendable {
    var kra = 14.0
    var skill = 3.0
    var title = 9.0
    var centroid = 6.0
    /// The weight of "none fits".
    var none = 9.0
  }

  let weights: Weights
  public let name = "evidence"
  public let isLanguageModel = false

  public init() {
    weights = Weights()
  }

  public func answer(_ question: ArbiterQuestion) async throws -> ArbiterAnswer {
    judge(question)
  }

  /// The best candidate and its share of the weight.
  func judge(_ question: ArbiterQuestion) -> ArbiterAnswer {
    let ranked = question.candidates.map { ($0, weight(of: $0)) }.sorted {
      $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.roleID < $1.0.roleID
    }
    guard let (best, weight) = ranked.first else {
      return ArbiterAnswer(slug: nil, confidence: 0, reasoning: "The library has no role to choose")
    }
    // "None fits" stands among the candidates of a whole library; between roles that share an
    // alias it does not: the title has named them.
    let alternative = question.kind == .domain ? exp(weights.none - weight) : 0
    let total = ranked.reduce(alternative) { $0 + exp($1.1 - weight) }
    let confidence = (1 / total).fourDecimals
    if question.kind == .domain, weight < weights.none {
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

  /// The log-odds weight of a candidate's evidence.
  func weight(of candidate: CandidateEvidence) -> Double {
    var weight = weights.kra * (candidate.kraScore ?? 0) + weights.skill * candidate.skillScore
    weight += weights.title * (candidate.titleSimilarity ?? 0)
    if candidate.centroidCount > 0 {
      // A centroid of few JDs says little: its weight grows with n towards the full one.
      let trust = Double(candidate.centroidCount) / Double(candidate.centroidCount + 4)
      weight += weights.centroid * trust * (candidate.centroidSimilarity ?? 0)
    }
    return weight
  }

  /// The probability of a role among all candidates and "none fits".
  func confidence(ofRole id: Int, among candidates: [CandidateEvidence]) -> Double {
    let ranked = candidates.map { (role: $0.roleID, weight: weight(of: $0)) }
    guard let own = ranked.first(where: { $0.role == id })?.weight else { return 0 }
    let total = ranked.reduce(exp(weights.none - own)) { $0 + exp($1.weight - own) }
    return (1 / total).fourDecimals
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
    if let score = candidate.kraScore { parts.append("KRA \(score.decimals(2))") }
    parts.append("skills \(candidate.skillScore.decimals(2))")
    if let title = candidate.titleSimilarity { parts.append("title \(title.decimals(2))") }
    if candidate.centroidCount > 0, let similarity = candidate.centroidSimilarity {
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
