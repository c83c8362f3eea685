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

  /// Whether a later name is this one again: they differ only in marks, a plural or "js", or one has
  /// the words of the other and more.
  ///
  /// But "Core Java" and "Java 8" are no "Java", the "iOS SDK" is no "iOS", names that have each a
  /// word of their own are two ("data warehouse", "data warehousing"), and so are the full name of a
  /// product and a short one after it ("Apache Spark", "Spark").
  func isLike(_ later: SkillSpelling, isProduct: Bool) -> Bool {
    if letters == later.letters { return true }
    guard !words.isDisjoint(with: later.words),
      words.isSubset(of: later.words) || !isProduct && later.words.isSubset(of: words)
    else { return false }
    let more = words.symmetricDifference(later.words)
    return more.isDisjoint(with: Self.parts)
      && (more.isEmpty || !more.allSatisfy(Self.isVersion))
  }

  /// Words that make the name of a part of what the other words name.
  private static let parts: Set = ["core", "sdk"]

  /// "8", "2+".
  private static func isVersion(_ word: String) -> Bool {
    word.allSatisfy { $0.isNumber || $0 == "+" }
  }

  private static func singular(_ word: String) -> String {
    for ending in ["js", "s"] where word.count > ending.count + 1 && word.hasSuffix(ending) {
      return String(word.dropLast(ending.count))
    }
    return word
  }
}
