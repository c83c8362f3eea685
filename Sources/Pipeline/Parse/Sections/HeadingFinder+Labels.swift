/// Labels with their value behind a dash or in the next cell of a table.
extension HeadingFinder {
  /// The longest label, in tokens.
  private static let longestLabel = 6

  /// "Location - Pune", "Role -  Tester": a known label before a hyphen.
  func dashedLabel(in body: Range<Int>) -> Heading? {
    let limit = min(body.upperBound - 1, body.lowerBound + Self.longestLabel)
    guard limit > body.lowerBound else { return nil }
    for index in (body.lowerBound + 1)..<limit {
      let token = document.tokens[index]
      guard ["-", "–", "—", "|", "="].contains(token.key) else { continue }
      guard token.hasSpaceBefore || document.tokens[index + 1].hasSpaceBefore else { continue }
      let label = trimmed(body.lowerBound..<index)
      let words = HeadingLexicon.corrected(document.phraseWords(label))
      guard document.tokens[body.lowerBound].isCapitalized,
        let kind = HeadingLexicon.exactKind(words)
      else { return nil }
      return Heading(kind: kind, tokens: label, restStart: index + 1)
    }
    return nil
  }

  /// "Location", a tab, "Pune": a known label in the first cell. Behind another label stands no
  /// value: it is the first line of a table.
  func tabbedLabel(in body: Range<Int>) -> Heading? {
    let limit = min(body.upperBound, body.lowerBound + Self.longestLabel)
    guard document.tokens[body.lowerBound].isCapitalized,
      let end = (body.lowerBound + 1..<limit).first(where: { document.followsTab($0) }),
      let kind = exactKind(ofCell: body.lowerBound..<end)
    else { return nil }
    let next = (end + 1..<max(end + 1, body.upperBound)).first { document.followsTab($0) }
    guard exactKind(ofCell: end..<(next ?? body.upperBound)) == nil else { return nil }
    return Heading(kind: kind, tokens: trimmed(body.lowerBound..<end), restStart: end)
  }

  private func exactKind(ofCell cell: Range<Int>) -> SectionKind? {
    HeadingLexicon.exactKind(HeadingLexicon.corrected(document.phraseWords(trimmed(cell))))
  }
}
