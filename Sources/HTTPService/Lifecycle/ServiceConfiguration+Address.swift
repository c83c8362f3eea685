import Foundation
import NIOCore

extension ServiceConfiguration {
  /// Refuses an address that cannot be listened on: asked before a store is made.
  ///
  /// The address is taken and given back, and the service takes it again when it listens. Nothing
  /// listens here, so that nobody connects in vain.
  ///
  /// - Throws: `ServiceError.cannotListen`.
  public func requireFreeAddress() throws(ServiceError) {
    guard let address = try? SocketAddress.makeAddressResolvingHost(host, port: port) else {
      throw .cannotListen(host: host, port: port, reason: "the name has no address")
    }
    let descriptor = socket(address.protocol.rawValue, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw cannotListen(errno) }
    defer { close(descriptor) }
    // As the service does: connections of an earlier one that are still ending are in nobody's way.
    var isOn: CInt = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<CInt>.size))
    let status = address.withSockAddr { bind(descriptor, $0, socklen_t($1)) }
    guard status == 0 else { throw cannotListen(errno) }
  }

  /// That the address cannot be listened on, with the system's reason.
  func cannotListen(_ code: CInt) -> ServiceError {
    .cannotListen(host: host, port: port, reason: String(cString: strerror(code)))
  }
}
