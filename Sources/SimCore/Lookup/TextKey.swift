/// The form under which titles, aliases and skills are compared: NFKC, then full case folding,
/// then every run of White_Space as one space, trimmed. Punctuation stays.
///
/// Compared, ordered and hashed by UTF-8 bytes, not by Swift's canonical equivalence, so keys sort
/// the same everywhere. Folding is Unicode 14, without language or context: "İ" folds to "i" and a
/// combining dot, "ß" to "ss". A text of white space only has the empty key.
public struct TextKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The folded text.
  public let text: String

  /// The key of a text. O(n).
  public init(_ text: String) {
    self.text = TextKey.folded(text, foldsCase: true)
  }

  public var description: String { text }
  /// Whether nothing is left of the text: it was white space alone.
  public var isEmpty: Bool { text.isEmpty }

  public static func == (left: Self, right: Self) -> Bool {
    UTF8Order.areEqual(left.text, right.text)
  }

  public static func < (left: Self, right: Self) -> Bool {
    UTF8Order.precedes(left.text, right.text)
  }

  public func hash(into hasher: inout Hasher) { UTF8Order.hash(text, into: &hasher) }

  /// The text under NFKC with white-space runs as one space, trimmed, its case kept: what a
  /// case-sensitive alias is compared by. O(n).
  public static func spelling(of text: String) -> String { folded(text, foldsCase: false) }

  private static func folded(_ text: String, foldsCase: Bool) -> String {
    let bytes = text.utf8Span.span
    if isFolded(bytes, foldsCase: foldsCase) { return text }
    if let folded = foldedASCII(bytes, foldsCase: foldsCase) { return folded }
    return String(decoding: FoldedText(bytes, foldsCase: foldsCase).trimmedBytes, as: UTF8.self)
  }

  /// Whether the bytes are ASCII that folding would not change.
  private static func isFolded(_ bytes: Span<UInt8>, foldsCase: Bool) -> Bool {
    var previousIsSpace = true
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x80 || byte &- 0x09 < 5 { return false }
      if foldsCase, byte &- 0x41 < 26 { return false }
      let isSpace = byte == 0x20
      if isSpace, previousIsSpace { return false }
      previousIsSpace = isSpace
    }
    return bytes.isEmpty || !previousIsSpace
  }

  /// The folded text where all bytes are ASCII; nil elsewhere.
  private static func foldedASCII(_ bytes: Span<UInt8>, foldsCase: Bool) -> String? {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    var previousIsSpace = true
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte < 0x80 else { return nil }
      let isSpace = ASCII.isWhiteSpace(byte)
      if !isSpace {
        folded.append(foldsCase ? ASCII.lowercased(byte) : byte)
      } else if !previousIsSpace {
        folded.append(0x20)
      }
      previousIsSpace = isSpace
    }
    if previousIsSpace, !folded.isEmpty { folded.removeLast() }
    return String(decoding: folded, as: UTF8.self)
  }
}
