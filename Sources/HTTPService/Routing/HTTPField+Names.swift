import Hummingbird
import HTTPTypes

extension HTTPField.Name {
  /// A name that is written here and known to be good.
  private static func named(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("no header name: \(name)") }
    return name
  }

  static let apiKey = named("X-API-Key")
  static let fetchSite = named("Sec-Fetch-Site")
  static let idempotencyKey = named("Idempotency-Key")
  static let idempotencyReplayed = named("Idempotency-Replayed")
  static let runID = named("Rolewise-Run-Id")
  static let engineVersion = named("Rolewise-Engine")
  static let modelVersion = named("Rolewise-Model")
  static let catalogVersion = named("Rolewise-Catalog")
  static let policyVersion = named("Rolewise-Policy")
  static let frameOptions = named("X-Frame-Options")
  static let referrerPolicy = named("Referrer-Policy")
  static let openerPolicy = named("Cross-Origin-Opener-Policy")
  static let resourcePolicy = named("Cross-Origin-Resource-Policy")
  static let permissionsPolicy = named("Permissions-Policy")
}
