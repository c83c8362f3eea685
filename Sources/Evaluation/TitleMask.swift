import Foundation

/// Takes every label out of texts, so that a title that is the label cannot decide.
///
/// A label is found in any case and in either form of its accents, with white space, dots, hyphens,
/// underlines and slashes between its characters or left out: "Node js developer" goes as
/// "NodeJS-Developer" too. Longer labels first; a space takes the place of each.
public struct TitleMask: Sendable {
  private let expressions: [NSRegularExpression]

  private static let marks: Set<Character> = [".", "-", "_", "/"]

  /// A mask for labels; one without a character is left out.
  public init(labels: [String]) {
    expressions = labels.sorted { $0.count != $1.count ? $0.count > $1.count : $0 < $1 }.compactMap
    {
      let characters = $0.filter { !$0.isWhitespace && !Self.marks.contains($0) }
      return characters.isEmpty ? nil : Self.expression(of: characters)
    }
  }

  /// The text without the labels, also those that are left where another one was taken out.
  /// O(labels × text) for each round that finds one.
  public func masking(_ text: String) -> String {
    var text = text
    while true {
      let masked = expressions.reduce(text) { text, expression in
        expression.stringByReplacingMatches(
          in: text, range: NSRange(location: 0, length: text.utf16.count), withTemplate: " ")
      }
      if masked == text { return text }
      text = masked
    }
  }

  private static func expression(of characters: String) -> NSRegularExpression {
    let pattern = characters.map(Self.pattern(of:)).joined(separator: #"[\s.\-_/]*"#)
    do {
      return try NSRegularExpression(pattern: pattern, options: .caseInsensitive)
    } catch {
      preconditionFailure("escaped characters are no pattern: \(pattern)")
    }
  }

  /// A character as it is written, composed or decomposed: regular expressions compare scalars.
  private static func pattern(of character: Character) -> String {
    let text = String(character)
    var forms: [String] = []
    for form in [
      text, text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
    ] where !forms.contains(where: { $0.utf8.elementsEqual(form.utf8) }) {
      forms.append(form)
    }
    let escaped = forms.map { NSRegularExpression.escapedPattern(for: $0) }
    return escaped.count > 1 ? "(?:" + escaped.joined(separator: "|") + ")" : escaped[0]
  }
}
