import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import HTTPService

/// Connections that their clients end in the middle of a request.
@Suite struct LostConnectionTests {
  /// A body that breaks off as a socket does whose other end was reset.
  private struct BrokenBody: AsyncSequence, Sendable {
    struct Iterator: AsyncIteratorProtocol {
      let error: any Error
      private var hasBegun = false

      init(_ error: any Error) { self.error = error }

      mutating func next() async throws -> ByteBuffer? {
        if hasBegun { throw error }
        hasBegun = true
        return ByteBuffer(string: "{\"jd_text\": \"Baker")
      }
    }

    let error: any Error

    func makeAsyncIterator() -> Iterator { Iterator(error) }
  }

  @Test func aBodyThatBreaksOffIsNoFaultOfOurs() async throws {
    for error: any Error in [
      IOError(errnoCode: ECONNRESET, reason: "read"), ChannelError.inputClosed,
    ] {
      let request = Request(
        head: HTTPRequest(
          method: .post, scheme: "http", authority: "localhost", path: "/classify",
          headerFields: [:]),
        body: RequestBody(asyncSequence: BrokenBody(error: error)))
      let problem = await #expect(throws: Problem.self) {
        try await Dispatcher.body(of: request, upTo: 100)
      }
      #expect(problem?.status == .badRequest)
      #expect(problem?.code == "connection-lost")
    }
  }
}
