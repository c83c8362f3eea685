import Testing
import HummingbirdTesting
@testable import HTTPService
@Test func a() { _ = HTTPServiceX() }
struct HTTPServiceX {}
