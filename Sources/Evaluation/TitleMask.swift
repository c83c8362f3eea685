import Foundation

/// Takes every label out of texts, so that a title that is the label cannot decide.
///
/// A label is found in any case, with white space, dots, hyphens, underlines and slashes between
/// its characters or left out: "Node js developer" goes as "NodeJS-Developer" too. Longer labels
/// first; a space takes the place of each.
public struct TitleMask: Sendable {
  private let patterns: [String]

  private static let separators: Set<Character> = [" ", "\t", "\n", ".", "-", "_", "/"]

  /// A mask for labels; one without a character is left out.
  public init(labels: [String]) {
    patterns = labels.sorted { $0.count != $1.count ? $0.count > $1.count : $0 < $1 }.compactMap {
      let characters = $0.filter { !Self.separators.contains($0) }
      guard !characters.isEmpty else { return nil }
      return characters.map { NSRegularExpression.escapedPattern(for: String($0)) }
        .joined(separator: #"[\s.\-_/]*"#)
    }
  }

  /// The text without the labels, also those that are left where another one was taken out.
  /// O(labels × text) for each round that finds one.
  public func masking(_ text: String) -> String {
    var text = text
    while true {
      let masked = patterns.reduce(text) { text, pattern in
        text.replacingOccurrences(
          of: pattern, with: " ", options: [.regularExpression, .caseInsensitive])
      }
      if masked == text { return text }
      text = masked
    }
  }
}
