import Hummingbird

/// All endpoints: the router is made of it, and the OpenAPI document is checked against it.
struct EndpointTable: Sendable {
  let endpoints: [Endpoint]

  init(_ endpoints: [Endpoint]) { self.endpoints = endpoints }

  /// The router of all endpoints.
  func router(
    _ dispatcher: Dispatcher, middleware: ServiceMiddleware
  ) -> Router<ServiceContext> {
    let router = Router(
      context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: middleware)
    for endpoint in endpoints {
      router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
        try await dispatcher.respond(endpoint, request, context)
      }
    }
    return router
  }

  /// The methods that a path takes, HEAD among them; none of a path that is not there. Of a path
  /// with an endpoint of its own, those of a wildcard do not count.
  func methods(at path: String) -> [String] {
    let parts = path.split(separator: "/")
    let fitting = endpoints.filter { Self.fits(parts, RouterPath($0.path)) }
    let own = fitting.filter { RouterPath($0.path).components.last != .recursiveWildcard }
    var methods: Set<String> = []
    for endpoint in own.isEmpty ? fitting : own {
      methods.insert(endpoint.method.rawValue)
      if endpoint.method == .get { methods.insert("HEAD") }
    }
    return methods.sorted()
  }

  private static func fits(_ parts: [Substring], _ pattern: RouterPath) -> Bool {
    if let last = pattern.components.last, last == .recursiveWildcard {
      let fixed = pattern.components.dropLast()
      return parts.count > fixed.count && zip(fixed, parts).allSatisfy { $0 ~= $1 }
    }
    return parts.count == pattern.count
      && zip(pattern.components, parts).allSatisfy { $0 ~= $1 }
  }
}
