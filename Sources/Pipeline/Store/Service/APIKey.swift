package import Foundation

/// A key that callers of the HTTP service show. The store holds the hash of its secret alone.
package struct APIKey: Hashable, Sendable {
  /// What the holder may do; each includes the ones before.
  package enum Role: String, CaseIterable, Sendable {
    /// Classifies and reads.
    case reader
    /// Decides items of the queues.
    case reviewer
    /// Forgets runs.
    case admin
  }

  /// Names the key in the key's own text; no secret.
  package var id: String
  /// Who holds it, as the audit log names them.
  package var name: String
  package var role: Role
  /// SHA-256 of the secret, which has 256 random bits: a slower hash would protect no better.
  package var secretHash: Data
  package var createdAt: String
  /// Nil of a key that is good.
  package var revokedAt: String?

  package init(
    id: String, name: String, role: Role, secretHash: Data, createdAt: String = timestamp(),
    revokedAt: String? = nil
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.secretHash = secretHash
    self.createdAt = createdAt
    self.revokedAt = revokedAt
  }
}

/// Why a change of the keys was refused; the store is as it was.
package enum APIKeyError: FaultError, Equatable {
  case nameTaken(String)
  case unknownName(String)

  package var fault: Fault {
    switch self {
    case .nameTaken: .usage
    case .unknownName: .missingInput
    }
  }

  package var description: String {
    switch self {
    case .nameTaken(let name):
      "there is a key named \(name); revoke it first, or give another name"
    case .unknownName(let name): "there is no key named \(name); see rolewise-server keys list"
    }
  }
}
