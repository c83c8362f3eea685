/// A request for a page or an action on one, as the HTTP service hands it on: authenticated, with
/// its form checked against forgery.
package struct PageRequest: Sendable {
  package enum Method: Sendable { case get, post }

  /// What the person may do; each includes the ones before.
  package enum Permission: Int, Comparable, Sendable {
    case read, review, administer

    package static func < (left: Permission, right: Permission) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// Who asks, as the audit log names them.
  package var person: String
  package var permission: Permission
  /// Whether the person signed in and may sign out; nobody does on a service without keys.
  package var isSignedIn: Bool
  package var method: Method
  /// The path below `/ui`, without a slash at its ends, percent-decoded: `runs/6f…`,
  /// `queues/skills`.
  package var path: String
  /// The query's names and values in order, percent-decoded.
  package var query: [(name: String, value: String)]
  /// The form's names and values in order; empty for `get`.
  package var form: [(name: String, value: String)]
  /// What forms send back as `csrf_token`.
  package var csrfToken: String

  package init(
    person: String, permission: Permission, isSignedIn: Bool = true, method: Method = .get,
    path: String, query: [(name: String, value: String)] = [],
    form: [(name: String, value: String)] = [], csrfToken: String
  ) {
    self.person = person
    self.permission = permission
    self.isSignedIn = isSignedIn
    self.method = method
    self.path = path
    self.query = query
    self.form = form
    self.csrfToken = csrfToken
  }
}

/// The answer to a `PageRequest`.
package struct PageResponse: Sendable {
  package var status: Int
  package var contentType: String
  /// Where to go instead; nil for none.
  package var location: String?
  /// Whether browsers may keep it: assets with a version in their name alone.
  package var isImmutable: Bool
  /// What went wrong, in a sentence, for programs; nil where nothing did.
  package var failure: String?
  package var body: [UInt8]

  package init(
    status: Int = 200, contentType: String = "text/html; charset=utf-8", location: String? = nil,
    isImmutable: Bool = false, failure: String? = nil, body: [UInt8] = []
  ) {
    self.status = status
    self.contentType = contentType
    self.location = location
    self.isImmutable = isImmutable
    self.failure = failure
    self.body = body
  }
}
