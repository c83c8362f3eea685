import Foundation
import HummingbirdTesting
import Testing

@testable import HTTPService

/// Where the service may listen.
@Suite struct AddressTests {
  @Test func anAddressInUseIsRefusedAndAFreeOneIsNot() async throws {
    let setup = try await ServiceSetup()
    try await setup.test(.port) { client in
      let port = try #require(client.base.port)
      var configuration = ServiceConfiguration()
      configuration.host = "localhost"
      configuration.port = port
      let reason = String(cString: strerror(EADDRINUSE))
      let refusal = ServiceError.cannotListen(host: "localhost", port: port, reason: reason)
      // More than once: asking leaves nothing open.
      for _ in 0..<3 {
        #expect(throws: refusal) { try configuration.requireFreeAddress() }
      }
      configuration.port = 0
      for _ in 0..<3 { try configuration.requireFreeAddress() }
    }
  }

  @Test func aNameWithoutAnAddressIsRefused() {
    var configuration = ServiceConfiguration()
    configuration.host = String(repeating: "x", count: 300)
    #expect(throws: ServiceError.self) { try configuration.requireFreeAddress() }
  }
}
