import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SimCore
import TestSupport
import Testing

@testable import HTTPService
@testable import Pipeline

/// How requests reach the service: the same tests run over both.
enum Transport: CaseIterable, Sendable {
  /// The router, in process.
  case router
  /// A port of this machine.
  case port

  var setup: TestingSetup {
    switch self {
    case .router: .router
    case .port: .live
    }
  }
}

/// A service over a small library, in a folder that goes away with the test.
final class ServiceSetup: Sendable {
  let folder: String
  let store: Store
  let service: HTTPService

  init(
    embedder: any Embedder = HashingEmbedder(dimension: 64), isPrepared: Bool = true,
    reader: any JDReader = RuleJDReader(),
    configure: (inout ServiceConfiguration) -> Void = { _ in }
  ) async throws {
    folder = NSTemporaryDirectory() + "rolewise-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    store = try Store(path: folder + "/test.db")
    try store.importCatalog(SmallCatalog.twoTrades)
    let pipeline = JDPipeline(store: store, embedder: embedder, reader: reader)
    service = try Self.service(pipeline, configure)
    if isPrepared {
      try await pipeline.prepare()
      service.readiness.setPrepared()
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static func service(
    _ pipeline: JDPipeline, _ configure: (inout ServiceConfiguration) -> Void = { _ in }
  ) throws -> HTTPService {
    var configuration = ServiceConfiguration()
    configuration.port = 0
    configure(&configuration)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return try HTTPService(pipeline: pipeline, configuration: configuration, logger: logger)
  }

  /// Runs a test with a client.
  func test(
    _ transport: Transport = .router, _ body: @Sendable (Client) async throws -> Void
  ) async throws {
    try await service.application().test(transport.setup) { try await body(Client($0)) }
  }

  /// Adds a key and returns its text.
  func key(_ name: String, _ role: APIKey.Role) throws -> String {
    let (text, key) = APIKeyText.make(name: name, role: role)
    try store.add(key)
    service.dispatcher.gate.ring.refresh()
    return text.text
  }

  /// An ad for a baker; its duties are new to the role, so that they are queued.
  static let ad = """
    Baker

    Responsibilities:
    • Prepare every loaf of the morning shift.
    • Check each loaf before it leaves the hall.
    • Clean the hall after each shift.

    Requirements:
    • Experience with Kneading
    """
}

/// Sends requests and reads answers.
struct Client: Sendable {
  let base: any TestClientProtocol

  init(_ base: any TestClientProtocol) { self.base = base }

  func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
    try await send(.get, path, headers)
  }

  func post(
    _ path: String, json: JSONValue, _ headers: HTTPFields = [:]
  ) async throws -> Answer {
    try await post(path, text: RecordCoding.text(json), headers)
  }

  func post(
    _ path: String, text: String, _ headers: HTTPFields = [:]
  ) async throws -> Answer {
    try await send(
      .post, path, [.contentType: "application/json"] + headers,
      body: ByteBuffer(string: text))
  }

  func post(
    _ path: String, form: [(String, String)], _ headers: HTTPFields = [:]
  ) async throws -> Answer {
    func escaped(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
    let text = form.map { "\(escaped($0))=\(escaped($1))" }.joined(separator: "&")
    return try await send(
      .post, path, [.contentType: "application/x-www-form-urlencoded"] + headers,
      body: ByteBuffer(string: text))
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:],
    body: ByteBuffer? = nil
  ) async throws -> Answer {
    Answer(
      try await base.executeRequest(uri: path, method: method, headers: headers, body: body))
  }
}

extension HTTPFields {
  static func + (left: HTTPFields, right: HTTPFields) -> HTTPFields {
    var sum = left
    for field in right { sum[field.name] = field.value }
    return sum
  }
}

/// An answer, with what tests look at.
struct Answer: Sendable {
  let status: Int
  let headers: HTTPFields
  let text: String

  init(_ response: TestResponse) {
    status = response.status.code
    headers = response.headers
    text = String(buffer: response.body)
  }

  /// The document; null where it is none.
  var json: JSONValue {
    (try? RecordCoding.record(JSONValue.self, from: text)) ?? .null
  }

  /// The problem's code; nil of an answer that is no problem document.
  var problem: String? {
    guard headers[.contentType] == "application/problem+json",
      case .string(let type) = json["type"], json["status"] == .number(Double(status))
    else { return nil }
    return type.split(separator: ":").last.map(String.init)
  }
}

extension JSONValue {
  subscript(key: String) -> JSONValue {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  subscript(index: Int) -> JSONValue {
    guard case .array(let values) = self, values.indices.contains(index) else { return .null }
    return values[index]
  }

  var count: Int { if case .array(let values) = self { values.count } else { 0 } }

  var string: String { if case .string(let text) = self { text } else { "" } }

  var integer: Int { if case .number(let value) = self { Int(value) } else { 0 } }
}
