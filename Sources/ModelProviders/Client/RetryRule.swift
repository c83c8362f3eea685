import Foundation

/// Why an attempt gave no reply with status 200.
enum AttemptFailure: Error, Equatable {
  case status(Int, retryAfter: String?, code: String?, message: String)
  /// Nobody listens: nothing was sent.
  case unreachable(String)
  /// The connection broke; the server may have worked.
  case connection(String)
  case timeout(seconds: Double)

  /// Whether the server may have worked, and charges for it, without our seeing the reply.
  var mayHaveCost: Bool {
    switch self {
    case .status, .unreachable: false
    case .connection, .timeout: true
    }
  }

  var error: ProviderError {
    switch self {
    case .status(let status, _, _, let message):
      [401, 403, 404].contains(status)
        ? .refused(status: status, message: message) : .status(status, message: message)
    case .unreachable(let reason), .connection(let reason): .connection(reason)
    case .timeout(let seconds): .timeout(seconds: seconds)
    }
  }
}

/// Whether and when a failed attempt is made again: a pure function.
struct RetryRule: Sendable {
  var limit: Int
  var firstDelay: Duration
  var longestDelay: Duration

  /// The wait before the next attempt; nil to give up.
  ///
  /// Exponential with jitter over the upper half. What the server asks for by `Retry-After` is the
  /// least wait; where that is longer than the longest, it is given up.
  ///
  /// - Parameters:
  ///   - attempt: how many attempts were made, from 1.
  ///   - jitter: 0 to 1.
  func delay(
    after failure: AttemptFailure, attempt: Int, jitter: Double, now: Date = Date()
  ) -> Duration? {
    guard attempt <= limit else { return nil }
    let growth = Double(1 << min(attempt - 1, 20))
    let backoff = min(firstDelay * growth, longestDelay) * (0.5 + 0.5 * jitter)
    guard case .status(let status, let retryAfter, let code, _) = failure else { return backoff }
    // A used-up quota does not come back by waiting.
    guard [408, 429].contains(status) || (500...599).contains(status),
      code != "insufficient_quota"
    else { return nil }
    guard let asked = retryAfter.flatMap({ Self.seconds(retryAfter: $0, now: now) }) else {
      return backoff
    }
    guard asked <= longestDelay else { return nil }
    return max(asked, backoff)
  }

  /// A `Retry-After` header: seconds, or a date (RFC 9110, 10.2.3).
  static func seconds(retryAfter header: String, now: Date) -> Duration? {
    let header = header.trimmingCharacters(in: .whitespaces)
    if let seconds = Double(header) {
      return seconds.isFinite && seconds >= 0 && seconds < 1e9 ? .seconds(seconds) : nil
    }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return formatter.date(from: header).map { .seconds(max(0, $0.timeIntervalSince(now))) }
  }
}
