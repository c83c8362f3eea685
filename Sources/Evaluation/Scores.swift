import Pipeline

/// What predictions are worth: accuracies, F1, calibration, and where they go wrong.
///
/// A row with several labels is right by any of them. In `roles` and `confusion` it counts once: for
/// the chosen role where that is right, else for the first label's.
public struct Scores: Codable, Sendable {
  /// A role among the expected ones.
  public struct RoleScore: Codable, Hashable, Sendable {
    /// The role's slug.
    public var slug: String
    /// Rows that expect it.
    public var count: Int
    /// The share of the rows that chose it which expect it; 0 where none chose it.
    public var precision: Double
    /// The share of the rows that expect it which chose it.
    public var recall: Double
    /// The harmonic mean of both.
    public var f1: Double
  }

  /// Rows of expected roles, columns of chosen ones.
  public struct Confusion: Codable, Hashable, Sendable {
    /// Slugs of the rows, in byte order.
    public var expected: [String]
    /// Ends in "other", a role that no row expects, and "none".
    public var chosen: [String]
    /// Predictions, expected × chosen.
    public var counts: [[Int]]
  }

  /// Predictions in all.
  public var count: Int
  /// Share of predictions that are right.
  public var top1: Double
  /// Its bounds (Wilson), as those of `top3`.
  public var top1Interval: Interval
  /// Share whose role is among the first three of the ranking.
  public var top3: Double
  /// Its bounds.
  public var top3Interval: Interval
  /// Share whose role is among the first five.
  public var top5: Double
  /// Its bounds.
  public var top5Interval: Interval
  /// The mean F1 of the expected roles. A role that no row expects has no part in it: the mean over
  /// all roles that are expected or chosen, which other programs may give, is lower where there are
  /// such roles, for each of them has the F1 0.
  public var macroF1: Double
  /// Its bounds (bootstrap), as those of `ece`.
  public var macroF1Interval: Interval
  /// Nil for rankings, which promise no probability.
  public var ece: Double?
  /// Its bounds; nil where it is.
  public var eceInterval: Interval?
  /// Rows by deciding case; "rejected" holds texts that were taken for no JD.
  public var cases: [String: Int]
  /// The share of each case's rows that are right.
  public var caseAccuracy: [String: Double]
  /// The expected roles, by slug.
  public var roles: [RoleScore]
  /// What was taken for what.
  public var confusion: Confusion
  /// The bins that `ece` is computed of; empty for rankings.
  public var calibration: [CalibrationError.Bin]

  enum CodingKeys: String, CodingKey {
    case count, top1
    case top1Interval = "top1_interval"
    case top3
    case top3Interval = "top3_interval"
    case top5
    case top5Interval = "top5_interval"
    case macroF1 = "macro_f1"
    case macroF1Interval = "macro_f1_interval"
    case ece
    case eceInterval = "ece_interval"
    case cases
    case caseAccuracy = "case_accuracy"
    case roles, confusion, calibration
  }

  /// - Parameter isDecided: whether the predictions are decisions with confidences, or rankings.
  /// - Precondition: there is at least one prediction.
  public init(_ predictions: [Prediction], isDecided: Bool = true) {
    precondition(!predictions.isEmpty, "nothing to score")
    func hits(_ first: Int) -> Int { predictions.count { $0.isAmong(first: first) } }
    func share(_ hits: Int) -> Double { Double(hits) / Double(predictions.count) }
    count = predictions.count
    let right = predictions.count { $0.isRight }
    top1 = share(right)
    top1Interval = Interval(hits: right, of: count)
    top3 = share(hits(3))
    top3Interval = Interval(hits: hits(3), of: count)
    top5 = share(hits(5))
    top5Interval = Interval(hits: hits(5), of: count)
    macroF1 = Self.macroF1(predictions)
    macroF1Interval = Interval(of: predictions, Self.macroF1)
    ece = isDecided ? CalibrationError.expected(predictions) : nil
    eceInterval = isDecided ? Interval(ofError: CalibrationError.expected, of: predictions) : nil
    let byCase = Dictionary(grouping: isDecided ? predictions : []) {
      $0.decisionCase?.rawValue ?? "rejected"
    }
    cases = byCase.mapValues(\.count)
    caseAccuracy = byCase.mapValues { part in
      Double(part.count { $0.isRight }) / Double(part.count)
    }
    roles = Self.roleScores(predictions)
    confusion = Self.confusion(predictions)
    calibration = isDecided ? CalibrationError.bins(predictions) : []
  }

  /// The mean F1 of the expected roles; a role that is never chosen rightly has 0.
  static func macroF1(_ predictions: [Prediction]) -> Double {
    let roles = roleScores(predictions)
    return roles.reduce(0) { $0 + $1.f1 } / Double(roles.count)
  }

  private static func roleScores(_ predictions: [Prediction]) -> [RoleScore] {
    var expected: [String: Int] = [:]
    var chosen: [String: Int] = [:]
    var right: [String: Int] = [:]
    for prediction in predictions {
      expected[prediction.countedRole, default: 0] += 1
      if let slug = prediction.chosen { chosen[slug, default: 0] += 1 }
      if prediction.isRight { right[prediction.countedRole, default: 0] += 1 }
    }
    return expected.sorted { $0.key < $1.key }.map { slug, count in
      let hits = Double(right[slug] ?? 0)
      let named = Double(chosen[slug] ?? 0)
      return RoleScore(
        slug: slug, count: count, precision: named > 0 ? hits / named : 0,
        recall: hits / Double(count), f1: 2 * hits / (named + Double(count)))
    }
  }

  private static func confusion(_ predictions: [Prediction]) -> Confusion {
    let expected = Set(predictions.map(\.countedRole)).sorted()
    let columns = Dictionary(uniqueKeysWithValues: expected.enumerated().map { ($1, $0) })
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: expected.count + 2), count: expected.count)
    for prediction in predictions {
      guard let row = columns[prediction.countedRole] else { continue }
      let column = prediction.chosen.map { columns[$0] ?? expected.count } ?? expected.count + 1
      counts[row][column] += 1
    }
    return Confusion(expected: expected, chosen: expected + ["other", "none"], counts: counts)
  }
}
