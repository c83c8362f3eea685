import Foundation

/// How CONTRACT reads texts, written the slow way and apart from the engine.
enum PlainText {
  /// The distinct sentences of an R&R, in text order.
  static func sentences(of text: String) -> [String] {
    var result: [String] = []
    for line in lines(of: text) {
      for sentence in sentences(ofLine: line)
      where !result.contains(where: { Array($0.utf8) == Array(sentence.utf8) }) {
        result.append(sentence)
      }
    }
    return result
  }

  private static func lines(of text: String) -> [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = [[]]
    for scalar in text.unicodeScalars {
      if scalar.value == 10 || scalar.value == 13 {
        lines.append([])
      } else {
        lines[lines.count - 1].append(scalar)
      }
    }
    return lines
  }

  private static func sentences(ofLine line: [Unicode.Scalar]) -> [String] {
    var rest = line
    while let first = rest.first, "•●▪◦‣·*-–—".unicodeScalars.contains(first) || isSpace(first) {
      rest.removeFirst()
    }
    var result: [String] = []
    var current: [Unicode.Scalar] = []
    for (index, scalar) in rest.enumerated() {
      current.append(scalar)
      guard ".!?".unicodeScalars.contains(scalar) else { continue }
      let spaces = rest[(index + 1)...].prefix { isSpace($0) }.count
      let follower = index + 1 + spaces
      guard spaces > 0, follower < rest.count, isCapital(rest[follower]) else { continue }
      result.append(trimmed(current))
      current = []
    }
    result.append(trimmed(current))
    return result.filter { !$0.isEmpty }
  }

  private static func trimmed(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    CharacterSet.whitespacesAndNewlines.contains(scalar)
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    CharacterSet.uppercaseLetters.contains(scalar)
  }

  /// NFKC, white-space runs as one space, trimmed; the case stays.
  static func spelling(of text: String) -> String {
    text.precomposedStringWithCompatibilityMapping.components(separatedBy: .whitespacesAndNewlines)
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The text under which titles, aliases and skills are compared. Upper and then lower case is
  /// full case folding for the letters that the generator uses ("ß" and "SS" meet).
  static func key(of text: String) -> String {
    spelling(of: text).uppercased().lowercased().precomposedStringWithCompatibilityMapping
  }

  /// Lower case, each run of other characters than letters and digits one `-`, trimmed. For texts
  /// without `+`, `#` and leading dots, whose slugs CONTRACT leaves to the engine.
  static func slug(of text: String) -> String {
    let pieces = key(of: text).components(separatedBy: CharacterSet.alphanumerics.inverted)
    return pieces.filter { !$0.isEmpty }.joined(separator: "-")
  }

  /// The first 200 Unicode scalars.
  static func preview(of text: String) -> String {
    var preview = String.UnicodeScalarView()
    preview.append(contentsOf: Array(text.unicodeScalars).prefix(200))
    return String(preview)
  }

  // MARK: - Loose matching of skills

  /// The forms of a key that count as equal but for punctuation and plural: punctuation left out,
  /// or read as a space; no plural `s` at the end. ASCII without apostrophes, `+` and `#`.
  static func looseForms(of key: String) -> Set<String> {
    let pieces = key.components(separatedBy: CharacterSet.alphanumerics.inverted)
      .filter { !$0.isEmpty }
    let words = key.split(separator: " ").map { word in
      word.filter { $0.isLetter || $0.isNumber }
    }
    return [
      singular(pieces.joined(separator: " ")),
      singular(words.filter { !$0.isEmpty }.joined(separator: " ")),
    ]
  }

  private static func singular(_ text: String) -> String {
    let last = text.split(whereSeparator: { !$0.isLetter }).last ?? ""
    guard text.hasSuffix("s"), !text.hasSuffix("ss"), last.count >= 4 else { return text }
    return String(text.dropLast())
  }

  /// The key without a version that stands apart at its end ("kafka 3.2", "kafka v2"); nil where
  /// it has none.
  static func withoutVersion(_ key: String) -> String? {
    guard let space = key.lastIndex(where: { $0 == " " || $0 == "-" }) else { return nil }
    var version = key[key.index(after: space)...]
    if version.first == "v" { version = version.dropFirst() }
    let numbers = version.split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.allSatisfy({ !$0.isEmpty && $0.count <= 2 && $0.allSatisfy(\.isNumber) })
    else { return nil }
    return String(key[..<space])
  }
}
