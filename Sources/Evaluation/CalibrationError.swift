/// How far confidences are from what they promise.
public enum CalibrationError {
  /// A tenth of the predictions, by confidence.
  public struct Bin: Codable, Hashable, Sendable {
    /// Predictions in it.
    public var count: Int
    /// Their mean confidence.
    public var meanConfidence: Double
    /// The share of them that are right.
    public var accuracy: Double

    enum CodingKeys: String, CodingKey {
      case count
      case meanConfidence = "mean_confidence"
      case accuracy
    }
  }

  /// Bins of a calibration, where there are as many predictions.
  public static let binCount = 10

  /// Bins of equal mass, lowest confidence first: their sizes differ by one at most. Equal
  /// confidences go in the order of ids. O(n log n).
  public static func bins(_ predictions: [Prediction]) -> [Bin] {
    let sorted = predictions.sorted {
      $0.confidence != $1.confidence ? $0.confidence < $1.confidence : $0.id < $1.id
    }
    return (0..<binCount).compactMap { bin in
      let part = sorted[
        bin * sorted.count / binCount..<(bin + 1) * sorted.count / binCount]
      guard !part.isEmpty else { return nil }
      let count = Double(part.count)
      return Bin(
        count: part.count, meanConfidence: part.reduce(0) { $0 + $1.confidence } / count,
        accuracy: Double(part.count { $0.isRight }) / count)
    }
  }

  /// The expected calibration error: the mean over predictions of their bin's
  /// |mean confidence − accuracy| (Naeini, Cooper and Hauskrecht, 2015, with bins of equal mass).
  public static func expected(_ predictions: [Prediction]) -> Double {
    guard !predictions.isEmpty else { return 0 }
    return bins(predictions).reduce(0) {
      $0 + Double($1.count) * abs($1.meanConfidence - $1.accuracy)
    } / Double(predictions.count)
  }
}
