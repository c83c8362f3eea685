import Crypto
import Foundation
import Hummingbird
import Pages
import Pipeline

/// Says who sends a request, and whether they may.
struct Gatekeeper: Sendable {
  let store: Store
  let executor: BlockingExecutor
  let ring: KeyRing
  /// Whether only this machine reaches the service.
  let isLoopback: Bool
  let sessionLifetime: Duration
  /// What form tokens of callers without a session follow from; a new one each start.
  private let secret = SymmetricKey(size: .bits256)

  static let cookieName = "rolewise_session"

  init(store: Store, executor: BlockingExecutor, configuration: ServiceConfiguration) {
    self.store = store
    self.executor = executor
    ring = KeyRing(store: store, executor: executor)
    isLoopback = configuration.isLoopback
    sessionLifetime = configuration.sessionLifetime
  }

  // MARK: - Programs

  /// The holder of the key in `Authorization: Bearer` or `X-API-Key`.
  ///
  /// - Throws: a `Problem` of status 401 or 403.
  func program(_ request: Request) async throws -> Caller {
    let keys = try await ring.keys()
    guard let shown = Self.shownKey(request.headers) else {
      guard keys.isEmpty, isLoopback else { throw Self.keyNeeded }
      try refuseForeignHost(request)
      return .local(formToken: nil)
    }
    guard let caller = Self.holder(of: shown, keys).map({ Caller($0) }) else {
      throw Self.keyNeeded
    }
    return caller
  }

  private static let keyNeeded = Problem(
    .unauthorized, "key-needed", "send a good API key as Authorization: Bearer or X-API-Key",
    headers: [.wwwAuthenticate: "Bearer realm=\"rolewise\""])

  private static func shownKey(_ headers: HTTPFields) -> String? {
    if let key = headers[.apiKey] { return key }
    guard let authorization = headers[.authorization] else { return nil }
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return authorization }
    return String(parts[1])
  }

  private static func holder(of text: String, _ keys: KeyRing.Keys) -> APIKey? {
    guard let shown = APIKeyText(text), let key = keys.byID[shown.id], shown.isText(of: key)
    else { return nil }
    return key
  }

  /// While the service is open, a page elsewhere may point a name of its own at this machine; its
  /// requests then name another host.
  private func refuseForeignHost(_ request: Request) throws {
    let host = Self.hostName(request.head.authority ?? "")
    let isOwn =
      host.isEmpty || host == "localhost" || host == "[::1]"
      || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    guard isOwn else {
      throw Problem(
        .misdirectedRequest, "foreign-host", "this service answers to localhost alone")
    }
  }

  private static func hostName(_ authority: String) -> String {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      return String(authority[...end])
    }
    return String(authority.prefix { $0 != ":" }).lowercased()
  }

  // MARK: - People

  /// The person of a browser; nil where they must sign in.
  func person(_ request: Request) async throws -> Caller? {
    let keys = try await ring.keys()
    guard !keys.isEmpty else {
      guard isLoopback else { return nil }
      try refuseForeignHost(request)
      return .local(formToken: formToken(secret))
    }
    guard let token = request.cookies[Self.cookieName]?.value, token.utf8.count == 64 else {
      return nil
    }
    let hash = Self.hash(token)
    let id = try await executor.run { [store] in try store.sessionKey(tokenHash: hash) }
    guard let id, let key = keys.byID[id], key.revokedAt == nil else { return nil }
    return Caller(key, formToken: formToken(SymmetricKey(data: Data(token.utf8))))
  }

  /// Opens a session for the holder of a key: the cookie to set, or nil where it is no good key.
  func signIn(key text: String, isSecure: Bool) async throws -> Cookie? {
    ring.refresh()
    guard let key = Self.holder(of: text, try await ring.keys()) else { return nil }
    let token = RandomBytes.hexadecimal(count: 32)
    let end = Date(timeIntervalSinceNow: Double(sessionLifetime.components.seconds))
    try await executor.run { [store] in
      try store.openSession(tokenHash: Self.hash(token), ofKey: key.id, until: end)
    }
    return Self.cookie(
      token, lifetime: Int(sessionLifetime.components.seconds), isSecure: isSecure)
  }

  /// Ends the session of a request: the cookie that takes its place.
  func signOut(_ request: Request) async throws -> Cookie {
    if let token = request.cookies[Self.cookieName]?.value {
      try await executor.run { [store] in
        try store.closeSession(tokenHash: Self.hash(token))
      }
    }
    return Self.cookie("", lifetime: 0, isSecure: false)
  }

  private static func cookie(_ value: String, lifetime: Int, isSecure: Bool) -> Cookie {
    Cookie(
      name: cookieName, value: value, maxAge: lifetime, path: "/", secure: isSecure,
      httpOnly: true, sameSite: .strict)
  }

  private static func hash(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }

  // MARK: - Forms

  private func formToken(_ key: SymmetricKey) -> String {
    HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: key).hexadecimal
  }

  /// Refuses a form that another site made the browser send.
  ///
  /// - Parameter token: the form's `csrf_token`; takes the same time wherever it differs.
  func checkForm(token: String?, of caller: Caller, _ request: Request) throws {
    try checkOrigin(request)
    let shown = SHA256.hash(data: Data((token ?? "").utf8))
    let expected = SHA256.hash(data: Data((caller.formToken ?? "").utf8))
    guard caller.formToken != nil, shown == expected else {
      throw Problem(
        .forbidden, "form-expired", "the form is of another session; load the page again")
    }
  }

  /// Refuses what a browser says comes from another site.
  func checkOrigin(_ request: Request) throws {
    let foreign = Problem(.forbidden, "foreign-origin", "the form comes from another site")
    if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
      throw foreign
    }
    guard let origin = request.headers[.origin] else { return }
    let place = origin.split(separator: "/", maxSplits: 2).last.map(String.init)
    guard let authority = request.head.authority, place == authority else { throw foreign }
  }
}
