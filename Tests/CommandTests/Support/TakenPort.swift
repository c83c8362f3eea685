import Foundation

/// A port of this machine that is listened on as long as the value lives.
final class TakenPort {
  let number: UInt16
  private let descriptor: Int32

  struct Failed: Error {
    let reason: String
  }

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    let reason = String(cString: strerror(errno))
    self.descriptor = descriptor
    number = UInt16(bigEndian: address.sin_port)
    guard isListening else { throw Failed(reason: reason) }
  }

  deinit { close(descriptor) }
}
