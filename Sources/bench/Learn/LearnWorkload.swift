import Pipeline
import SeededRandom
import SimCore

/// The decided runs of a store, as a fit reads them.
struct LearnWorkload {
  let store: Store
  let model: String
  let runs: [DecidedRun]
  let roleIDs: [Int]
  private let learned: LearnedRoles

  /// Nil where the runs tell no roles apart.
  init?(store: Store, runLimit: Int) throws {
    guard let model = try store.modelOfMostRuns() else { return nil }
    let runs = try store.decidedRuns(model: model, limit: runLimit)
    let roleIDs = Set(runs.map(\.roleID)).sorted()
    guard let learned = LearnedRoles(fitting: runs, among: roleIDs) else { return nil }
    self.store = store
    self.model = model
    self.runs = runs
    self.roleIDs = roleIDs
    self.learned = learned
  }

  /// Checks that the order of runs does not matter, times reading, fitting and asking, and reports.
  func report(seconds: Double) throws -> Report {
    let reversed = LearnedRoles(fitting: runs.reversed(), among: roleIDs)
    for run in runs where reversed?.scores(of: run.features) != learned.scores(of: run.features) {
      throw BenchError.fault("a fit depends on the order of runs; report this as a bug")
    }
    let read = try Measurement(budget: seconds / 4, warmUps: 1, minimumRuns: 3) { _ in
      _ = try store.decidedRuns(model: model, limit: runs.count)
    }
    let fit = Measurement(budget: seconds, warmUps: 1, minimumRuns: 3) { _ in
      _ = LearnedRoles(fitting: runs, among: roleIDs)
    }
    let factorisation = factorisation(budget: seconds / 2)
    let ask = Measurement(budget: seconds / 4) { run in
      _ = learned.scores(of: runs[run % runs.count].features)
    }
    var report = Report()
    report.add("benchmark", .text("learn"))
    report.add("runs", .integer(runs.count))
    report.add("roles", .integer(roleIDs.count))
    report.add("read_ms", .number(read.median * 1e3, decimals: 1))
    report.add("fit_ms", .number(fit.median * 1e3, decimals: 1))
    report.add("factorisation_ms", .number(factorisation.median * 1e3, decimals: 1))
    report.add("ask_ms", .number(ask.median * 1e3, decimals: 3))
    report.add("ask_p99_ms", .number(ask.percentile(0.99) * 1e3, decimals: 3))
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.addMachine()
    return report
  }

  /// The linear algebra of a fit without its kernel: as many random targets, a kernel that is the
  /// identity but for a little.
  private func factorisation(budget: Double) -> Measurement {
    var random = SplitMix64(seed: 1)
    let count = runs.count
    var kernel = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0..<row { kernel[row * count + column] = 1 / Double(4 * count) }
      kernel[row * (count + 1)] = 1
    }
    let targets = (0..<count * roleIDs.count).map { _ in Double.random(in: -1...1, using: &random) }
    return Measurement(budget: budget, warmUps: 1, minimumRuns: 3) { _ in
      _ = KernelRidge(
        kernel: kernel, targets: targets, targetCount: roleIDs.count,
        ridge: LearnedRoles.Settings().ridge)
    }
  }
}
