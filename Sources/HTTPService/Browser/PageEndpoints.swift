import Foundation
import Hummingbird
import Pages
import Pipeline

/// The pages, and what they need of the service: signing in, and runs that tell how far they are.
struct PageEndpoints: Sendable {
  let site: PageSite
  let gate: Gatekeeper
  let pipeline: JDPipeline
  let worker: RunWorker
  let readiness: Readiness

  var endpoints: [Endpoint] {
    [
      Endpoint(.post, "/ui/sign-in", .everyone, .immediate, body: .form, respond: signIn),
      Endpoint(.get, "/ui/sign-in", .everyone, .immediate) { _ in
        Response(site.signInPage(message: nil))
      },
      Endpoint(
        .post, "/ui/sign-out", .person(.read), .immediate, body: .form, respond: signOut),
      Endpoint(.get, "/ui/new", .person(.read), .reading, respond: page),
      Endpoint(
        .post, "/ui/new", .person(.read), .deferredClassification, body: .form,
        respond: newRun),
      Endpoint(.get, "/ui/events/{run_id}", .person(.read), .immediate, respond: events),
      Endpoint(.get, "/ui", .everyone, .immediate) { _ in .redirect(to: "/ui/history") },
      Endpoint(.get, "/ui/**", .person(.read), .reading, respond: page),
      Endpoint(.post, "/ui/**", .person(.review), .reading, body: .form, respond: page),
    ]
  }

  @Sendable private func page(_ exchange: Exchange) async throws -> Response {
    let path = exchange.request.uri.path.dropFirst("/ui/".count)
    guard let decoded = String(path).removingPercentEncoding else {
      throw Problem.badRequest("the path is not percent-encoded UTF-8")
    }
    let trimmed = decoded.split(separator: "/").joined(separator: "/")
    // What is not percent-encoded is left out, as all that makes no sense in a page's address.
    let query = (exchange.request.uri.query ?? "").split(separator: "&").flatMap {
      (try? NamedValues($0).pairs) ?? []
    }
    let request = PageRequest(
      person: exchange.caller.name, permission: exchange.caller.permission,
      // A key may have any name; its id is never this one.
      isSignedIn: exchange.caller.id != Caller.local(formToken: nil).id,
      method: exchange.request.method == .post ? .post : .get, path: trimmed,
      query: query, form: exchange.form?.pairs ?? [],
      csrfToken: exchange.caller.formToken ?? "")
    return Response(try await site.respond(to: request), to: exchange.request)
  }

  @Sendable private func signIn(_ exchange: Exchange) async throws -> Response {
    try gate.checkOrigin(exchange.request)
    let isSecure = exchange.request.headers[.origin]?.hasPrefix("https:") ?? false
    let key = exchange.form?["api_key"] ?? ""
    guard let cookie = try await gate.signIn(key: key, isSecure: isSecure) else {
      return Response(site.signInPage(message: "This is no good key."), to: exchange.request)
    }
    var response = Response.redirect(to: "/ui/history")
    response.setCookie(cookie)
    return response
  }

  @Sendable private func signOut(_ exchange: Exchange) async throws -> Response {
    var response = Response.redirect(to: "/ui/sign-in")
    response.setCookie(try await gate.signOut(exchange.request))
    return response
  }

  private struct Begun: Encodable {
    var runID: String
    var events: String

    enum CodingKeys: String, CodingKey {
      case runID = "run_id"
      case events
    }
  }

  @Sendable private func newRun(_ exchange: Exchange) async throws -> Response {
    guard let place = exchange.place else { preconditionFailure("a deferred endpoint has a place") }
    try readiness.check()
    // Browsers send line ends as CR LF.
    let text = (exchange.form?["jd_text"] ?? "").replacing("\r\n", with: "\n")
    try JDInput.check(text)
    let id = RunIdentifier.random()
    guard ServiceMiddleware.wantsJSON(exchange.request) else {
      try await place.work {
        try await worker.metrics.counting(id, in: pipeline.store) {
          _ = try await pipeline.classify(text, runID: id)
        }
      }
      // The last thing: where something fails, the place is given up for it.
      place.leave()
      return .redirect(to: "/ui/runs/\(id)")
    }
    try worker.take(RunWorker.Job(text: text, runID: id, place: place))
    return try Response.json(
      Begun(runID: id, events: "/ui/events/\(id)"), status: .accepted)
  }

  @Sendable private func events(_ exchange: Exchange) async throws -> Response {
    let id = try RunEndpoints.identifier(exchange)
    let headers: HTTPFields = [.contentType: "text/event-stream; charset=utf-8"]
    guard let stream = worker.events.listen(to: id) else {
      // Made before this process began, or long ago.
      guard try await gate.executor.run({ try pipeline.store.text(ofRun: id) }) != nil else {
        throw StoreError.unknownRun(id)
      }
      let end = try RunEvent.end(location: "/ui/runs/\(id)")
      return Response(
        status: .ok, headers: headers,
        body: ResponseBody(byteBuffer: ByteBuffer(string: end.text)))
    }
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        for await event in stream { try await writer.write(ByteBuffer(string: event.text)) }
        try await writer.finish(nil)
      })
  }
}
