/// Fields of work behind the noun of a title: "Developers in PHP", "Engineer - Backend".
extension TitleScanner {
  /// The longest field, in tokens.
  private static let longestField = 5

  /// Marks and words before which a field is complete.
  private static let edges = JDWords.set("with to for who . ! ? ; \" ”")

  /// The end of a title with the field that follows it, or its own where none does.
  func fieldEnd(of title: Range<Int>, limit: Int) -> Int {
    let link = title.upperBound
    guard link + 1 < limit else { return link }
    let rest = link + 1..<min(limit, link + 1 + Self.longestField)
    switch document.key(link) {
    case "in":
      guard TitleLexicon.isField(at: link + 1, in: document) else { return link }
      let field = rest.prefix { index in
        let token = document.tokens[index]
        return TitleLexicon.isNamed(token) && TitleLexicon.modifiers.contains(token.key)
          || ["-", "/"].contains(token.key) && !token.hasSpaceBefore
      }
      return !field.isEmpty && isEdge(field.upperBound) ? field.upperBound : link
    case "-", "–":
      guard document.tokens[link].hasSpaceBefore, document.tokens[link + 1].hasSpaceBefore else {
        return link
      }
      let isQuoted = ["\"", "“"].contains(document.key(title.lowerBound - 1))
      let field = rest.prefix { index in
        let token = document.tokens[index]
        return token.isWord && (TitleLexicon.isNamed(token) || isQuoted)
          && !TitleLexicon.lineStops.contains(token.key)
      }
      guard let last = field.last, isEdge(field.upperBound) else { return link }
      let isKnown = field.allSatisfy { TitleLexicon.modifiers.contains(document.key($0)) }
      return isQuoted || isKnown || TitleLexicon.isHead(at: last, in: document)
        ? field.upperBound : link
    default: return link
    }
  }

  private func isEdge(_ index: Int) -> Bool {
    guard index < document.tokens.count else { return true }
    let token = document.tokens[index]
    return token.kind == .lineBreak || token.kind == .bullet || Self.edges.contains(token.key)
  }
}
