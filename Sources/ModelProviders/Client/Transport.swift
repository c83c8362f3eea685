import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Pipeline

/// Sends requests: bounded in number, time, size and attempts.
struct Transport: Sendable {
  let endpoint: Endpoint
  let limit: ConcurrencyLimit
  let retry: RetryRule

  /// A reply of a server, and how many attempts it took.
  struct Reply: Sendable {
    var body: Data
    var attemptCount: Int
  }

  /// The last failure of a request.
  struct Failure: Error {
    var error: ProviderError
    var attemptCount: Int
    /// Whether the server may have worked, and charges for it, without our seeing the reply.
    var mayHaveCost: Bool
  }

  /// No reply may be larger.
  private static let replyLimit = 64 << 20

  /// Connections of the process. They live as long as it does, and are not shut down.
  private static let client: HTTPClient = {
    var configuration = HTTPClient.Configuration()
    configuration.timeout.connect = .seconds(10)
    configuration.redirectConfiguration = .disallow
    // A server that is not there is one failed attempt; the retries are ours.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  /// Posts `body`, again where the rule says so.
  ///
  /// - Throws: `Failure`, or `CancellationError`.
  func post(_ path: String, body: Data, timeout: Duration) async throws -> Reply {
    var attempt = 0
    var mayHaveCost = false
    while true {
      attempt += 1
      do {
        let body = try await limit.run {
          try await send(endpoint.request(path, body: Array(body)), timeout: timeout)
        }
        return Reply(body: body, attemptCount: attempt)
      } catch let failure as AttemptFailure {
        if failure.mayHaveCost { mayHaveCost = true }
        let delay = retry.delay(
          after: failure, attempt: attempt, jitter: Double.random(in: 0...1))
        guard let delay else {
          throw Failure(error: failure.error, attemptCount: attempt, mayHaveCost: mayHaveCost)
        }
        try await Task.sleep(for: delay)
      }
    }
  }

  /// One attempt.
  private func send(_ request: HTTPClientRequest, timeout: Duration) async throws -> Data {
    let seconds = timeout / .seconds(1)
    return try await withThrowingTaskGroup(of: Data.self) { group in
      group.addTask { try await exchange(request) }
      group.addTask {
        try await Task.sleep(for: timeout)
        throw AttemptFailure.timeout(seconds: seconds)
      }
      defer { group.cancelAll() }
      do {
        guard let data = try await group.next() else { throw CancellationError() }
        return data
      } catch let failure as AttemptFailure {
        throw failure
      } catch {
        try Task.checkCancellation()
        throw failure(for: error)
      }
    }
  }

  private func failure(for error: any Error) -> AttemptFailure {
    if let error = error as? NIOConnectionError { return Self.failure(ofName: error) }
    if (error as? IOError)?.errnoCode == ECONNREFUSED {
      return .unreachable("nobody listens at its address")
    }
    if (error as? HTTPClientError) == .connectTimeout {
      return .unreachable("its address does not answer")
    }
    return .connection(endpoint.cleaned("\(error)"))
  }

  /// A name has several addresses, or none; where no connection was made, nothing was sent.
  private static func failure(ofName error: NIOConnectionError) -> AttemptFailure {
    if error.connectionErrors.isEmpty { return .unreachable("its name is not known") }
    let isRefused = error.connectionErrors.contains {
      ($0.error as? IOError)?.errnoCode == ECONNREFUSED
    }
    return .unreachable(isRefused ? "nobody listens at its address" : "its address does not answer")
  }

  private func exchange(_ request: HTTPClientRequest) async throws -> Data {
    // The group's timer is the limit; this one only ends what outlives it.
    let response = try await Self.client.execute(request, timeout: .hours(1))
    let body = try await response.body.collect(upTo: Self.replyLimit)
    let data = Data(body.readableBytesView)
    guard response.status == .ok else {
      let fault = try? JSONDecoder().decode(ServerFault.self, from: data)
      throw AttemptFailure.status(
        Int(response.status.code), retryAfter: response.headers.first(name: "Retry-After"),
        code: fault?.error.code, message: endpoint.cleaned(fault?.error.message ?? ""))
    }
    return data
  }

  /// An error as OpenAI's servers write it.
  private struct ServerFault: Decodable {
    struct Detail: Decodable {
      var message: String?
      var code: String?

      enum CodingKeys: String, CodingKey { case message, code }

      init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        message = try? values.decodeIfPresent(String.self, forKey: .message)
        // Some servers write a number.
        code = try? values.decodeIfPresent(String.self, forKey: .code)
      }
    }

    var error: Detail
  }
}
