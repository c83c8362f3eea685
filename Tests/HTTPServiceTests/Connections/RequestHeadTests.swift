import HummingbirdTesting
import Testing

@testable import HTTPService

/// Heads of requests that are refused before anything else is asked of them.
@Suite struct RequestHeadTests {
  private func answers(to requests: [String]) async throws -> [String] {
    let setup = try await ServiceSetup()
    let answers = Answers()
    try await setup.test(.port) { client in
      let port = try #require(client.base.port)
      for request in requests {
        let answer = try await RawRequest.send(Array(request.utf8), to: port)
        await answers.add(answer)
      }
    }
    return await answers.texts
  }

  private actor Answers {
    private(set) var texts: [String] = []

    func add(_ text: String) { texts.append(text) }
  }

  /// RFC 9112, 3.2.
  @Test func aRequestNamesItsHostOnce() async throws {
    let end = "Connection: close\r\n\r\n"
    let good = [
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\n", "GET /healthz HTTP/1.1\r\nHost:\r\n",
      "GET /healthz HTTP/1.0\r\n", "GET /healthz HTTP/1.0\r\nHost: localhost\r\n",
    ]
    for answer in try await answers(to: good.map { $0 + end }) {
      #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
    }
    let without = ["GET /healthz HTTP/1.1\r\n", "POST /classify HTTP/1.1\r\nContent-Length: 9\r\n"]
    for answer in try await answers(to: without.map { $0 + end + "{\"a\": 1}\n" }) {
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains(":problem:bad-host\""))
      #expect(answer.contains("the request names no host; send a Host field"))
    }
    let twice = [
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nhost: localhost\r\n",
      "GET /healthz HTTP/1.0\r\nHost: localhost\r\nHost: example\r\n",
    ]
    for answer in try await answers(to: twice.map { $0 + end }) {
      #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains(":problem:bad-host\""))
      #expect(answer.contains("names more than one host; send one Host field"), "\(answer)")
    }
  }

  /// RFC 9112, 9.3. `RawRequest` reads until the connection is closed: one that is closed for having
  /// been idle for a minute comes after the limit.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "GET /healthz HTTP/1.0\r\n\r\n", "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: Close\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close, TE\r\nTE: trailers\r\n\r\n",
    ])
  func aConnectionEndsWhereNoRequestMayFollow(request: String) async throws {
    let answer = try await answers(to: [request])[0]
    #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.hasSuffix("ok\n"), "\(answer)")
  }

  @Test func whatCameBeforeIsAnsweredFirst() async throws {
    let good = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    let bad = "GET /healthz HTTP/1.1\r\n\r\n"
    for answer in try await answers(to: [good + bad, good + bad + good]) {
      let heads = answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
      #expect(heads == ["200", "400"], "\(answer)")
    }
  }

  @Test func aLargeHeaderIsRefusedInASentence() async throws {
    let head = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
    let fields = (0..<1100).map { "X-\($0): a\r\n" }.joined()
    for answer in try await answers(to: [
      head + "X: \(String(repeating: "a", count: 100_000))\r\n\r\n", head + fields + "\r\n",
    ]) {
      #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer.prefix(200))")
      #expect(
        answer.contains(
          "the request's first line and header fields may have 80 KiB in all, and 1000 fields"))
    }
  }
}
