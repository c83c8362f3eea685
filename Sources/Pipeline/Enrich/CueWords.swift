/// The words of a text with their endings taken off, so that a cue is found in every form of its
/// verb or noun: "deploy", "deploys", "deploying", "deployed".
///
/// A light rule for English, used alike for texts and for the tables: a stem need not be a word, it
/// need only be the same for the forms of one. O(text).
enum CueWords {
  static func stems(of text: String) -> [String] { Terms.words(in: text).map(stem) }

  /// A phrase of a table, as it is looked up.
  static func phrase(_ text: String) -> String { stems(of: text).joined(separator: " ") }

  static func stem(_ word: String) -> String {
    guard word.utf8.count > 3, word.utf8.allSatisfy({ $0 &- 0x61 < 26 }) else { return word }
    var stem = Substring(word)
    if stem.hasSuffix("ies"), stem.utf8.count > 4 {
      stem = stem.dropLast(3) + "y"
    } else if stem.hasSuffix("s"), !["ss", "us", "is"].contains(where: stem.hasSuffix) {
      stem = stem.dropLast()
    }
    if stem.hasSuffix("ing"), stem.utf8.count >= 6 {
      stem = stem.dropLast(3)
    } else if stem.hasSuffix("ed"), stem.utf8.count >= 5 {
      stem = stem.dropLast(2)
    }
    if stem.hasSuffix("e"), stem.utf8.count > 3 { stem = stem.dropLast() }
    if let last = stem.last, stem.utf8.count > 3, stem.dropLast().last == last,
      !"aeiou".contains(last)
    {
      stem = stem.dropLast()
    }
    if stem.hasSuffix("y") { stem = stem.dropLast() + "i" }
    return String(stem)
  }
}
