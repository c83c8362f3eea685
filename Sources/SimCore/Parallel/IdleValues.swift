import Synchronization

/// Values waiting to be used again, such as memory that calls need: as many as were ever in use at
/// once.
final class IdleValues<Value: Sendable>: Sendable {
  private let make: @Sendable () -> Value
  private let idle = Mutex<[Value]>([])

  /// - Parameter make: a value where none waits.
  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// A value that nobody else has.
  func take() -> Value { idle.withLock { $0.popLast() } ?? make() }

  /// Lets the next caller have a value.
  func giveBack(_ value: Value) {
    idle.withLock { $0.append(value) }
  }
}
