import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Pipeline

/// Ends connections that are slow or do not speak HTTP, so that they hold nothing for long.
///
/// - The first head must come within `headerTimeout` of the connection's start.
/// - A body must be whole within `bodyTimeout` of its head, however its bytes trickle.
/// - Bytes that are no HTTP get a problem document of status 400.
/// - After an answer with `Connection: close`, what still arrives is read and dropped for a moment,
///   so that the peer can read the answer; then the connection is closed.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let headerTimeout: TimeAmount
  private let bodyTimeout: TimeAmount
  private let largestBody: Int
  /// The one deadline that counts: of the first head, or of a body.
  private var deadline: Scheduled<Void>?
  /// Requests whose head has come and whose answer has not gone out.
  private var answersOwed = 0
  private var isReadingBody = false
  private var closesAfterAnswer = false

  /// How long a peer that was sent away may go on sending.
  private static let lingering = TimeAmount.seconds(2)

  init(headerTimeout: Duration, bodyTimeout: Duration, largestBody: Int) {
    self.headerTimeout = TimeAmount(headerTimeout)
    self.bodyTimeout = TimeAmount(bodyTimeout)
    self.largestBody = largestBody
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { awaitHead(context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { endDeadline() }

  func channelActive(context: ChannelHandlerContext) {
    awaitHead(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    endDeadline()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      isReadingBody = true
      answersOwed += 1
      if answersOwed == 1 {
        awaitBody(context)
        inviteBody(head, context)
      }
    case .body: break
    case .end:
      isReadingBody = false
      endDeadline()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head) where head.status.kind != .informational:
      closesAfterAnswer = head.headerFields[.connection]?.lowercased() == "close"
      context.write(data, promise: promise)
    case .head, .body: context.write(data, promise: promise)
    case .end:
      answersOwed -= 1
      // A pipelined request may wait for its turn: its time begins now.
      if isReadingBody, answersOwed > 0 { awaitBody(context) }
      guard closesAfterAnswer else { return context.write(data, promise: promise) }
      context.writeAndFlush(data, promise: promise)
      linger(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, answersOwed == 0 else {
      return context.fireErrorCaught(error)
    }
    let problem = Problem(
      .badRequest, "malformed-request", "the connection's bytes are no HTTP request")
    let body = ByteBuffer(string: problem.text)
    let head = HTTPResponse(
      status: .badRequest,
      headerFields: [
        .contentType: Problem.contentType, .contentLength: "\(body.readableBytes)",
        .connection: "close",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(body)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(promise: nil)
  }

  // MARK: - Deadlines

  private func awaitHead(_ context: ChannelHandlerContext) {
    schedule(context, headerTimeout) { context.close(promise: nil) }
  }

  private func awaitBody(_ context: ChannelHandlerContext) {
    schedule(context, bodyTimeout) { context.fireErrorCaught(RequestTimeout()) }
  }

  private func schedule(
    _ context: ChannelHandlerContext, _ time: TimeAmount, _ body: @escaping () -> Void
  ) {
    endDeadline()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time, body)
  }

  private func endDeadline() {
    deadline?.cancel()
    deadline = nil
  }

  /// Tells a peer that asks first to send its body.
  private func inviteBody(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
    guard head.headerFields[.expect]?.lowercased() == "100-continue" else { return }
    let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
    guard length <= largestBody else { return }
    context.writeAndFlush(
      wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
  }

  private func linger(_ context: ChannelHandlerContext) {
    guard isReadingBody else { return context.close(promise: nil) }
    context.close(mode: .output, promise: nil)
    schedule(context, Self.lingering) { context.close(promise: nil) }
  }
}
