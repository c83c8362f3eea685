import Crypto
import Foundation
package import Pipeline

/// The text of a key, as its holder has it: `rw_`, the key's id, `_`, and 256 random bits in
/// hexadecimal.
package struct APIKeyText: Sendable {
  package let text: String
  let id: String
  private let secret: Substring

  /// Reads what a caller shows; nil of what is no key's text.
  init?(_ text: String) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "rw", parts[1].count == 12, parts[2].count == 64 else {
      return nil
    }
    self.text = text
    id = String(parts[1])
    secret = parts[2]
  }

  /// A new key with the row that the store keeps of it.
  package static func make(name: String, role: APIKey.Role) -> (text: APIKeyText, key: APIKey) {
    let text = "rw_\(RandomBytes.hexadecimal(count: 6))_\(RandomBytes.hexadecimal(count: 32))"
    guard let made = APIKeyText(text) else { preconditionFailure("a new key is a key") }
    return (
      made, APIKey(id: made.id, name: name, role: role, secretHash: made.secretHash)
    )
  }

  /// What the store keeps of the secret.
  var secretHash: Data { Data(SHA256.hash(data: Data(secret.utf8))) }

  /// Whether this is the text of `key`; takes the same time wherever they differ.
  func isText(of key: APIKey) -> Bool {
    SHA256.hash(data: Data(secret.utf8)) == key.secretHash && key.revokedAt == nil
  }
}

/// Bytes that nobody can guess, from the system's generator.
enum RandomBytes {
  static func hexadecimal(count: Int) -> String {
    SymmetricKey(size: SymmetricKeySize(bitCount: count * 8))
      .withUnsafeBytes { Array($0) }.hexadecimal
  }
}

extension Sequence<UInt8> {
  /// Two digits a byte, lower case.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
