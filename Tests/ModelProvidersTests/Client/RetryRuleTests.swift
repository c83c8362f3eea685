import Foundation
import Testing

@testable import ModelProviders

@Suite struct RetryRuleTests {
  private let rule = RetryRule(limit: 3, firstDelay: .seconds(1), longestDelay: .seconds(5))

  private func status(
    _ status: Int, retryAfter: String? = nil, code: String? = nil
  ) -> AttemptFailure {
    .status(status, retryAfter: retryAfter, code: code, message: "")
  }

  @Test func waitsDoubleUpToTheLongestWithJitter() {
    let failure = AttemptFailure.connection("gone")
    #expect(rule.delay(after: failure, attempt: 1, jitter: 1) == .seconds(1))
    #expect(rule.delay(after: failure, attempt: 1, jitter: 0) == .milliseconds(500))
    #expect(rule.delay(after: failure, attempt: 2, jitter: 1) == .seconds(2))
    #expect(rule.delay(after: failure, attempt: 3, jitter: 1) == .seconds(4))
    #expect(rule.delay(after: failure, attempt: 4, jitter: 1) == nil)
    let patient = RetryRule(limit: 100, firstDelay: .seconds(1), longestDelay: .seconds(5))
    #expect(patient.delay(after: failure, attempt: 90, jitter: 1) == .seconds(5))
  }

  @Test(arguments: [408, 429, 500, 502, 503, 599])
  func passingFaultsAreTriedAgain(code: Int) {
    #expect(rule.delay(after: status(code), attempt: 1, jitter: 1) == .seconds(1))
  }

  @Test(arguments: [301, 400, 401, 403, 404, 422])
  func lastingFaultsAreNot(code: Int) {
    #expect(rule.delay(after: status(code), attempt: 1, jitter: 1) == nil)
  }

  @Test func aUsedUpQuotaIsNotWaitedFor() {
    let failure = status(429, code: "insufficient_quota")
    #expect(rule.delay(after: failure, attempt: 1, jitter: 1) == nil)
  }

  @Test func theServersWaitIsTheLeast() throws {
    let now = Date(timeIntervalSince1970: 784_111_777)
    func delay(_ header: String) -> Duration? {
      rule.delay(after: status(503, retryAfter: header), attempt: 1, jitter: 0, now: now)
    }
    #expect(delay("3") == .seconds(3))
    #expect(delay("0") == .milliseconds(500))
    #expect(delay("6") == nil)
    // The date of RFC 9110 and four seconds later.
    #expect(delay("Sun, 06 Nov 1994 08:49:41 GMT") == .seconds(4))
    #expect(delay("Sun, 06 Nov 1994 08:49:37 GMT") == .milliseconds(500))
    #expect(delay("soon") == .milliseconds(500))
    #expect(delay("-1") == .milliseconds(500))
  }

  @Test func onlyWhatTheServerMayHaveDoneMayHaveCost() {
    #expect(!status(500).mayHaveCost)
    #expect(!AttemptFailure.unreachable("refused").mayHaveCost)
    #expect(AttemptFailure.connection("cut").mayHaveCost)
    #expect(AttemptFailure.timeout(seconds: 1).mayHaveCost)
  }
}
