import Pages
import Pipeline

/// Who sends a request.
struct Caller: Sendable {
  /// What limits and idempotency keys are counted by.
  var id: String
  /// What the audit log says.
  var name: String
  var permission: PageRequest.Permission
  /// What forms must send back; nil of a caller without a browser.
  var formToken: String?

  /// Whoever is on this machine, while there is no key.
  static func local(formToken: String?) -> Caller {
    Caller(id: "local", name: "local", permission: .administer, formToken: formToken)
  }

  /// Nobody: for what everyone may see.
  static let anonymous = Caller(id: "anonymous", name: "anonymous", permission: .read)

  init(id: String, name: String, permission: PageRequest.Permission, formToken: String? = nil) {
    self.id = id
    self.name = name
    self.permission = permission
    self.formToken = formToken
  }

  init(_ key: APIKey, formToken: String? = nil) {
    self.init(
      id: key.id, name: key.name, permission: key.role.permission, formToken: formToken)
  }
}

extension APIKey.Role {
  var permission: PageRequest.Permission {
    switch self {
    case .reader: .read
    case .reviewer: .review
    case .admin: .administer
    }
  }
}

extension PageRequest.Permission {
  /// The role of a key that has it.
  var role: String {
    switch self {
    case .read: APIKey.Role.reader.rawValue
    case .review: APIKey.Role.reviewer.rawValue
    case .administer: APIKey.Role.admin.rawValue
    }
  }
}
