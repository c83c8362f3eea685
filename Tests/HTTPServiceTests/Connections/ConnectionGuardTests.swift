import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing

@testable import HTTPService

/// Deadlines on a clock that the tests move.
@Suite struct ConnectionGuardTests {
  /// Closes one side alone, which an embedded channel cannot.
  private final class HalfClosing: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart
    private(set) var isOutputClosed = false

    func close(
      context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
    ) {
      guard mode == .output else { return context.close(mode: mode, promise: promise) }
      isOutputClosed = true
      promise?.succeed()
    }
  }

  private static func channel(_ first: any ChannelHandler...) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(
      handlers: first + [
        ConnectionGuard(
          headerTimeout: .seconds(10), bodyTimeout: .seconds(30), idleTimeout: .seconds(60),
          largestBody: 100)
      ])
    channel.connect(to: try SocketAddress(unixDomainSocketPath: "/test"), promise: nil)
    return channel
  }

  private static func head(_ fields: HTTPFields = [:]) -> HTTPRequestPart {
    .head(
      HTTPRequest(
        method: .post, scheme: "http", authority: "localhost", path: "/", headerFields: fields))
  }

  private static func answer(_ channel: EmbeddedChannel, _ fields: HTTPFields = [:]) throws {
    try channel.writeOutbound(
      HTTPResponsePart.head(HTTPResponse(status: .ok, headerFields: fields)))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
  }

  @Test func aConnectionWithoutAHeadIsClosed() throws {
    let channel = try Self.channel()
    channel.embeddedEventLoop.advanceTime(by: .seconds(9))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func aBodyThatTricklesRunsOutOfTime() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head())
    for _ in 0..<29 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(throws: RequestTimeout.self) { try channel.throwIfErrorCaught() }
  }

  @Test func anAnswerMayTakeAsLongAsItTakes() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head())
    try channel.writeInbound(HTTPRequestPart.end(nil))
    channel.embeddedEventLoop.advanceTime(by: .hours(1))
    try channel.throwIfErrorCaught()
    #expect(channel.isActive)
    try Self.answer(channel)
    #expect(channel.isActive)
    _ = try channel.finish()
  }

  @Test func whoeverTakesNothingOfAnAnswerIsClosed() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head())
    try channel.writeInbound(HTTPRequestPart.end(nil))
    func setWritable(_ isWritable: Bool) {
      channel.isWritable = isWritable
      channel.pipeline.fireChannelWritabilityChanged()
    }
    setWritable(false)
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    // It has taken most of it: the next wait has its own time.
    setWritable(true)
    channel.embeddedEventLoop.advanceTime(by: .hours(1))
    #expect(channel.isActive)
    setWritable(false)
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func aPipelinedRequestsTimeBeginsWithItsTurn() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head())
    try channel.writeInbound(HTTPRequestPart.end(nil))
    try channel.writeInbound(Self.head())
    channel.embeddedEventLoop.advanceTime(by: .hours(1))
    try channel.throwIfErrorCaught()
    try Self.answer(channel)
    channel.embeddedEventLoop.advanceTime(by: .seconds(29))
    try channel.throwIfErrorCaught()
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(throws: RequestTimeout.self) { try channel.throwIfErrorCaught() }
  }

  @Test func whoeverIsSentAwayMayReadTheAnswer() throws {
    let closing = HalfClosing()
    let channel = try Self.channel(closing)
    try channel.writeInbound(Self.head())
    try Self.answer(channel, [.connection: "close"])
    #expect(closing.isOutputClosed)
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive)
  }

  @Test func whoeverAsksFirstIsInvited() throws {
    for (length, isInvited) in [("100", true), ("101", false)] {
      let channel = try Self.channel()
      try channel.writeInbound(Self.head([.expect: "100-continue", .contentLength: length]))
      let part = try channel.readOutbound(as: HTTPResponsePart.self)
      #expect((part == .head(HTTPResponse(status: .continue))) == isInvited)
      _ = try? channel.finish()
    }
  }

  /// The server answers a request whose body cannot be read with a bare 400: it gets its words here.
  @Test func whatCannotBeReadToItsEndGetsAProblem() throws {
    let closing = HalfClosing()
    let channel = try Self.channel(closing)
    try channel.writeInbound(Self.head())
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidChunkSize)
    #expect(throws: HTTPParserError.invalidChunkSize) { try channel.throwIfErrorCaught() }
    try channel.writeOutbound(
      HTTPResponsePart.head(
        HTTPResponse(
          status: .badRequest, headerFields: [.connection: "close", .contentLength: "0"])))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
    guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self),
      case .body(let body) = try channel.readOutbound(as: HTTPResponsePart.self)
    else {
      Issue.record("no answer")
      return
    }
    #expect(head.status == .badRequest)
    #expect(head.headerFields[.contentType] == "application/problem+json")
    #expect(head.headerFields[.contentLength] == "\(body.readableBytes)")
    #expect(String(buffer: body).contains(":problem:malformed-request\""))
    #expect(closing.isOutputClosed)
    _ = try channel.finish()
  }

  @Test(arguments: [
    (HTTPParserError.invalidMethod, HTTPResponse.Status.badRequest),
    (.headerOverflow, .requestHeaderFieldsTooLarge),
  ])
  func whatCannotBeReadGetsAProblem(
    error: HTTPParserError, status: HTTPResponse.Status
  ) throws {
    let closing = HalfClosing()
    let channel = try Self.channel(closing)
    channel.pipeline.fireErrorCaught(error)
    guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else {
      Issue.record("no answer")
      return
    }
    #expect(head.status == status)
    #expect(head.headerFields[.contentType] == "application/problem+json")
    // The peer may finish sending, and read it; nothing of that is answered again.
    #expect(closing.isOutputClosed && channel.isActive)
    channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
    try channel.throwIfErrorCaught()
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive)
    let parts = try (0..<3).map { _ in try channel.readOutbound(as: HTTPResponsePart.self) }
    #expect(parts[1] == .end(nil) && parts[2] == nil)
  }
}
