import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Pipeline

/// Ends connections that are slow or do not speak HTTP, so that they hold nothing for long.
///
/// - The first head must come within `headerTimeout` of the connection's start.
/// - A body must be whole within `bodyTimeout` of its head, however its bytes trickle.
/// - Of an answer that is larger than what is kept for the peer, something must be taken within
///   `idleTimeout`, over and over.
/// - Bytes that are no HTTP get a problem document of status 400, and so does a request that does not
///   name its host once (`HostCheck`); a header that is too large gets one of status 431.
/// - After an answer with `Connection: close`, what still arrives is read and dropped for a moment,
///   so that the peer can read the answer; then the connection is closed.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let headerTimeout: TimeAmount
  private let bodyTimeout: TimeAmount
  private let idleTimeout: TimeAmount
  private let largestBody: Int
  /// The one deadline that counts: of the first head, or of a body.
  private var deadline: Scheduled<Void>?
  /// Until when the peer must have taken more of what waits for it.
  private var takingDeadline: Scheduled<Void>?
  /// Requests whose head has come and whose answer has not gone out.
  private var answersOwed = 0
  private var isReadingBody = false
  private var closesAfterAnswer = false
  /// What is wrong with the bytes after a request that is still to be answered.
  private var owedProblem: Problem?
  /// Whether the peer was told that it cannot be read.
  private var isSentAway = false

  /// What the parser takes of a request's first line and header fields.
  static let headerLimits = HTTP1Channel.Configuration.DecoderConfiguration(
    maxHeaderFieldSize: 80 << 10, maxHeaderListSize: 80 << 10, maxHeaderFieldCount: 1000)

  /// How long a peer that was sent away may go on sending.
  private static let lingering = TimeAmount.seconds(2)

  init(headerTimeout: Duration, bodyTimeout: Duration, idleTimeout: Duration, largestBody: Int) {
    self.headerTimeout = TimeAmount(headerTimeout)
    self.bodyTimeout = TimeAmount(bodyTimeout)
    self.idleTimeout = TimeAmount(idleTimeout)
    self.largestBody = largestBody
  }

  func handlerAdded(context: ChannelHandlerContext) {
    addChecks(context)
    if context.channel.isActive { awaitHead(context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    endDeadline()
    endTakingDeadline()
  }

  func channelActive(context: ChannelHandlerContext) {
    awaitHead(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    endDeadline()
    endTakingDeadline()
    context.fireChannelInactive()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    endTakingDeadline()
    if !context.channel.isWritable { awaitTaking(context) }
    context.fireChannelWritabilityChanged()
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
      // The server says no more than the status of a request that it could not read.
      if let owedProblem, head.status == .badRequest, head.headerFields[.contentType] == nil {
        return write(owedProblem, context, promise: promise)
      }
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
    // What a peer that was sent away goes on sending is not read.
    guard !isSentAway else { return }
    guard let problem = Self.problem(of: error) else { return context.fireErrorCaught(error) }
    guard answersOwed == 0 else {
      // It is answered in its turn, by the server: that of an error of the parser.
      owedProblem = problem
      return context.fireErrorCaught(error is HTTPParserError ? error : HTTPParserError.unknown)
    }
    isSentAway = true
    write(problem, context, promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    finish(context)
  }

  /// Writes a problem up to its end.
  private func write(
    _ problem: Problem, _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?
  ) {
    let body = ByteBuffer(string: problem.text)
    let head = HTTPResponse(
      status: problem.status,
      headerFields: [
        .contentType: Problem.contentType, .contentLength: "\(body.readableBytes)",
        .connection: "close",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(body)), promise: promise)
  }

  /// What is told of bytes that are no request; nil of other errors.
  private static func problem(of error: any Error) -> Problem? {
    switch error {
    case let error as HostError: error.problem
    case HTTPParserError.headerOverflow:
      Problem(
        .requestHeaderFieldsTooLarge, "header-too-large",
        "the request's first line and header fields may have \(headerLimits.maxHeaderListSize >> 10)"
          + " KiB in all, and \(headerLimits.maxHeaderFieldCount) fields")
    case is HTTPParserError:
      Problem(.badRequest, "malformed-request", "the connection's bytes are no HTTP request")
    default: nil
    }
  }

  /// Puts the checks of heads behind the parser. Where there is none, nobody sends requests as bytes.
  private func addChecks(_ context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    guard let parser = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
    else { return }
    let position = ChannelPipeline.SynchronousOperations.Position.after(parser)
    do {
      try pipeline.addHandlers([HostCheck(), PersistenceCheck()], position: position)
    } catch {
      context.fireErrorCaught(error)
    }
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

  private func awaitTaking(_ context: ChannelHandlerContext) {
    let waiting = Self.waitingBytes(context)
    takingDeadline = context.eventLoop.assumeIsolated().scheduleTask(in: idleTimeout) { [self] in
      guard Self.waitingBytes(context) < waiting else { return context.close(promise: nil) }
      awaitTaking(context)
    }
  }

  private func endTakingDeadline() {
    takingDeadline?.cancel()
    takingDeadline = nil
  }

  /// Bytes that the system has not taken for the peer.
  private static func waitingBytes(_ context: ChannelHandlerContext) -> Int {
    (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
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
    finish(context)
  }

  /// Says no more, and reads what still arrives for a moment.
  private func finish(_ context: ChannelHandlerContext) {
    context.close(mode: .output, promise: nil)
    schedule(context, Self.lingering) { context.close(promise: nil) }
  }
}
