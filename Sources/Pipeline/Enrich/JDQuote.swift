import SimCore

/// Words of a JD as they stand in it, byte for byte.
package enum JDQuote {
  /// Characters of the longest quote: some lines of print.
  package static let limit = 300

  /// The stretch of the original text that `words` are, cut at a word where it is longer than
  /// `limit`; nil where they do not stand there, or only with markup between them. O(text).
  package static func verbatim(_ words: String, in text: JDText) -> String? {
    let words = shortened(words)
    guard !words.isEmpty else { return nil }
    if text.original.firstRange(ofExactly: words) != nil { return words }
    guard let place = text.cleaned.firstRange(ofExactly: words) else { return nil }
    let range = text.originalRange(ofCleaned: place)
    let quote = String(decoding: Array(text.original.utf8)[range], as: UTF8.self)
    let isWhole = text.original.firstRange(ofExactly: quote) != nil
    return isWhole && !(text.containedMarkup && quote.contains("<")) ? quote : nil
  }

  private static func shortened(_ words: String) -> String {
    guard words.count > limit else { return words }
    let start = words.prefix(limit)
    let end = start.lastIndex { $0.isWhitespace } ?? start.endIndex
    return String(start[..<end])
  }
}
