import NIOCore
import NIOHTTP1

/// Says of requests that no other may follow so in the one form that the server knows:
/// `Connection: close`, in these letters.
///
/// The server knows neither other capitals and further options, such as `Close, TE`, nor that a
/// client of HTTP/1.0 waits for the end of the connection (RFC 9112, 9.3): it would keep such a
/// connection until it has been idle for long. It stands right behind the parser, as `HostCheck`
/// does.
final class PersistenceCheck: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else {
      return context.fireChannelRead(data)
    }
    let isOld = (head.version.major, head.version.minor) < (1, 1)
    if isOld || !head.isKeepAlive {
      head.headers.replaceOrAdd(name: "Connection", value: "close")
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
