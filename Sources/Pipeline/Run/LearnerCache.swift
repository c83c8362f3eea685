import Synchronization

/// Where a pipeline has what decided runs say.
enum LearnedSource: Sendable {
  /// From the runs of its store.
  case ofStore
  /// As a run bundle recorded it; nil where nothing was learned.
  case recorded(LearnedScores?)
}

/// When what decided runs say is fitted anew.
public enum FitSchedule: Sendable {
  /// By the run that needs the fit: equal runs in equal order decide alike.
  case whenNeeded
  /// While runs go on with the last fit: for services, whose answers must not wait for it. Which
  /// runs a fit has read then depends on time. A fit that fails is made after a rest, for a run
  /// that asks.
  case inBackground(onFailure: @Sendable (any Error) -> Void)
}

/// The fit of a store's decided runs, kept while it is good.
///
/// The first fit of a process reads all runs there are. A later one waits until the runs have grown
/// by a 32nd, because it takes time with their third power; a run that was taken out or got another
/// role is gone at once. One fit is made at a time, whoever waits for it.
final class LearnerCache: Sendable {
  private struct Fit: Sendable {
    var state: Store.LearningState
    var roleIDs: [Int]
    var roles: LearnedRoles?
  }

  private struct Held {
    var fit: Fit?
    /// Whether the next fit is being made in the background.
    var isRenewing = false
    /// When the next fit in the background may begin; nil before the first.
    var restEnd: ContinuousClock.Instant?
  }

  private let store: Store
  private let fitSchedule: FitSchedule
  private let now: @Sendable () -> ContinuousClock.Instant
  /// Where fits are renewed while the last one is used on.
  private let background = BlockingExecutor(threadCount: 1)
  private let held = Mutex(Held())
  /// Held by whoever makes a fit that is waited for.
  private let turn = Mutex(())

  /// A fit is renewed when the runs have grown by one in this many.
  static let growthPerFit = 32
  /// Fits in the background rest this many times as long as the last one took: they have at most a
  /// tenth of a processor.
  private static let restPerFit = 9

  /// - Parameter now: the time; tests have their own.
  init(
    store: Store, fitSchedule: FitSchedule,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.store = store
    self.fitSchedule = fitSchedule
    self.now = now
  }

  /// The next run that asks makes a new fit, of all runs there are then.
  func forget() { held.withLock { $0.fit = nil } }

  /// What was learned of the roles of `roleIDs`; nil where nothing tells them apart yet.
  func roles(model: String, among roleIDs: [Int]) throws -> LearnedRoles? {
    let state = try store.learningState()
    if let fit = fit(for: state, roleIDs) {
      if Self.hasOutgrown(fit, state) { renew(state, model, roleIDs) }
      return fit.roles
    }
    return try turn.withLock { _ in
      // Another run may have made it meanwhile.
      if let fit = fit(for: state, roleIDs) { return fit.roles }
      return try make(state, model, roleIDs).roles
    }
  }

  /// The fit that runs of `state` may use.
  private func fit(for state: Store.LearningState, _ roleIDs: [Int]) -> Fit? {
    held.withLock { held in
      guard let fit = held.fit, fit.state.changes == state.changes, fit.roleIDs == roleIDs,
        isInBackground || !Self.hasOutgrown(fit, state)
      else { return nil }
      return fit
    }
  }

  private var isInBackground: Bool {
    if case .inBackground = fitSchedule { true } else { false }
  }

  /// Beyond the runs that a fit reads, more of them change it less: their number counts, not the
  /// fit's.
  private static func hasOutgrown(_ fit: Fit, _ state: Store.LearningState) -> Bool {
    let known =
      (fit.roles?.runCount ?? 0) < LearnedRoles.runLimit
      ? fit.roles?.runCount ?? 0 : fit.state.additions
    return (state.additions - fit.state.additions) * growthPerFit > known
  }

  private func renew(_ state: Store.LearningState, _ model: String, _ roleIDs: [Int]) {
    guard case .inBackground(let onFailure) = fitSchedule else { return }
    let begins = held.withLock { held in
      guard !held.isRenewing, held.restEnd.map({ $0 <= now() }) ?? true else { return false }
      held.isRenewing = true
      return true
    }
    guard begins else { return }
    Task(executorPreference: background) { [self] in
      let start = now()
      do { _ = try make(state, model, roleIDs) } catch { onFailure(error) }
      held.withLock { held in
        let end = now()
        held.isRenewing = false
        held.restEnd = end + start.duration(to: end) * Self.restPerFit
      }
    }
  }

  private func make(
    _ state: Store.LearningState, _ model: String, _ roleIDs: [Int]
  ) throws -> Fit {
    let roles = LearnedRoles(
      fitting: try store.decidedRuns(model: model), among: roleIDs,
      newRoleCount: try store.newRoleCount(model: model),
      decidedCount: try store.decidedCount(model: model))
    let fit = Fit(state: state, roleIDs: roleIDs, roles: roles)
    held.withLock { held in
      // A slower fit of an older state takes no newer one's place.
      if let newer = held.fit, newer.state.changes > state.changes { return }
      held.fit = fit
    }
    return fit
  }
}
