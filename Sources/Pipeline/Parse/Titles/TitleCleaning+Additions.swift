/// Parts of a title in brackets and on the line below.
extension TitleCleaning {
  /// Brackets that belong to a title hold no more tokens than this.
  private static let longestAddition = 4

  /// What brackets tell of the opening, and not of the work.
  private static let states = JDWords.set("open preferred contractor")

  /// Whether the brackets that close at a token hold a part of the title ("(RoR)", "(Test Lab)"),
  /// and no list, place or condition.
  func isAddition(closingAt closing: Int, from lower: Int) -> Bool {
    let first = max(lower, closing - Self.longestAddition - 1)
    guard document.key(closing) == ")",
      let opening = (first..<closing).last(where: { document.key($0) == "(" }),
      opening + 1 < closing
    else { return false }
    let words = opening + 1..<closing
    return TitleLexicon.isNamed(document.tokens[words.lowerBound])
      && !isPlace(words.lowerBound, closing)
      && (words.count > 1 || !Self.states.contains(document.key(words.lowerBound)))
      && words.allSatisfy { index in
        let key = document.key(index)
        return key == "/"
          || document.tokens[index].isWord && !Self.suffixWords.contains(key)
            && !TitleLexicon.lineStops.contains(key)
      }
  }

  /// The title with the line below, where its line ends in a dash or comma and that line holds
  /// nothing but words of titles: "Principal Consultant,\nJava Full Stack".
  func withNextLine(_ title: Range<Int>, of line: Range<Int>) -> Range<Int> {
    let lineBreak = line.upperBound
    guard title.upperBound + 1 == lineBreak, lineBreak < document.tokens.count,
      ["-", "–", ","].contains(document.key(title.upperBound)),
      document.tokens[lineBreak].kind == .lineBreak
    else { return title }
    let rest = document.tokens[(lineBreak + 1)...].prefix(Self.longestAddition + 2)
    let next = rest.prefix { token in
      TitleLexicon.isNamed(token) && TitleLexicon.modifiers.contains(token.key)
        || ["/", "&", "-"].contains(token.key)
    }
    let end = next.endIndex
    let endsLine = end == document.tokens.count || document.tokens[end].kind == .lineBreak
    return !next.isEmpty && endsLine ? title.lowerBound..<end : title
  }
}
