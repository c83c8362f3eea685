import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

@testable import Pipeline

/// A model server on 127.0.0.1, in the test's process: answers each request by a function.
final class StubServer: Sendable {
  /// A request as the server saw it.
  struct Request: Sendable {
    var path: String
    var authorization: String?
    var body: JSONValue

    /// The purpose of a question, which is the name of its schema.
    var purpose: String? {
      body["response_format"]?["json_schema"]?["name"]?.string
    }

    /// The messages' texts, in order.
    var messages: [String] {
      body["messages"]?.items.compactMap { $0["content"]?.string } ?? []
    }
  }

  /// What the server does with a request.
  enum Reply: Sendable {
    case reply(status: Int, headers: [String: String], body: String, delay: Duration)
    /// The connection is closed without a word.
    case cut
    /// The connection stays open and nothing comes.
    case never

    static func status(_ status: Int, headers: [String: String] = [:]) -> Reply {
      .reply(
        status: status, headers: headers, body: #"{"error": {"message": "stub", "code": null}}"#,
        delay: .zero)
    }

    /// A chat's reply with the text of an answer: 100 prompt tokens, 60 of them from the server's
    /// cache, and 50 completion tokens, 20 of them reasoning.
    static func chat(_ text: String, delay: Duration = .zero) -> Reply {
      let usage = TestSetup.json(
        """
        {"prompt_tokens": 100, "completion_tokens": 50,
         "prompt_tokens_details": {"cached_tokens": 60},
         "completion_tokens_details": {"reasoning_tokens": 20}}
        """)
      let message = JSONValue.object(["role": .string("assistant"), "content": .string(text)])
      let choices = JSONValue.array([.object(["message": message])])
      let body = JSONValue.object(["choices": choices, "usage": usage])
      return .json(body, delay: delay)
    }

    static func chat(_ answer: JSONValue) -> Reply {
      .chat((try? RecordCoding.text(answer)) ?? "")
    }

    static func json(_ body: JSONValue, delay: Duration = .zero) -> Reply {
      .reply(
        status: 200, headers: [:], body: (try? RecordCoding.text(body)) ?? "", delay: delay)
    }
  }

  private let channel: any Channel
  private let log: RequestLog

  /// - Parameter answer: given a request and how many came before it.
  init(_ answer: @escaping @Sendable (Request, Int) -> Reply) async throws {
    let log = RequestLog()
    self.log = log
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(StubHandler(log: log, answer: answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  deinit { channel.close(promise: nil) }

  var baseURL: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/v1" }
  var requests: [Request] { log.requests }
  /// The most requests that were under way at once.
  var mostAtOnce: Int { log.mostAtOnce }

  /// What came in.
  final class RequestLog: Sendable {
    private struct State {
      var requests: [Request] = []
      var underWay = 0
      var mostAtOnce = 0
    }

    private let state = Mutex(State())

    var requests: [Request] { state.withLock { $0.requests } }
    var mostAtOnce: Int { state.withLock { $0.mostAtOnce } }

    func begin(_ request: Request) -> Int {
      state.withLock {
        $0.requests.append(request)
        $0.underWay += 1
        $0.mostAtOnce = max($0.mostAtOnce, $0.underWay)
        return $0.requests.count - 1
      }
    }

    func end() { state.withLock { $0.underWay -= 1 } }
  }
}

/// Collects a request, asks for the reply, and closes the connection after it.
private final class StubHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let log: StubServer.RequestLog
  private let answer: @Sendable (StubServer.Request, Int) -> StubServer.Reply
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()

  init(
    log: StubServer.RequestLog,
    answer: @escaping @Sendable (StubServer.Request, Int) -> StubServer.Reply
  ) {
    self.log = log
    self.answer = answer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
    case .body(var part): body.writeBuffer(&part)
    case .end: reply(context)
    }
  }

  private func reply(_ context: ChannelHandlerContext) {
    let text = String(decoding: body.readableBytesView, as: UTF8.self)
    let request = StubServer.Request(
      path: head?.uri ?? "", authorization: head?.headers.first(name: "Authorization"),
      body: (try? RecordCoding.record(JSONValue.self, from: text)) ?? .null)
    let number = log.begin(request)
    switch answer(request, number) {
    case .cut:
      log.end()
      context.close(promise: nil)
    case .never: break
    case .reply(let status, let headers, let body, let delay):
      let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
      let nanoseconds = Int64(delay / .nanoseconds(1))
      context.eventLoop.scheduleTask(in: .nanoseconds(nanoseconds)) {
        let (handler, context) = bound.value
        handler.log.end()
        handler.write(status: status, headers: headers, body: body, to: context)
      }
    }
  }

  private func write(
    status: Int, headers: [String: String], body: String, to context: ChannelHandlerContext
  ) {
    var fields = HTTPHeaders(headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    fields.add(name: "Content-Type", value: "application/json")
    fields.add(name: "Content-Length", value: "\(body.utf8.count)")
    fields.add(name: "Connection", value: "close")
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: fields)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}

extension JSONValue {
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var items: [JSONValue] {
    guard case .array(let items) = self else { return [] }
    return items
  }
}
