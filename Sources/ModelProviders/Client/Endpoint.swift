import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A server's address, and the key for it. The key appears in no description, log or error.
struct Endpoint: Sendable {
  private let base: URLComponents
  private let key: String?

  /// - Throws: `ProviderError` where the address is none, or a key is needed and missing.
  init(
    baseURL: String, keyVariable: String, environment: [String: String]
  ) throws(ProviderError) {
    guard let base = URLComponents(string: baseURL), let host = base.host, !host.isEmpty,
      ["http", "https"].contains(base.scheme?.lowercased() ?? "")
    else { throw .badBaseURL(baseURL) }
    let key = environment[keyVariable].flatMap { $0.isEmpty ? nil : $0 }
    guard key != nil || Self.isLocal(host: host) else { throw .missingKey(variable: keyVariable) }
    self.base = base
    self.key = key
  }

  /// Whether a host is this machine or in a private network (RFC 1918, names without a dot).
  static func isLocal(host: String) -> Bool {
    let host = host.lowercased().trimmingCharacters(in: ["[", "]"])
    if !host.contains(".") { return host == "::1" || !host.contains(":") }
    if host.hasSuffix(".localhost") || host.hasSuffix(".local") { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4, let first = parts[0], let second = parts[1] else { return false }
    return first == 127 || first == 10 || (first == 192 && second == 168)
      || (first == 172 && (16...31).contains(second))
  }

  /// A request that posts JSON to a path below the base URL, whose query is kept.
  func request(_ path: String, body: [UInt8]) -> HTTPClientRequest {
    var components = base
    while components.path.hasSuffix("/") { components.path.removeLast() }
    components.path += path
    var request = HTTPClientRequest(url: components.string ?? "")
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "User-Agent", value: "rolewise")
    if let key {
      if base.host?.lowercased().hasSuffix(".azure.com") == true {
        request.headers.add(name: "api-key", value: key)
      } else {
        request.headers.add(name: "Authorization", value: "Bearer \(key)")
      }
    }
    request.body = .bytes(ByteBuffer(bytes: body))
    return request
  }

  /// A server's words without the key, in a line of at most 200 characters.
  func cleaned(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    let safe = key.map { line.replacingOccurrences(of: $0, with: "…") } ?? line
    return String(safe.prefix(200))
  }
}
