package import Pipeline
import Synchronization

/// The pages that people work in: HTML made here, a style sheet and small scripts.
///
/// No page loads anything from elsewhere, or needs a script to work. All that blocks runs on the
/// pipeline's executor.
package struct PageSite: Sendable {
  let pipeline: JDPipeline
  let templates: PageTemplates
  private let map = MapCache()

  var store: Store { pipeline.store }

  /// - Parameter pipeline: what pages show; the store is the pipeline's.
  /// - Throws: where a template cannot be read.
  package init(pipeline: JDPipeline) throws {
    self.pipeline = pipeline
    templates = try PageTemplates.shared.get()
  }

  /// The answer to a request: a page, an asset, or where an action leads.
  ///
  /// What a person did wrong is answered with a page that says so: 404 for what is not there, 403
  /// for what the person may not do, 409 for a decision that the store refuses, 400 for a form that
  /// makes no sense.
  ///
  /// - Throws: what the store throws where it fails.
  package func respond(to request: PageRequest) async throws -> PageResponse {
    do {
      // Drawing a page computes for milliseconds: the cooperative threads are not for that either.
      return try await pipeline.executor.run { try await answer(request) }
    } catch let error as PageError {
      return Self.errorPage(status: error.status, title: error.title, detail: error.detail)
    } catch let error as StoreError {
      switch error {
      case .unknownRun, .forgottenRun:
        return Self.errorPage(status: 404, title: "Not found", detail: error.description)
      default: throw error
      }
    }
  }

  private func answer(_ request: PageRequest) async throws -> PageResponse {
    let parts = request.path.split(separator: "/").map(String.init)
    switch (request.method, parts.first ?? "history", parts.count) {
    case (.get, "assets", 2): return try asset(parts[1])
    case (.get, "history", 0...1): return try await historyPage(request)
    case (.get, "runs", 2): return try await runPage(RunIdentifier.stored(parts[1]), request)
    case (.get, "queues", 1): return try queueOverviewPage(request)
    case (.get, "queues", 2): return try await queuePage(try queue(parts[1]), request)
    case (.post, "queues", 2): return try await decide(try queue(parts[1]), request)
    case (.get, "roles", 1): return try await roleListPage(request)
    case (.get, "roles", 2): return try await rolePage(parts[1], request)
    case (.get, "map", 1): return try await roleMapPage(request)
    case (.get, "new", 1): return newRunPage(request)
    case (.get, "log", 1): return try auditLogPage(request)
    default: throw PageError.notFound("There is no page at this address.")
    }
  }

  private func queue(_ name: String) throws -> ReviewQueue {
    guard let queue = ReviewQueue(rawValue: name) else {
      throw PageError.notFound("There is no queue \(name).")
    }
    return queue
  }

  private func asset(_ name: String) throws -> PageResponse {
    guard let asset = PageAssets.all[name] else {
      throw PageError.notFound("There is no file \(name).")
    }
    return PageResponse(contentType: asset.contentType, isImmutable: true, body: asset.bytes)
  }

  /// The roles' places, made anew when something was learned or the library changed.
  func roleMap() async throws -> RoleMap {
    let version = try await pipeline.roleMapVersion()
    if let map = map.held.withLock({ $0?.version == version ? $0?.map : nil }) { return map }
    let map = try await pipeline.roleMap()
    self.map.held.withLock { $0 = (version, map) }
    return map
  }
}

private final class MapCache: Sendable {
  let held = Mutex<(version: [Int], map: RoleMap)?>(nil)
}

/// What a person is told in the place of a page.
struct PageError: Error {
  var status: Int
  var title: String
  var detail: String

  static func notFound(_ detail: String) -> PageError {
    PageError(status: 404, title: "Not found", detail: detail)
  }

  static func forbidden(_ detail: String) -> PageError {
    PageError(status: 403, title: "Not allowed", detail: detail)
  }

  static func badForm(_ detail: String) -> PageError {
    PageError(status: 400, title: "That form makes no sense", detail: detail)
  }
}
