import Foundation
import Testing

@testable import Pipeline

@Suite struct LearnedCalibrationTests {
  /// A run of four roles, of which the learned scores prefer the first by `margin`.
  private static func example(decided: Int, margin: Double) -> LearnedCalibration.Example {
    LearnedCalibration.Example(weights: [0, 0, 0, 0], scores: [margin, 0, 0, 0], decided: decided)
  }

  /// With three runs in four on the preferred role, the likelihood's maximum gives it three times
  /// the odds of the others together.
  @Test func sharesAreThoseOfTheRuns() {
    let runs = (0..<4000).map { Self.example(decided: $0 % 4 == 0 ? 1 + $0 / 4 % 3 : 0, margin: 1) }
    // Mistakes are as likely for each of four roles: 0.75 = 0.98 p + 0.02 / 4.
    let share = (0.75 - 0.02 / 4) / 0.98
    let odds = 3 * share / (1 - share)
    #expect(abs(LearnedCalibration(fitting: runs).scoreScale - log(odds)) < 0.01)
  }

  /// One contradicted run in a hundred does not flatten what the others are sure of.
  @Test func aFewMistakesDoNotFlattenTheScale() {
    let clear = (0..<99).map { _ in Self.example(decided: 0, margin: 1) }
    let contradicted = clear + [Self.example(decided: 2, margin: 1)]
    let (without, with) = (
      LearnedCalibration(fitting: clear).scoreScale,
      LearnedCalibration(fitting: contradicted).scoreScale
    )
    // Counted in full, the contradicted run would hold the odds near 99 to 1: 5.7.
    #expect(with < without)
    #expect(with > 6)
  }

  @Test func withoutRunsTheCatalogsEvidenceStandsAsItIs() {
    let calibration = LearnedCalibration(fitting: [])
    #expect(calibration.evidenceScale == 1 && calibration.scoreScale == 0)
  }

  /// The fitted scales are the best of a fine grid around them.
  @Test func theCalibrationIsTheMostLikely() {
    var random = SeededGenerator(seed: 7)
    let examples = (0..<200).map { _ in
      var example = LearnedCalibration.Example(weights: [], scores: [], decided: 0)
      for role in 0..<4 {
        example.weights.append(Double.random(in: -1...1, using: &random) + (role == 0 ? 0.5 : 0))
        example.scores.append(Double.random(in: -0.2...0.2, using: &random) + (role == 0 ? 0.2 : 0))
      }
      return example
    }
    let fitted = LearnedCalibration(fitting: examples)
    #expect(fitted.scoreScale > 1)
    let best = Self.logPosterior(fitted, examples)
    for (evidence, score) in [(0.01, 0.0), (-0.01, 0.0), (0.0, 0.05), (0.0, -0.05)] {
      var moved = fitted
      moved.evidenceScale += evidence
      moved.scoreScale += score
      #expect(Self.logPosterior(moved, examples) < best)
    }
  }

  /// The log-likelihood of the decided roles, of which 2 in 100 are mistakes, with the log-density of the priors, constants left
  /// out.
  private static func logPosterior(
    _ calibration: LearnedCalibration, _ examples: [LearnedCalibration.Example]
  ) -> Double {
    let (evidence, score) = (calibration.evidenceScale, calibration.scoreScale)
    let prior = -(evidence - 1) * (evidence - 1) / (2 * 0.25) - score * score / (2 * 100)
    return examples.reduce(prior) { sum, example in
      let odds = zip(example.weights, example.scores).map { exp(evidence * $0 + score * $1) }
      let share = odds[example.decided] / odds.reduce(0, +)
      return sum + log(0.98 * share + 0.02 / Double(odds.count))
    }
  }
}
