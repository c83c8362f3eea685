import Foundation
import SimCore

/// A run whose role is decided, as the learner reads it.
package struct DecidedRun: Sendable {
  package var runID: String
  package var roleID: Int
  package var features: JDFeatures

  package init(runID: String, roleID: Int, features: JDFeatures) {
    self.runID = runID
    self.roleID = roleID
    self.features = features
  }
}

/// What was learned from a set of decided runs: which roles a JD is like.
///
/// Kernel ridge regression of the role on four similarities of JDs: the words of their texts (those
/// that tell roles apart more), the directions of their R&R vectors, their skills and the words of
/// their titles (rare ones more). How much that counts beside the catalog's evidence is fitted on
/// leave-one-out predictions.
///
/// A function of the set of runs: their order does not matter, and a run that is taken out leaves
/// nothing behind.
package struct LearnedRoles: Sendable {
  /// How much each similarity counts; chosen by cross-validation on real ads (docs/learning.md).
  package struct Settings: Sendable {
    package var words = 1.0
    package var vectors = 0.35
    package var skills = 0.16
    package var titles = 0.25
    package var ridge = 0.65

    package init() {}
  }

  /// Runs that a fit reads at most; of more, those whose ids hash lowest, a set that does not
  /// depend on the order of runs. A fit takes time with its third power and memory with its square:
  /// 34 MB a matrix for this many.
  package static let runLimit = 2048
  /// Runs from which a word must stand in two of them to count.
  private static let rareTermLimit = 20

  /// Runs' worth of the prior that as many JDs fit no role as fit one: what the weights of "none
  /// fits" were fitted under. How many: measured, docs/learning.md.
  private static let nonePriorRuns = 200.0

  /// Decided runs in the fit.
  package let runCount: Int
  private let noneLogOdds: Double
  /// The roles that have any, ascending.
  let roleIDs: [Int]
  let calibration: LearnedCalibration
  private let settings: Settings
  private let words: TermKernel
  private let vectors: CentredVectorKernel
  private let skills: TermKernel
  private let titles: TermKernel
  private let regression: KernelRidge

  /// Fits decided runs.
  ///
  /// - Parameters:
  ///   - runs: at most `runLimit` of them are read; each id once.
  ///   - roleIDs: the library's roles; runs of other roles are left out.
  ///   - newRoleCount: runs that no role fitted (case E).
  ///   - decidedCount: all decided runs, where `runs` may be a sample of them.
  /// - Returns: nil where fewer than two roles have runs: nothing tells roles apart.
  /// - Complexity: O(n³ + n² · dimension) for n runs.
  package init?(
    fitting runs: [DecidedRun], among roleIDs: [Int], newRoleCount: Int = 0,
    decidedCount: Int = 0, settings: Settings = Settings()
  ) {
    let library = Set(roleIDs)
    var runs = runs.filter { library.contains($0.roleID) }
    if runs.count > Self.runLimit {
      runs = Self.sample(runs)
    }
    runs.sort { $0.runID.utf8.lexicographicallyPrecedes($1.runID.utf8) }
    let roles = Set(runs.map(\.roleID)).sorted()
    guard roles.count > 1 else { return nil }
    let features = runs.map(\.features)
    let minimum = runs.count < Self.rareTermLimit ? 1 : 2
    words = TermKernel(
      features.map(\.words), classes: runs.map(\.roleID), minimum: minimum)
    titles = TermKernel(features.map(\.titleWords), minimum: minimum)
    skills = TermKernel(features.map { Self.counts($0.skillIDs) })
    vectors = CentredVectorKernel(Self.ofOneDimension(features.map(\.vector)))
    var kernel = [Double](repeating: 0, count: runs.count * runs.count)
    words.addGram(scale: settings.words, to: &kernel)
    vectors.addGram(scale: settings.vectors, to: &kernel)
    skills.addGram(scale: settings.skills, to: &kernel)
    titles.addGram(scale: settings.titles, to: &kernel)
    var heldOutChange = [Double](repeating: 0, count: kernel.count)
    words.addHeldOutChange(scale: settings.words, to: &heldOutChange)
    // 1 for the own role; the others balance it, so that all targets of a run sum to 0.
    var targets = [Double](
      repeating: -1 / Double(roles.count - 1), count: runs.count * roles.count)
    let columns = Dictionary(uniqueKeysWithValues: roles.enumerated().map { ($1, $0) })
    for (row, run) in runs.enumerated() {
      targets[row * roles.count + (columns[run.roleID] ?? 0)] = 1
    }
    guard
      let regression = KernelRidge(
        kernel: consume kernel, targets: targets, targetCount: roles.count, ridge: settings.ridge,
        heldOutChange: heldOutChange)
    else { return nil }
    self.regression = regression
    self.settings = settings
    self.roleIDs = roles
    runCount = runs.count
    let fitted = runs.count < Self.runLimit ? runs.count : max(runs.count, decidedCount)
    noneLogOdds = log(
      (Double(newRoleCount) + Self.nonePriorRuns) / (Double(fitted) + Self.nonePriorRuns))
    calibration = LearnedCalibration(
      fitting: Self.examples(runs, roles: roleIDs, columns: columns, regression))
  }

  static func sample(_ runs: [DecidedRun]) -> [DecidedRun] {
    let ranked = runs.map { (rank: TermIdentifiers.identifier(of: $0.runID), run: $0) }
    let sorted = ranked.sorted { left, right in
      left.rank != right.rank ? left.rank < right.rank : left.run.runID < right.run.runID
    }
    return sorted.prefix(runLimit).map(\.run)
  }

  private static func counts(_ skillIDs: [Int]) -> TermKernel.Counts {
    Dictionary(skillIDs.map { (UInt64(bitPattern: Int64($0)), 1) }) { first, _ in first }
  }

  /// Vectors of the most frequent dimension: a store's runs are of one model, but nothing breaks
  /// where they are not.
  private static func ofOneDimension(_ vectors: [[Double]?]) -> [[Double]?] {
    var counts: [Int: Int] = [:]
    for vector in vectors { if let vector { counts[vector.count, default: 0] += 1 } }
    let dimension = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    return vectors.map { $0?.count == dimension ? $0 : nil }
  }

  /// What the calibration is fitted on: runs whose evidence is known for their own role.
  private static func examples(
    _ runs: [DecidedRun], roles: [Int], columns: [Int: Int], _ regression: KernelRidge
  ) -> [LearnedCalibration.Example] {
    runs.enumerated().compactMap { row, run in
      var example = LearnedCalibration.Example(weights: [], scores: [], decided: -1)
      for role in roles {
        guard let weight = run.features.weights[role] else { continue }
        if role == run.roleID { example.decided = example.weights.count }
        example.weights.append(weight)
        example.scores.append(
          columns[role].map {
            regression.leaveOneOut[row * regression.targetCount + $0] - regression.intercepts[$0]
          } ?? 0)
      }
      return example.decided < 0 ? nil : example
    }
  }

  // MARK: - Asking

  /// What the decided runs say of a JD. O(runs × (dimension + roles) + postings of its words).
  package func scores(of features: JDFeatures) -> LearnedScores {
    var kernel = [Double](repeating: 0, count: runCount)
    words.addCosines(of: features.words, scale: settings.words, to: &kernel)
    vectors.addCosines(of: features.vector, scale: settings.vectors, to: &kernel)
    skills.addCosines(of: Self.counts(features.skillIDs), scale: settings.skills, to: &kernel)
    titles.addCosines(of: features.titleWords, scale: settings.titles, to: &kernel)
    let prediction = regression.centredPrediction(kernel)
    func sixDecimals(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
    return LearnedScores(
      runCount: runCount,
      factor: sixDecimals(calibration.scoreScale / calibration.evidenceScale),
      sharpness: sixDecimals(calibration.evidenceScale), noneLogOdds: sixDecimals(noneLogOdds),
      scores: zip(roleIDs, prediction).map {
        LearnedScores.Score(roleID: $0, score: sixDecimals($1))
      })
  }

  /// The words of a JD that add most to a role's score, most first.
  ///
  /// - Parameter names: the words by their identifiers.
  func words(for roleID: Int, in features: JDFeatures, names: [UInt64: String], limit: Int)
    -> [String]
  {
    guard let column = roleIDs.firstIndex(of: roleID) else { return [] }
    let coefficients = (0..<runCount).map {
      regression.coefficients[$0 * regression.targetCount + column]
    }
    var speaking: [(name: String, part: Double)] = []
    for (word, part) in words.parts(of: features.words, coefficients: coefficients) where part > 0 {
      if let name = names[word] { speaking.append((name, part)) }
    }
    speaking.sort { left, right in
      left.part != right.part ? left.part > right.part : left.name < right.name
    }
    return speaking.prefix(limit).map(\.name)
  }
}
