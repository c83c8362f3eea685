import Pipeline

/// The result of an evaluation: the scores of what was asked for, and beside them those of the
/// catalog alone where something was learned.
public struct EvaluationReport: Encodable, Sendable {
  /// What the library knew.
  public enum State: String, Codable, Sendable {
    /// The catalog alone.
    case cold
    /// What the store had learned.
    case warm
    /// What the other folds of the same rows teach.
    case crossValidated = "cross-validated"
  }

  /// What the library knew for `scores`.
  public var state: State
  /// What the rows hold.
  public var kind: RowKind
  /// Whether the labels were taken out of the texts.
  public var isMasked: Bool
  /// Rows that were learned from.
  public var trainCount: Int
  /// Rows that were given to learn from and taken for no JD: they teach nothing.
  public var trainRejectedCount: Int
  /// Rows whose text was given to learn from, too: what is measured of them is memory.
  public var trainSharedCount: Int
  /// What was asked for.
  public var scores: Scores
  /// The same rows by the catalog alone; nil where `scores` are that.
  public var cold: Scores?
  /// The scores without each signal; nil where they were not asked for.
  public var ablation: Ablation?

  /// A report as given.
  public init(
    state: State, kind: RowKind, isMasked: Bool, trainCount: Int, trainRejectedCount: Int = 0,
    trainSharedCount: Int = 0, scores: Scores, cold: Scores? = nil, ablation: Ablation? = nil
  ) {
    self.state = state
    self.kind = kind
    self.isMasked = isMasked
    self.trainCount = trainCount
    self.trainRejectedCount = trainRejectedCount
    self.trainSharedCount = trainSharedCount
    self.scores = scores
    self.cold = cold
    self.ablation = ablation
  }

  enum CodingKeys: String, CodingKey {
    case state, kind
    case isMasked = "masked"
    case trainCount = "train_count"
    case trainRejectedCount = "train_rejected_count"
    case trainSharedCount = "train_shared_count"
    case cold, ablation
  }

  /// The scores' keys stand beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    try scores.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(state, forKey: .state)
    try container.encode(kind, forKey: .kind)
    try container.encode(isMasked, forKey: .isMasked)
    try container.encode(trainCount, forKey: .trainCount)
    try container.encode(trainRejectedCount, forKey: .trainRejectedCount)
    try container.encode(trainSharedCount, forKey: .trainSharedCount)
    try container.encodeIfPresent(cold, forKey: .cold)
    try container.encodeIfPresent(ablation, forKey: .ablation)
  }
}

/// What evaluation rows hold.
public enum RowKind: String, Codable, Sendable, CaseIterable {
  /// Whole job descriptions, bare titles, bare tasks.
  case jd, title, sentence
}

// MARK: - For people

extension EvaluationReport {
  /// The report as text. Lines have at most 100 characters, where names have at most 90.
  public var text: String {
    var lines = ["\(Self.rows(scores.count)) · \(stateText)"]
    if trainRejectedCount > 0 {
      lines.append(
        "\(Self.rows(trainRejectedCount)) of --train: no job description, not learned from"
      )
    }
    if trainSharedCount > 0 {
      lines.append("\(Self.rows(trainSharedCount)) of --input in --train, too: no test of these")
    }
    lines += summary(scores, state.rawValue)
    if let cold { lines += summary(cold, "cold") }
    if kind == .jd {
      lines += ["", "case      rows  right"]
      for (name, count) in scores.cases.sorted(by: { $0.key < $1.key }) {
        lines.append(
          Self.padded(name, 9) + Self.left(String(count), 5) + "  "
            + Self.percent(scores.caseAccuracy[name] ?? 0))
      }
    }
    lines += ["", Self.padded("role", Self.nameWidth) + " rows  precision  recall      F1"]
    for role in scores.roles {
      // A long name stands in a line of its own.
      let isLong = role.slug.count > Self.nameWidth
      if isLong { lines.append(role.slug) }
      lines.append(
        Self.padded(isLong ? "" : role.slug, Self.nameWidth) + Self.left(String(role.count), 5)
          + "     "
          + [role.precision, role.recall, role.f1].map(Self.percent).joined(separator: "  "))
    }
    lines += confusions
    if let ablation { lines += ablation.lines }
    return lines.joined(separator: "\n")
  }

  private var stateText: String {
    let learned =
      switch state {
      case .cold: "the catalog alone"
      case .warm:
        trainCount + trainRejectedCount > 0
          ? "after learning \(Self.rows(trainCount))" : "as the store has learned"
      case .crossValidated: "cross-validated"
      }
    return learned + (isMasked ? " · labels masked" : "")
  }

  private func summary(_ scores: Scores, _ name: String) -> [String] {
    func figure(_ value: Double, _ interval: Interval) -> String {
      "\(Self.percent(value)) (\(Self.percent(interval.low))–\(Self.percent(interval.high)))"
    }
    return [
      "\(name): top-1 \(figure(scores.top1, scores.top1Interval)), "
        + "top-3 \(figure(scores.top3, scores.top3Interval)), top-5 \(Self.percent(scores.top5))",
      "  macro-F1 \(figure(scores.macroF1, scores.macroF1Interval))"
        + (scores.ece.flatMap { ece in
          scores.eceInterval.map { ", ECE \(figure(ece, $0))" }
        } ?? ""),
    ]
  }

  /// The ten most frequent confusions.
  private var confusions: [String] {
    let confusion = scores.confusion
    var pairs: [(count: Int, expected: String, chosen: String)] = []
    for (row, expected) in confusion.expected.enumerated() {
      for (column, chosen) in confusion.chosen.enumerated()
      where chosen != expected && confusion.counts[row][column] > 0 {
        pairs.append((confusion.counts[row][column], expected, chosen))
      }
    }
    pairs.sort { ($1.count, $0.expected, $0.chosen) < ($0.count, $1.expected, $1.chosen) }
    guard !pairs.isEmpty else { return [] }
    return ["", "taken for another"]
      + pairs.prefix(10).flatMap { pair -> [String] in
        let first = Self.left(String(pair.count), 5) + "  " + pair.expected
        return first.count + pair.chosen.count > 97
          ? [first, Self.left("", 7) + "→ " + pair.chosen] : [first + " → " + pair.chosen]
      }
  }

  /// Columns of a role's name in a table.
  private static let nameWidth = 34

  private static func rows(_ count: Int) -> String { "\(count) row\(count == 1 ? "" : "s")" }

  static func percent(_ share: Double) -> String { left((share * 100).decimals(1), 5) + " %" }

  static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension Ablation {
  fileprivate var lines: [String] {
    func table(_ name: String, _ rows: [Row]) -> [String] {
      [
        "",
        EvaluationReport.padded("\(name), without", 34) + "    top-1  ranked first  ranked top-3",
      ]
        + rows.map { row in
          EvaluationReport.padded(row.without.isEmpty ? "(nothing left out)" : row.without, 34)
            + "  " + EvaluationReport.percent(row.top1) + "       "
            + EvaluationReport.percent(row.rankedFirst) + "       "
            + EvaluationReport.percent(row.rankedTop3)
        }
    }
    return table("cold", cold) + table("warm", warm)
  }
}
