import Crypto
import Foundation

/// What tells inputs apart without keeping them.
package enum InputFingerprint {
  /// The first 64 bits of the SHA-256 of some bytes, in hexadecimal. O(bytes).
  package static func of(_ bytes: some Sequence<UInt8>) -> String {
    SHA256.hash(data: Data(bytes)).prefix(8).map { String(format: "%02x", $0) }.joined()
  }
}
