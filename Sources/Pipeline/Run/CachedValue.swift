import Synchronization

/// A value and the version it was made from; the last one set is kept.
final class CachedValue<Value: Sendable>: Sendable {
  private let held = Mutex<(version: Int, value: Value)?>(nil)

  /// The value, where it is of `version`.
  func value(of version: Int) -> Value? {
    held.withLock { $0?.version == version ? $0?.value : nil }
  }

  func set(_ value: Value, version: Int) {
    held.withLock { $0 = (version, value) }
  }
}
