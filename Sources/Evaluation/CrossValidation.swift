/// Rows that were each decided by what the other folds teach, and what they were decided from.
public struct CrossValidation: Sendable {
  /// By the catalog alone.
  public let cold: [Prediction]
  /// By the catalog and the other folds.
  public let warm: [Prediction]

  let examined: Evaluator.Examined
  let folds: Folds
  let evaluator: Evaluator
}
