import Crypto
import Foundation
import Pipeline

/// The name of a question: SHA-256 of purpose, model and prompt, in hexadecimal.
///
/// The key of the answer cache, and the ledger's `prompt_hash`.
enum PromptHash {
  /// - Parameter prompt: the request's body: messages, schema and settings.
  static func make(purpose: CallPurpose, model: String, prompt: Data) -> String {
    var hash = SHA256()
    // A zero byte ends a part: no two questions run together into the same bytes.
    for part in [Data(purpose.rawValue.utf8), Data(model.utf8), prompt] {
      hash.update(data: part)
      hash.update(data: [0] as [UInt8])
    }
    return hash.finalize().map { String(format: "%02x", $0) }.joined()
  }
}
