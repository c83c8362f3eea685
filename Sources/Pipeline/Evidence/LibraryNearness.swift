/// How near a text is to a library as a whole.
///
/// In a library of a few roles the mean says little: it is mostly the role that fits. So some roles
/// of usual nearness are counted with the candidates, which in a large library changes next to
/// nothing.
struct LibraryNearness: Sendable {
  /// A mean over the candidates, and the standard deviation around it.
  struct Spread: Sendable, Equatable {
    var mean: Double
    var deviation: Double
  }

  /// The similarity with the roles' names.
  let name: Spread
  /// The KRA coverage.
  let coverage: Spread

  /// Roles of usual nearness that are counted with the candidates.
  static let usualCount = 5.0
  /// Over real ads and O*NET occupations against the starter catalog (2026-11-22).
  static let usualName = Spread(mean: 0.28, deviation: 0.065)
  static let usualCoverage = Spread(mean: 0.32, deviation: 0.06)

  /// O(candidates). What a candidate lacks counts as 0.
  init(_ candidates: [CandidateEvidence]) {
    name = Self.spread(candidates.map { $0.nameSimilarity ?? 0 }, with: Self.usualName)
    coverage = Self.spread(candidates.map { $0.kraCoverage ?? 0 }, with: Self.usualCoverage)
  }

  private static func spread(_ values: [Double], with usual: Spread) -> Spread {
    let count = Double(values.count) + usualCount
    let sum = values.reduce(0, +)
    let own = values.isEmpty ? 0 : sum / Double(values.count)
    // Around their own mean: that all of them are far from a text is no difference between them.
    let squares = values.reduce(usualCount * usual.deviation * usual.deviation) {
      $0 + ($1 - own) * ($1 - own)
    }
    return Spread(
      mean: (sum + usualCount * usual.mean) / count, deviation: (squares / count).squareRoot())
  }
}
