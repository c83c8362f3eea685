import Hummingbird
import Logging
import NIOHTTP1
import Pages
import Pipeline

/// What every answer has in common: problems instead of errors, versions, headers that protect
/// browsers, and a line in the metrics.
struct ServiceMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  let table: EndpointTable
  let metrics: ServiceMetrics
  /// Engine, model and policy.
  let versions: HTTPFields

  func handle(
    _ request: Request, context: ServiceContext,
    next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    metrics.requestBegan()
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as HTTPParserError {
      metrics.requestEnded(
        route: Self.route(context), method: request.method, status: .badRequest, since: start)
      throw error
    } catch {
      response = answer(to: error, request, context)
    }
    for field in versions where response.headers[field.name] == nil {
      response.headers[field.name] = field.value
    }
    for field in Self.protection where response.headers[field.name] == nil {
      response.headers[field.name] = field.value
    }
    metrics.requestEnded(
      route: Self.route(context), method: request.method, status: response.status, since: start)
    // RFC 9110, 9.3.2: no content, or the next answer on the connection is read wrongly.
    return request.method == .head ? response.createHeadResponse() : response
  }

  private static func route(_ context: ServiceContext) -> String {
    context.endpointPath ?? "NotFound"
  }

  private func answer(
    to error: any Error, _ request: Request, _ context: ServiceContext
  ) -> Response {
    var problem = Problem(error)
    if (error as? HTTPError)?.status == .notFound {
      let methods = table.methods(at: request.uri.path)
      problem =
        methods.isEmpty
        ? Problem(.notFound, "not-found", "there is nothing at this path")
        : Problem(
          .methodNotAllowed, "method-not-allowed",
          "this path takes \(methods.joined(separator: ", "))",
          headers: [.allow: methods.joined(separator: ", ")])
    }
    if problem.status.kind == .serverError, !(error is Problem) {
      context.logger.error("\(request.method) \(Self.route(context)): \(error)")
    }
    guard request.uri.path.hasPrefix("/ui/"), !Self.wantsProblem(request) else {
      return problem.response
    }
    var response = Response(
      PageSite.errorPage(
        status: problem.status.code, title: problem.title, detail: problem.detail))
    response.headers.append(contentsOf: problem.headers)
    return response
  }

  static func wantsJSON(_ request: Request) -> Bool { accepts("application/json", request) }

  /// Whether what goes wrong on a page is told as a problem document.
  static func wantsProblem(_ request: Request) -> Bool {
    wantsJSON(request) || accepts(Problem.contentType, request)
  }

  private static func accepts(_ type: String, _ request: Request) -> Bool {
    request.headers[.accept]?.lowercased().contains(type) ?? false
  }

  private static let protection: HTTPFields = [
    .contentSecurityPolicy: [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
      "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; "),
    .xContentTypeOptions: "nosniff",
    .frameOptions: "DENY",
    // With no-referrer browsers would send forms with the origin "null".
    .referrerPolicy: "same-origin",
    .openerPolicy: "same-origin",
    .resourcePolicy: "same-origin",
    .permissionsPolicy: "camera=(), geolocation=(), microphone=()",
    .cacheControl: "no-store",
  ]
}
