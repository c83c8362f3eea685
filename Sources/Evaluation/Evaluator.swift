public import Pipeline

/// Runs labelled rows through a pipeline and says what it made of them.
///
/// Cold: the catalog alone. Warm: with what the pipeline's store learned. Nothing but `learn`
/// changes the store.
public struct Evaluator: Sendable {
  let pipeline: JDPipeline
  let evidencePath: String?
  let report: @Sendable (BuildProgress) -> Void

  /// - Parameter evidencePath: where the evidence of each row is written as JSON Lines; nil writes
  ///   none.
  public init(
    pipeline: JDPipeline, evidencePath: String? = nil,
    report: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.evidencePath = evidencePath
    self.report = report
  }

  /// Learns rows as decided runs of their labels' roles, the way the running system does.
  ///
  /// A row's run has an id that follows from the row's: rows that were learned before change
  /// nothing.
  ///
  /// - Returns: how many were learned from; the others were taken for no JD.
  /// - Throws: `EvaluationError.learnedOtherwise` where a row of this id was learned with another
  ///   text or role; what `JDPipeline.learn` throws.
  @discardableResult
  public func learn(_ rows: [EvaluationRow]) async throws -> Int {
    var learnedCount = 0
    for (index, row) in rows.enumerated() {
      report(BuildProgress(what: "learning", done: index, total: rows.count))
      let run: StoredRun
      do {
        run = try await pipeline.learn(
          row.text, roleSlug: row.slug, runID: Self.runID(of: row))
      } catch StoreError.otherText {
        throw EvaluationError.learnedOtherwise(id: row.id)
      }
      let slug = run.extractFromJD.stage4Decision?.chosenRole?.slug
      guard slug == nil || slug == row.slug else {
        throw EvaluationError.learnedOtherwise(id: row.id)
      }
      if slug != nil { learnedCount += 1 }
    }
    pipeline.forgetFit()
    report(BuildProgress(what: "learning", done: rows.count, total: rows.count))
    return learnedCount
  }

  /// The id of a row's run: of many, a fit takes those whose ids hash lowest.
  private static func runID(of row: EvaluationRow) -> String {
    RunIdentifier.named("evaluation:\(row.id)")
  }

  /// Predictions for rows, with what the store learned and without it.
  ///
  /// - Returns: a prediction a row, in their order.
  /// - Throws: `InputError`, `StoreError`, what the providers throw, `EvaluationError.unwritable`
  ///   for the evidence.
  public func predictions(
    for rows: [EvaluationRow]
  ) async throws -> (cold: [Prediction], warm: [Prediction]) {
    var cold: [Prediction] = []
    var warm: [Prediction] = []
    for (row, facts) in zip(rows, try await examine(rows)) {
      cold.append(try await prediction(row, facts?.withoutLearning()))
      warm.append(try await prediction(row, facts))
    }
    return (cold, warm)
  }

  /// Predictions for rows where each is decided by what the other folds teach, pooled; and cold.
  ///
  /// Rows of one role are spread evenly over the folds in the order of a hash of their ids.
  ///
  /// - Precondition: there are at least two folds.
  /// - Throws: as `predictions(for:)`.
  public func crossValidation(
    of rows: [EvaluationRow], foldCount: Int
  ) async throws -> CrossValidation {
    let facts = try await examine(rows)
    let folds = Folds(rows, count: foldCount)
    let examined = Examined(rows: rows, facts: facts, roleIDs: try await pipeline.roleIDs())
    return CrossValidation(
      cold: try await coldPredictions(examined),
      warm: try await warmPredictions(examined, folds),
      examined: examined, folds: folds, evaluator: self)
  }

  /// Rankings for bare titles or sentences, by the catalog alone.
  ///
  /// - Parameter kind: `.title` or `.sentence`.
  /// - Throws: `StoreError`, and what the embedder throws.
  public func rankings(for rows: [EvaluationRow], kind: RowKind) async throws -> [Prediction] {
    let texts = rows.map(\.text)
    let rankings =
      kind == .title
      ? try await pipeline.rank(titles: texts) : try await pipeline.rank(sentences: texts)
    return zip(rows, rankings).map { row, ranking in
      let slugs = ranking.map(\.slug)
      return Prediction(
        id: row.id, expected: row.slug, alternatives: row.alternatives, chosen: slugs.first,
        decisionCase: nil, confidence: 0, ranking: slugs)
    }
  }

  // MARK: - Parts, shared with the ablation

  /// Rows with what the stages made of them.
  struct Examined: Sendable {
    var rows: [EvaluationRow]
    /// Nil for a text that is no JD.
    var facts: [Facts?]
    var roleIDs: [String: Int]
  }

  func examine(_ rows: [EvaluationRow]) async throws -> [Facts?] {
    let file = try evidencePath.map { path in try EvidenceFile(path: path) }
    var facts: [Facts?] = []
    for (index, row) in rows.enumerated() {
      report(BuildProgress(what: "reading", done: index, total: rows.count))
      let found = try await pipeline.examine(row.text).facts
      try file?.write(EvidenceRow(row, found))
      facts.append(found)
    }
    report(BuildProgress(what: "reading", done: rows.count, total: rows.count))
    return facts
  }

  func coldPredictions(_ examined: Examined) async throws -> [Prediction] {
    var predictions: [Prediction] = []
    for (row, facts) in zip(examined.rows, examined.facts) {
      predictions.append(try await prediction(row, facts?.withoutLearning()))
    }
    return predictions
  }

  func warmPredictions(
    _ examined: Examined, _ folds: Folds, settings: LearnedRoles.Settings = .init()
  ) async throws -> [Prediction] {
    var predictions = [Prediction?](repeating: nil, count: examined.rows.count)
    for fold in 0..<folds.count {
      report(BuildProgress(what: "folds", done: fold, total: folds.count))
      let runs = examined.rows.indices.compactMap { index -> DecidedRun? in
        guard folds.ofRow[index] != fold, let facts = examined.facts[index],
          let role = examined.roleIDs[examined.rows[index].slug]
        else { return nil }
        return DecidedRun(
          runID: Self.runID(of: examined.rows[index]), roleID: role, features: facts.features)
      }
      let learned = LearnedRoles(
        fitting: runs, among: examined.roleIDs.values.sorted(), decidedCount: runs.count,
        settings: settings)
      for index in examined.rows.indices where folds.ofRow[index] == fold {
        let facts = examined.facts[index].map { $0.withoutLearning().with(learned) }
        predictions[index] = try await prediction(examined.rows[index], facts)
      }
    }
    report(BuildProgress(what: "folds", done: folds.count, total: folds.count))
    return predictions.compactMap { $0 }
  }

  private func prediction(_ row: EvaluationRow, _ facts: Facts?) async throws -> Prediction {
    guard let facts else {
      return Prediction(
        id: row.id, expected: row.slug, chosen: nil, decisionCase: nil, confidence: 0, ranking: [])
    }
    return Prediction(row, try await pipeline.assess(facts))
  }
}
