import Crypto
import Foundation

/// Ids of runs.
public enum RunIdentifier {
  /// The UUID that follows from a name: version 5 of RFC 9562, in a namespace of ours, lower case.
  /// Equal names give equal ids, so that work done twice is stored once.
  public static func named(_ name: String) -> String {
    var bytes = Array(
      Insecure.SHA1.hash(data: Data(namespace + name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { String(format: "%02x", $0) }.joined()
    var groups: [Substring] = []
    var rest = digits[...]
    for length in [8, 4, 4, 4, 12] {
      groups.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return groups.joined(separator: "-")
  }

  /// A new one, lower case.
  public static func random() -> String { UUID().uuidString.lowercased() }

  /// An id as stores have it, of one that a person or a program gives: UUIDs may be written in either
  /// case. What is no UUID stays as it is.
  public static func stored(_ text: String) -> String {
    // Foundation takes one in braces, too.
    text.utf8.count == 36 && UUID(uuidString: text) != nil ? text.lowercased() : text
  }

  /// A random UUID of our own, drawn once.
  private static let namespace: [UInt8] = [
    0x5B, 0x0E, 0x5C, 0x63, 0x1F, 0x94, 0x4D, 0x2B, 0x9A, 0x77, 0x28, 0xD1, 0x64, 0xF0, 0x3E, 0xC8,
  ]
}
