import Foundation

/// Settings of the environment.
package enum Environment {
  /// The value of a variable; nil where it is not set, or empty.
  package static func value(_ variable: String) -> String? {
    ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }
}
