import Hummingbird
import Pages

/// One method of one path: who may, what it waits for, and what it does.
struct Endpoint: Sendable {
  /// How callers say who they are.
  enum Access: Sendable {
    /// They do not.
    case everyone
    /// By an API key.
    case program(PageRequest.Permission)
    /// By a browser session; a form is checked against forgery.
    case person(PageRequest.Permission)
  }

  /// Whose threads do the work.
  enum Kind: Sendable {
    /// Nobody's: it neither waits nor computes, or sees to that itself.
    case immediate
    case reading
    case classification
    /// As the one before, but the endpoint itself takes its turn and gives its place up.
    case deferredClassification
  }

  /// What a request's body must be.
  enum Body: Sendable {
    case none
    case json
    case form
  }

  let method: HTTPRequest.Method
  /// The route's pattern: what metrics and the OpenAPI document call it.
  let path: String
  let access: Access
  let kind: Kind
  let body: Body
  /// The names that the query of a program's request may have; a person's page looks itself.
  let query: [String]
  let respond: @Sendable (Exchange) async throws -> Response

  init(
    _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ kind: Kind,
    body: Body = .none, query: [String] = [],
    respond: @escaping @Sendable (Exchange) async throws -> Response
  ) {
    self.method = method
    self.path = path
    self.access = access
    self.kind = kind
    self.body = body
    self.query = query
    self.respond = respond
  }
}

/// A request with what was read and found out about it.
struct Exchange: Sendable {
  let request: Request
  let context: ServiceContext
  let caller: Caller
  let body: [UInt8]
  /// The form, where the endpoint takes one.
  let form: NamedValues?
  /// The place in the queue; nil of what is answered at once.
  let place: Admission.Place?

  func json<Record: Decodable>(_ type: Record.Type) throws -> Record { try body.json(type) }

  func parameter(_ name: String) throws -> String { try Request.parameter(name, context) }

  /// The query, which has no other names than the endpoint's.
  func query() throws -> NamedValues { try NamedValues(request.uri.query ?? "") }
}

/// What Hummingbird keeps of a request.
struct ServiceContext: RequestContext {
  var coreContext: CoreRequestContextStorage

  init(source: Source) { coreContext = .init(source: source) }
}
