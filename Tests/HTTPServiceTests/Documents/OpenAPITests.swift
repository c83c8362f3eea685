import HTTPTypes
import Pipeline
import Testing

@testable import HTTPService

@Suite struct OpenAPITests {
  /// The operations of the document, read by its indentation: paths stand two deep, methods four.
  private static func operations(_ text: String) -> Set<String> {
    var operations: Set<String> = []
    var route = ""
    var isInPaths = false
    for line in text.split(separator: "\n") {
      if !line.hasPrefix(" ") { isInPaths = line == "paths:" }
      guard isInPaths else { continue }
      if line.hasPrefix("  /") { route = String(line.dropFirst(2).dropLast()) }
      if line.hasPrefix("    x-route: ") { route = String(line.dropFirst(13)) }
      for method in ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
      where line == "    \(method):" {
        operations.insert("\(method.uppercased()) \(route)")
      }
    }
    return operations
  }

  @Test func theDocumentHasTheRoutesOfTheRouterAndNoOthers() async throws {
    let setup = try await ServiceSetup()
    let routes = setup.service.table.endpoints.map { "\($0.method.rawValue) \($0.path)" }
    #expect(Set(routes).count == routes.count)
    try await setup.test { client in
      let document = try await client.get("/openapi.yaml")
      #expect(document.headers[.contentType] == "application/yaml")
      #expect(Self.operations(document.text) == Set(routes))
    }
  }

  /// A text of basic Latin letters has as many characters as bytes.
  @Test func theDocumentAllowsTextsOfTheWholeLimit() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      let document = try await client.get("/openapi.yaml")
      #expect(document.text.contains("maxLength: \(JDInput.largestByteCount)\n"))
    }
  }

  @Test func everyRouteIsReached() async throws {
    let setup = try await ServiceSetup()
    try await setup.test { client in
      for endpoint in setup.service.table.endpoints {
        let path = endpoint.path.replacing("**", with: "history")
          .replacing("{run_id}", with: "1").replacing("{queue}", with: "odd")
          .replacing("{batch}", with: "1")
        let answer = try await client.send(endpoint.method, path)
        #expect(answer.status != 405 && answer.problem != "not-found", "\(endpoint.path)")
        #expect(answer.status < 500, "\(endpoint.path): \(answer.text)")
      }
    }
  }
}
