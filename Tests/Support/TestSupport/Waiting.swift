/// Waits for what another task does.
package enum Waiting {
  package struct TooLong: Error {}

  /// Returns once `isTrue` says so.
  ///
  /// - Throws: `TooLong` after minutes: a wait that ends no test holds all of them up.
  package static func until(_ isTrue: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(180)
    while !isTrue() {
      guard .now < end else { throw TooLong() }
      try await Task.sleep(for: .milliseconds(2))
    }
  }
}
