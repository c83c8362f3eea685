import Foundation
import SeededRandom

/// Bounds between which a figure lies with 95 % confidence.
public struct Interval: Codable, Hashable, Sendable {
  /// The lower bound.
  public var low: Double
  /// The upper bound.
  public var high: Double

  /// Bounds as given.
  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// 97.5 % quantile of the standard normal distribution.
  private static let quantile = 1.959963984540054

  /// Wilson's score interval of a share (Wilson, Probable Inference, 1927); 0 to 1 of nothing.
  public init(hits: Int, of count: Int) {
    guard count > 0 else {
      self.init(low: 0, high: 1)
      return
    }
    let n = Double(count)
    let share = Double(hits) / n
    let square = Self.quantile * Self.quantile
    let centre = (share + square / (2 * n)) / (1 + square / n)
    let spread =
      Self.quantile / (1 + square / n)
      * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    self.init(low: max(0, centre - spread), high: min(1, centre + spread))
  }

  /// The percentile bootstrap of a figure (Efron, 1979): 2.5 % and 97.5 % of its values on
  /// `resamples` draws of the predictions with replacement, from a fixed seed.
  init(
    of predictions: [Prediction], resamples: Int = 500, _ figure: ([Prediction]) -> Double
  ) {
    var random = SplitMix64(seed: 1)
    let values = (0..<resamples).map { _ in
      figure(
        predictions.indices.map { _ in
          predictions[Int(random.next(upperBound: UInt64(predictions.count)))]
        })
    }.sorted()
    self.init(
      low: values[Int(0.025 * Double(resamples))], high: values[Int(0.975 * Double(resamples))])
  }

  /// The basic bootstrap (Davison and Hinkley, 1997) of an error that chance alone makes larger: the
  /// percentiles mirrored at the figure. A draw of a calibrated sample has about √2 times its error,
  /// so the percentiles lie above the truth and sometimes above the figure.
  ///
  /// At least 0, and never without the figure.
  init(ofError error: ([Prediction]) -> Double, of predictions: [Prediction]) {
    let value = error(predictions)
    let drawn = Interval(of: predictions, error)
    self.init(
      low: max(0, min(value, 2 * value - drawn.high)), high: max(value, 2 * value - drawn.low))
  }
}
