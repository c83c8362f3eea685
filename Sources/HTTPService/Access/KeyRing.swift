import Pipeline
import Synchronization

/// The keys of the store, read again when they are a second old: a key that another process adds or
/// revokes counts from then on.
final class KeyRing: Sendable {
  struct Keys: Sendable {
    /// Whether the store never had a key: then the service is open to its own machine.
    var isEmpty: Bool
    var byID: [String: APIKey]
  }

  private let store: Store
  private let executor: BlockingExecutor
  private let held = Mutex<(keys: Keys, readAt: ContinuousClock.Instant)?>(nil)

  static let lifetime = Duration.seconds(1)

  init(store: Store, executor: BlockingExecutor) {
    self.store = store
    self.executor = executor
  }

  func keys() async throws -> Keys {
    if let held = held.withLock({ $0 }), held.readAt.duration(to: .now) < Self.lifetime {
      return held.keys
    }
    let all = try await executor.run { [store] in try store.apiKeys() }
    let keys = Keys(
      isEmpty: all.isEmpty, byID: Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) }))
    held.withLock { $0 = (keys, .now) }
    return keys
  }

  /// Forgets what it has read.
  func refresh() { held.withLock { $0 = nil } }
}
