/// A text that is compared, ordered and hashed by its exact UTF-8 bytes.
///
/// Swift's `String` takes canonically equivalent texts ("é" as one scalar or as two) for equal.
/// What is keyed by its spelling, such as a repeated sentence or a stored vector, must not.
/// Comparison and hashing are O(n).
public struct ExactText: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The text itself.
  public let text: String

  /// Wraps a text. O(1).
  public init(_ text: String) { self.text = text }

  public var description: String { text }

  public static func == (left: Self, right: Self) -> Bool {
    UTF8Order.areEqual(left.text, right.text)
  }

  public static func < (left: Self, right: Self) -> Bool {
    UTF8Order.precedes(left.text, right.text)
  }

  public func hash(into hasher: inout Hasher) { UTF8Order.hash(text, into: &hasher) }
}

/// Equality, order and hash of strings by UTF-8 bytes.
enum UTF8Order {
  static func areEqual(_ left: String, _ right: String) -> Bool {
    let leftBytes = left.utf8Span.span
    let rightBytes = right.utf8Span.span
    guard leftBytes.count == rightBytes.count else { return false }
    for index in leftBytes.indices where leftBytes[index] != rightBytes[index] { return false }
    return true
  }

  static func precedes(_ left: String, _ right: String) -> Bool {
    let leftBytes = left.utf8Span.span
    let rightBytes = right.utf8Span.span
    let shared = min(leftBytes.count, rightBytes.count)
    for index in 0..<shared where leftBytes[index] != rightBytes[index] {
      return leftBytes[index] < rightBytes[index]
    }
    return leftBytes.count < rightBytes.count
  }

  static func hash(_ text: String, into hasher: inout Hasher) {
    let bytes = text.utf8Span.span
    unsafe bytes.withUnsafeBytes { buffer in unsafe hasher.combine(bytes: buffer) }
    hasher.combine(bytes.count)
  }
}
