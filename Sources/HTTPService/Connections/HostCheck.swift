import HTTPTypes
import NIOCore
import NIOHTTP1

/// Refuses requests that do not say which host they mean, or say it twice (RFC 9112, 3.2): what
/// stands before the service could take another host for theirs.
///
/// It stands right behind the parser: further on, neither the version of a request nor the number of
/// its Host fields is known. HTTP/1.0 has requests without one.
final class HostCheck: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// What comes after a request that was refused is not read.
  private var hasRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasRefused else { return }
    if case .head(let head) = unwrapInboundIn(data) {
      let count = head.headers["Host"].count
      let isOld = (head.version.major, head.version.minor) < (1, 1)
      guard count == 1 || count == 0 && isOld else {
        hasRefused = true
        return context.fireErrorCaught(HostError(count: count))
      }
    }
    context.fireChannelRead(data)
  }
}

/// A request that names no host, or several.
struct HostError: Error {
  /// How many Host fields it has.
  var count: Int

  var problem: Problem {
    Problem(
      .badRequest, "bad-host",
      count == 0
        ? "the request names no host; send a Host field"
        : "the request names more than one host; send one Host field")
  }
}
