import Synchronization

/// Where a pipeline has what decided runs say.
enum Learner: Sendable {
  /// From the runs of its store.
  case ofStore
  /// As a run bundle recorded it; nil where nothing was learned.
  case recorded(LearnedScores?)
}

/// The fit of a store's decided runs, kept while it is good.
///
/// The first fit of a process reads all runs there are. A later one waits until the runs have grown
/// by a 32nd, because it takes time with their third power; a run that was taken out or got another
/// role is gone at once.
final class LearnerCache: Sendable {
  private struct Fit: Sendable {
    var state: Store.LearningState
    var roleIDs: [Int]
    var roles: LearnedRoles?
  }

  private let store: Store
  private let held = Mutex<Fit?>(nil)

  /// A fit is renewed when the runs have grown by one in this many.
  static let growthPerFit = 32

  init(store: Store) { self.store = store }

  /// What was learned; nil where nothing tells roles apart yet.
  func roles(model: String, library: RoleLibrary) throws -> LearnedRoles? {
    let state = try store.learningState()
    let roleIDs = library.lookup.catalog.roles.map(\.id)
    if let fit = held.withLock({ $0 }), fit.state.changes == state.changes,
      fit.roleIDs == roleIDs,
      (state.additions - fit.state.additions) * Self.growthPerFit <= fit.roles?.runCount ?? 0
    {
      return fit.roles
    }
    let roles = LearnedRoles(
      fitting: try store.decidedRuns(model: model), among: roleIDs,
      newRoleCount: try store.newRoleCount(model: model))
    held.withLock { $0 = Fit(state: state, roleIDs: roleIDs, roles: roles) }
    return roles
  }
}
