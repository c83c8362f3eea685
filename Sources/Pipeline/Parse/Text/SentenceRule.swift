/// Cuts a run of tokens into sentences.
///
/// A sentence ends at `.`, `!` or `?` before white space and a capital letter, and at a full stop
/// that runs into a capitalised word ("control.Troubleshoot"). Abbreviations do not end one.
enum SentenceRule {
  struct Sentence: Sendable {
    var tokens: Range<Int>
    /// Whether the next sentence follows without white space.
    var runsTogether: Bool
  }

  private static let abbreviations = JDWords.set(
    """
    e.g i.e eg ie vs inc ltd pvt mr mrs ms dr sr jr no approx st co corp dept incl esp min max fig
    viz yrs yr exp a.k.a u.s u.k b.e m.e b.sc m.sc
    """)

  static func sentences(in range: Range<Int>, of tokens: [JDToken]) -> [Sentence] {
    var sentences: [Sentence] = []
    var start = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      defer { index += 1 }
      let token = tokens[index]
      guard token.kind == .mark, token.key == "." || token.key == "!" || token.key == "?" else {
        continue
      }
      var next = index + 1
      while next < range.upperBound, !tokens[next].hasSpaceBefore,
        [")", "\"", "”", "’", "*", "!", "?", "."].contains(tokens[next].key)
      {
        next += 1
      }
      guard next < range.upperBound, index > range.lowerBound else { continue }
      let following = tokens[next]
      let previous = tokens[index - 1]
      if following.hasSpaceBefore {
        let opens =
          following.isCapitalized || following.key == "(" || following.key == "“"
          || following.kind == .number
        guard opens, token.key != "." || !abbreviations.contains(previous.key) else { continue }
        if following.kind == .number, previous.key == "no" { continue }
        sentences.append(Sentence(tokens: start..<next, runsTogether: false))
      } else {
        guard following.isCapitalized, following.isWord, previous.kind != .number,
          previous.key.utf8.count > 1 || !previous.isWord, next == index + 1 || token.key == "."
        else { continue }
        sentences.append(Sentence(tokens: start..<next, runsTogether: true))
      }
      start = next
      index = next - 1
    }
    if start < range.upperBound {
      sentences.append(Sentence(tokens: start..<range.upperBound, runsTogether: false))
    }
    return sentences
  }
}
