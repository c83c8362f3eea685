import Pipeline

/// What each signal adds: the scores without it, everything else as it was.
///
/// The weights of the evidence stay as they are: one that is left out is not made up for by the
/// others. What is learned is fitted in each row as it would be without the signal.
public struct Ablation: Codable, Sendable {
  /// The shares without one signal.
  public struct Row: Codable, Sendable {
    /// What was left out; empty for everything.
    public var without: String
    /// Share of rows whose role is decided rightly.
    public var top1: Double
    /// Share of rows whose role is the most probable, whatever the case decided.
    public var rankedFirst: Double
    /// Share of rows whose role is among the three most probable.
    public var rankedTop3: Double

    enum CodingKeys: String, CodingKey {
      case without, top1
      case rankedFirst = "ranked_first"
      case rankedTop3 = "ranked_top3"
    }
  }

  /// By the catalog alone; the first row leaves nothing out.
  public var cold: [Row]
  /// Cross-validated; the first row leaves nothing out.
  public var warm: [Row]

  /// A signal of the catalog's evidence.
  private struct Signal: Sendable {
    var name: String
    var isAliasHit = false
    var removed: @Sendable (inout EvidenceArbiter.Weights) -> Void = { _ in }
  }

  private static let signals = [
    Signal(name: ""),
    Signal(name: "alias hits", isAliasHit: true),
    Signal(name: "title similarity") {
      $0.title = 0
      $0.titleAlone = 0
    },
    Signal(name: "skills") { $0.skills = 0 },
    Signal(name: "sentence to KRA") { $0.coverage = 0 },
    Signal(name: "sentence to role name") { $0.name = 0 },
    Signal(name: "generality of the name") { $0.generality = 0 },
    Signal(name: "words of the role") { $0.words = 0 },
  ]

  private static let lessons:
    [(name: String, removed: @Sendable (inout LearnedRoles.Settings) -> Void)] = [
      ("learned: words", { $0.words = 0 }),
      ("learned: R&R vectors (centroids)", { $0.vectors = 0 }),
      ("learned: skill weights", { $0.skills = 0 }),
      ("learned: titles", { $0.titles = 0 }),
    ]
}

extension CrossValidation {
  /// Scores of the same rows and folds without each signal.
  public func ablation() async throws -> Ablation {
    try await Ablation(examined, folds, evaluator)
  }
}

extension Ablation {
  fileprivate init(
    _ examined: Evaluator.Examined, _ folds: Folds, _ evaluator: Evaluator
  ) async throws {
    cold = []
    warm = []
    for signal in Self.signals {
      var weights = EvidenceArbiter.Weights()
      signal.removed(&weights)
      var changed = examined
      changed.facts = examined.facts.map { [weights] in
        $0?.judged(by: weights, ignoringAliasHits: signal.isAliasHit)
      }
      cold.append(Row(without: signal.name, try await evaluator.coldPredictions(changed)))
      warm.append(Row(without: signal.name, try await evaluator.warmPredictions(changed, folds)))
    }
    for lesson in Self.lessons {
      var settings = LearnedRoles.Settings()
      lesson.removed(&settings)
      warm.append(
        Row(
          without: lesson.name,
          try await evaluator.warmPredictions(examined, folds, settings: settings)))
    }
  }
}

extension Ablation.Row {
  fileprivate init(without name: String, _ predictions: [Prediction]) {
    let count = Double(predictions.count)
    func share(_ isHit: (Prediction) -> Bool) -> Double {
      Double(predictions.count(where: isHit)) / count
    }
    self.init(
      without: name, top1: share { $0.isRight },
      rankedFirst: share { $0.posterior.first == $0.expected },
      rankedTop3: share { $0.posterior.prefix(3).contains($0.expected) })
  }
}
