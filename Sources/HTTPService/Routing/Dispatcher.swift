import Hummingbird
import NIOCore
import Pages
import Pipeline

/// Brings a request to its endpoint: who sends it, whether there is room, what it carries.
struct Dispatcher: Sendable {
  let gate: Gatekeeper
  let reading: Admission
  let classification: Admission
  let site: PageSite
  let largestBody: Int

  func respond(
    _ endpoint: Endpoint, _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    guard let caller = try await caller(of: endpoint, request) else {
      guard !ServiceMiddleware.wantsProblem(request) else { throw Problem.signInNeeded }
      return Response(site.signInPage(message: nil), status: .unauthorized)
    }
    if case .program = endpoint.access {
      try NamedValues(request.uri.query ?? "").require(namesIn: endpoint.query)
    }
    switch endpoint.body {
    case .none: break
    case .json: try request.requireContentType("application/json")
    case .form: try request.requireContentType("application/x-www-form-urlencoded")
    }
    let reserved =
      endpoint.body == .none ? 0 : try request.bodyReservation(limit: largestBody)
    let admission: Admission
    switch endpoint.kind {
    case .immediate:
      return try await endpoint.respond(
        try await exchange(endpoint, request, context, caller, place: nil))
    case .reading: admission = reading
    case .classification, .deferredClassification: admission = classification
    }
    let place = try admission.admit(caller: caller.id, bytes: reserved)
    if endpoint.kind == .deferredClassification {
      // From here on the endpoint gives the place up.
      do {
        let exchange = try await exchange(endpoint, request, context, caller, place: place)
        return try await endpoint.respond(exchange)
      } catch {
        place.leave()
        throw error
      }
    }
    defer { place.leave() }
    let exchange = try await exchange(endpoint, request, context, caller, place: place)
    return try await place.work { try await endpoint.respond(exchange) }
  }

  /// Who sends it; nil of a person who must sign in.
  private func caller(of endpoint: Endpoint, _ request: Request) async throws -> Caller? {
    let caller: Caller
    let needed: PageRequest.Permission
    switch endpoint.access {
    case .everyone: return .anonymous
    case .program(let permission):
      caller = try await gate.program(request)
      needed = permission
    case .person(let permission):
      guard let person = try await gate.person(request) else {
        // The sign-in page needs its style.
        return request.uri.path.hasPrefix("/ui/assets/") ? .anonymous : nil
      }
      caller = person
      needed = permission
    }
    guard caller.permission >= needed else { throw Problem.forbidden(needs: needed.role) }
    return caller
  }

  private func exchange(
    _ endpoint: Endpoint, _ request: Request, _ context: ServiceContext, _ caller: Caller,
    place: Admission.Place?
  ) async throws -> Exchange {
    guard endpoint.body != .none else {
      return Exchange(
        request: request, context: context, caller: caller, body: [], form: nil, place: place)
    }
    let limit = endpoint.kind == .immediate ? Self.smallBody : largestBody
    let body = try await Self.body(of: request, upTo: limit)
    let form = endpoint.body == .form ? try NamedValues(form: body) : nil
    if case .person = endpoint.access, let form {
      try gate.checkForm(token: form["csrf_token"], of: caller, request)
    }
    return Exchange(
      request: request, context: context, caller: caller, body: body, form: form, place: place)
  }

  /// The whole body. Whoever ends the connection before it is whole makes no fault of ours.
  static func body(of request: Request, upTo limit: Int) async throws -> [UInt8] {
    do {
      return Array(buffer: try await request.body.collect(upTo: limit))
    } catch let error where error is IOError || error is ChannelError {
      throw Problem.connectionLost
    }
  }

  /// Bytes of a body that nobody waits in a queue for.
  private static let smallBody = 4096
}

extension Problem {
  /// Nobody reads it; metrics and the log do not take it for a fault of ours.
  fileprivate static let connectionLost = Problem(
    .badRequest, "connection-lost", "the connection ended before the request was whole")

  fileprivate static let signInNeeded = Problem(
    .unauthorized, "sign-in-needed", "sign in at /ui/sign-in with an API key")

  /// What a page says went wrong.
  fileprivate init(_ failure: String, ofPage status: HTTPResponse.Status) {
    let code =
      switch status {
      case .unauthorized: "sign-in-needed"
      case .forbidden: "forbidden"
      case .notFound: "not-found"
      case .conflict: "decision-refused"
      default: "bad-request"
      }
    self.init(status, code, failure)
  }
}

extension Response {
  /// A page's answer; what went wrong as a problem document, where the request wants that.
  init(_ page: PageResponse, to request: Request) {
    if let failure = page.failure, ServiceMiddleware.wantsProblem(request) {
      self = Problem(failure, ofPage: HTTPResponse.Status(code: page.status)).response
    } else {
      self.init(page)
    }
  }

  /// A page's answer.
  init(_ page: PageResponse, status: HTTPResponse.Status? = nil) {
    var headers: HTTPFields = [.contentType: page.contentType]
    if let location = page.location { headers[.location] = location }
    if page.isImmutable { headers[.cacheControl] = "public, max-age=31536000, immutable" }
    self.init(
      status: status ?? HTTPResponse.Status(code: page.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.body)))
  }
}
