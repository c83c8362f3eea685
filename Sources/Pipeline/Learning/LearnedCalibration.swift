import Foundation

/// How much the learned scores and the catalog's evidence count, fitted on decided runs.
///
/// The log-odds of a role are `evidenceScale` × its evidence weight + `scoreScale` × its learned
/// score; the two scales maximise the likelihood of the decided roles under a softmax over all
/// roles (a conditional logit, McFadden 1974). Scores are leave-one-out predictions, so that a run
/// does not vouch for itself. A share of the decided runs counts as decided by mistake, each role as
/// likely as the other (contaminated data: Copas, Binary Regression Models for Contaminated Data,
/// 1988), so that a few wrong ones do not make all confidences small. Normal priors hold the scales
/// near (1, 0), what is known before anything was learned, while there are few runs.
struct LearnedCalibration: Sendable, Equatable {
  var evidenceScale = 1.0
  var scoreScale = 0.0

  /// A decided run: the evidence weight and the learned score of every role, and the decided one.
  struct Example: Sendable {
    var weights: [Double]
    var scores: [Double]
    var decided: Int
  }

  /// Standard deviations of the priors.
  private static let evidenceSpread = 0.5
  private static let scoreSpread = 10.0
  /// Smallest scales: neither kind of evidence ever counts against a role.
  private static let smallestEvidenceScale = 0.05

  /// Decided runs taken to be decided by mistake: measured, docs/learning.md.
  private static let mistakenShare = 0.02

  /// Newton's method on the likelihood of the runs that are no mistakes, each run with the
  /// probability that it is none under the scales so far (expectation maximisation).
  /// O(iterations × examples × roles).
  init(fitting examples: [Example]) {
    for _ in 0..<50 {
      let step = step(examples)
      let length = min(1, 4 / max(abs(step.evidence), abs(step.score), 1e-12))
      evidenceScale = max(Self.smallestEvidenceScale, evidenceScale + length * step.evidence)
      scoreScale = max(0, scoreScale + length * step.score)
      if abs(step.evidence) < 1e-9, abs(step.score) < 1e-9 { break }
    }
  }

  /// The Newton step from here.
  private func step(_ examples: [Example]) -> (evidence: Double, score: Double) {
    let evidencePrior = 1 / (Self.evidenceSpread * Self.evidenceSpread)
    let scorePrior = 1 / (Self.scoreSpread * Self.scoreSpread)
    var gradient = ((1 - evidenceScale) * evidencePrior, -scoreScale * scorePrior)
    var curvature = (evidencePrior, 0.0, scorePrior)
    for example in examples {
      var largest = -Double.infinity
      for role in example.weights.indices { largest = max(largest, logOdds(example, role)) }
      var total = 0.0
      var (weight, score) = (0.0, 0.0)
      var (weights, both, scores) = (0.0, 0.0, 0.0)
      for role in example.weights.indices {
        let share = exp(logOdds(example, role) - largest)
        let (w, s) = (example.weights[role], example.scores[role])
        total += share
        weight += share * w
        score += share * s
        weights += share * w * w
        both += share * w * s
        scores += share * s * s
      }
      weight /= total
      score /= total
      let own = exp(logOdds(example, example.decided) - largest) / total
      let right = (1 - Self.mistakenShare) * own
      let trust = right / (right + Self.mistakenShare / Double(example.weights.count))
      gradient.0 += trust * (example.weights[example.decided] - weight)
      gradient.1 += trust * (example.scores[example.decided] - score)
      curvature.0 += trust * (weights / total - weight * weight)
      curvature.1 += trust * (both / total - weight * score)
      curvature.2 += trust * (scores / total - score * score)
    }
    let determinant = curvature.0 * curvature.2 - curvature.1 * curvature.1
    guard determinant > 0 else { return (0, 0) }
    return (
      (curvature.2 * gradient.0 - curvature.1 * gradient.1) / determinant,
      (curvature.0 * gradient.1 - curvature.1 * gradient.0) / determinant
    )
  }

  private func logOdds(_ example: Example, _ role: Int) -> Double {
    evidenceScale * example.weights[role] + scoreScale * example.scores[role]
  }
}
