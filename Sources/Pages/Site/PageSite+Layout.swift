import Pipeline

/// What all pages have in common.
extension PageSite {
  /// The parts of the site, as the navigation names them.
  enum Area: String, CaseIterable {
    case new, history, queues, roles, map, log

    var title: String {
      switch self {
      case .new: "New run"
      case .history: "History"
      case .queues: "Queues"
      case .roles: "Roles"
      case .map: "Map"
      case .log: "Log"
      }
    }
  }

  /// A page of the site.
  ///
  /// - Parameters:
  ///   - template: what fills the page's main part.
  ///   - scripts: beside the one that all pages load.
  ///   - failure: what went wrong, where the status says that something did.
  func page(
    _ title: String, _ area: Area?, _ template: String, _ fields: Fields, _ request: PageRequest,
    scripts: [PageAssets.Asset] = [], status: Int = 200, failure: String? = nil
  ) -> PageResponse {
    let fields = fields.merging(["page": Self.common(request)])
    var frame = Self.frame(request, area)
    frame["title"] = title
    frame["body"] = templates.text(template, fields)
    frame["scripts"] = ([PageAssets.common] + scripts).map(PageLinks.asset)
    return Self.response(templates, status: status, failure: failure, frame)
  }

  /// What every template may show.
  private static func common(_ request: PageRequest) -> Fields {
    [
      "csrf": request.csrfToken, "mayReview": request.permission >= .review,
      "history": PageLinks.history, "queues": PageLinks.queues, "roles": PageLinks.roles,
      "map": PageLinks.map, "new": PageLinks.new, "log": PageLinks.log,
    ]
  }

  private static func frame(_ request: PageRequest, _ area: Area?) -> Fields {
    let links = Area.allCases.map { entry -> Fields in
      [
        "address": "/ui/\(entry.rawValue)", "title": entry.title, "isCurrent": entry == area,
      ]
    }
    return [
      "navigation": ["links": links] as Fields, "csrf": request.csrfToken,
      "person": request.person, "mayLeave": request.isSignedIn,
    ]
  }

  private static func response(
    _ templates: PageTemplates, status: Int, failure: String? = nil, _ fields: Fields
  ) -> PageResponse {
    let fields = fields.merging([
      "stylesheet": PageLinks.asset(PageAssets.style), "icon": PageLinks.asset(PageAssets.icon),
      "home": PageLinks.history,
    ])
    return PageResponse(
      status: status, failure: failure, body: Array(templates.text("layout", fields).utf8))
  }

  /// A page that says what went wrong, and needs no store.
  package static func errorPage(status: Int, title: String, detail: String) -> PageResponse {
    // The templates were read when the site was made; without one there is no page to show.
    guard let templates = try? PageTemplates.shared.get() else {
      return PageResponse(
        status: status, contentType: "text/plain; charset=utf-8", failure: detail,
        body: Array(detail.utf8))
    }
    let body = templates.text(
      "error", ["status": "\(status)", "title": title, "detail": detail, "home": PageLinks.history])
    return response(
      templates, status: status, failure: detail,
      ["title": title, "body": body, "scripts": [PageLinks.asset(PageAssets.common)]])
  }

  /// The page on which a person gives the key, which it sends to `/ui/sign-in` as `api_key`.
  package func signInPage(message: String?) -> PageResponse {
    Self.response(
      templates, status: message == nil ? 200 : 401, failure: message,
      [
        "title": "Sign in", "body": templates.text("sign_in", ["message": message]),
        "scripts": [PageLinks.asset(PageAssets.common)],
      ])
  }

  /// The page on which a JD is given.
  func newRunPage(_ request: PageRequest) -> PageResponse {
    page(
      "New run", .new, "new_run", ["limit": "\(JDInput.largestByteCount >> 20) MiB"], request,
      scripts: [PageAssets.newRun])
  }
}

extension PageRequest {
  /// The first value of a query's name without white space around it; nil for none, or an empty
  /// one.
  func value(_ name: String) -> String? { Self.first(name, in: query) }

  /// The same of the form.
  func field(_ name: String) -> String? { Self.first(name, in: form) }

  /// All values of a form's name.
  func fields(_ name: String) -> [String] { form.filter { $0.name == name }.map(\.value) }

  /// The place in a list that a query's name gives; nil for none, or what is no place.
  func place(_ name: String) -> Int64? {
    value(name).flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private static func first(
    _ name: String, in pairs: [(name: String, value: String)]
  ) -> String? {
    guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
    let characters = value.drop(while: \.isWhitespace)
    guard let last = characters.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(characters[...last])
  }
}
