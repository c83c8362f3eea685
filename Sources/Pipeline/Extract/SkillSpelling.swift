/// A name of a skill, compared with another by its words.
///
/// "Node.js", "NodeJS" and "node" are one name written in three ways; "HTML" and "HTML5", or
/// "RDBMS" and "relational databases", are two.
struct SkillSpelling: Sendable {
  private let words: Set<String>
  private let letters: String

  /// - Complexity: O(length).
  init(_ name: String) {
    let parts = name.lowercased().split { !($0.isLetter || $0.isNumber || "+#".contains($0)) }
      .map(String.init)
    words = Set(parts.map(Self.singular))
    letters = Self.singular(parts.joined())
  }

  /// Whether two names share a word, or differ only in marks, a plural or "js"; but "Core Java" is
  /// no "Java", and the "iOS SDK" no "iOS".
  func isLike(_ other: SkillSpelling) -> Bool {
    letters == other.letters
      || !words.isDisjoint(with: other.words)
        && words.symmetricDifference(other.words).isDisjoint(with: Self.parts)
  }

  /// Words that make the name of a part of what the other words name.
  private static let parts: Set = ["core", "sdk"]

  private static func singular(_ word: String) -> String {
    for ending in ["js", "s"] where word.count > ending.count + 1 && word.hasSuffix(ending) {
      return String(word.dropLast(ending.count))
    }
    return word
  }
}
