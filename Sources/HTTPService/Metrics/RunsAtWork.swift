import Synchronization

/// The runs that requests work on: a run that several end at once is counted by one of them.
final class RunsAtWork: Sendable {
  private struct Work {
    var requestCount = 0
    var isCounted = false
  }

  private let held = Mutex<[String: Work]>([:])

  /// To be called before it is read whether the run has ended, and once `leave` for each call.
  func enter(_ run: String) { held.withLock { $0[run, default: Work()].requestCount += 1 } }

  /// Whether the caller is the first who found that the run has ended.
  func count(_ run: String) -> Bool {
    held.withLock { runs in
      guard let work = runs[run], !work.isCounted else { return false }
      runs[run]?.isCounted = true
      return true
    }
  }

  func leave(_ run: String) {
    held.withLock { runs in
      runs[run]?.requestCount -= 1
      if runs[run]?.requestCount == 0 { runs[run] = nil }
    }
  }
}
