/// Headings inside the text of a piece.
extension HeadingFinder {
  private static let longLine = 45

  private static let determiners = JDWords.set("the our your a an of and for with their these key")

  /// Headings inside the text of a piece, in order.
  func innerHeadings(of piece: JDPiece) -> [Heading] {
    guard !document.isBareWords else { return BareWordHeadings.headings(of: piece, in: document) }
    let isPartOfLine = !(piece.startsLine && piece.endsLine)
    var headings: [Heading] = []
    var index = piece.tokens.lowerBound
    while index < piece.tokens.upperBound {
      let token = document.tokens[index]
      if token.isWord, token.isCapitalized, startsPhrase(token.key),
        let heading = innerHeading(
          at: index, in: piece.tokens,
          isLong: isPartOfLine || piece.tokens.count > Self.longLine)
      {
        headings.append(settled(heading, upTo: piece.tokens.upperBound))
        index = heading.restStart
      } else {
        index += 1
      }
    }
    if let last = trailingHeading(of: piece, after: headings.last?.restStart) {
      headings.append(last)
    }
    return headings
  }

  private func startsPhrase(_ key: String) -> Bool {
    HeadingTable.firstWords.contains(key) || key == "roles" || key == "what's" || key == "you'll"
  }

  private static let strongWords = JDWords.set(
    """
    responsibilities requirements qualifications benefits duties skills perks experience education
    overview description summary
    """)

  private func innerHeading(at index: Int, in range: Range<Int>, isLong: Bool) -> Heading? {
    let limit = min(range.upperBound, index + HeadingTable.longestPhrase + 4)
    var words: [String] = []
    var best: (kind: SectionKind, end: Int, count: Int)?
    for cursor in index..<limit {
      let token = document.tokens[cursor]
      guard token.isWord || ["&", "-", "/"].contains(token.key) else { break }
      words.append(contentsOf: document.phraseWords(cursor..<cursor + 1))
      if words.count > 7 { break }
      if token.isWord, let kind = HeadingTable.phrases[words.joined(separator: " ")] {
        best = (kind, cursor + 1, words.count)
      }
    }
    guard let best else { return nil }
    let next = best.end < range.upperBound ? document.tokens[best.end] : nil
    let isFresh = index == range.lowerBound || endsSentence(index - 1)
    let heading = Heading(kind: best.kind, tokens: index..<best.end, restStart: best.end)
    let isWritten = document.tokens[best.end - 1].isCapitalized || best.count > 2
    if next?.key == ":", isWritten {
      let isPlainWord = best.count == 1 && !isFresh && !isLong
      let opensList = best.end + 1 < range.upperBound || !isPlainWord
      guard !isPlainWord, opensList, index > range.lowerBound || isLong else { return nil }
      if best.count == 1, !isFresh, !Self.strongWords.contains(words[0]), !best.kind.isField,
        !namesEmployer(words, at: index, upTo: range.upperBound)
      {
        return nil
      }
      return Heading(kind: best.kind, tokens: index..<best.end, restStart: best.end + 1)
    }
    guard isLong, isWritten, let next else { return nil }
    let opensText = next.isCapitalized || next.kind == .number
    guard opensText, best.kind != .terms, best.kind != .title, best.kind != .location else {
      return nil
    }
    if best.count == 1 {
      let isStrong = Self.strongWords.contains(document.tokens[index].key)
      return isFresh && isStrong && index > range.lowerBound || isFresh && isStrong && isLong
        ? heading : nil
    }
    if isFresh { return heading }
    let previous = document.tokens[index - 1]
    let breaksIn = previous.isWord && !previous.isCapitalized || previous.key == ")"
    return breaksIn && [.responsibilities, .requirements].contains(best.kind)
      && !["the", "our", "your", "a", "an", "of", "and", "for", "with"].contains(previous.key)
      ? heading : nil
  }

  /// "Baker Company: Crumb Foods Location: Oslo": a label and no more than a name, up to the next
  /// label or the end.
  private func namesEmployer(_ words: [String], at label: Int, upTo end: Int) -> Bool {
    let value = label + 2
    guard CompanyRule.isLabel(words), !Self.determiners.contains(document.key(label - 1)),
      value < end, document.tokens[value].isCapitalized
    else { return false }
    let limit = min(end, value + CompanyRule.longestName)
    return limit == end || (value + 1..<limit).contains { isLabel(at: $0, upTo: end) }
  }

  /// Whether a known label and its colon begin at a token.
  private func isLabel(at start: Int, upTo end: Int) -> Bool {
    guard document.tokens[start].isCapitalized else { return false }
    let limit = min(end, start + HeadingTable.longestPhrase + 1)
    guard let colon = (start..<limit).first(where: { document.key($0) == ":" }) else {
      return false
    }
    return HeadingLexicon.exactKind(document.phraseWords(start..<colon)) != nil
  }

  /// A heading at the end of a piece, before the list that it announces.
  private func trailingHeading(of piece: JDPiece, after floor: Int?) -> Heading? {
    guard !piece.endsLine else { return nil }
    var end = piece.tokens.upperBound
    while end > piece.tokens.lowerBound, !document.tokens[end - 1].isWord { end -= 1 }
    var start = end
    let floor = max(floor ?? piece.tokens.lowerBound, end - 9)
    while start > floor {
      let token = document.tokens[start - 1]
      let isLinking = ["and", "of", "to", "for", "the", "in", "&", "/"].contains(token.key)
      guard isLinking || (token.isCapitalized && HeadingLexicon.isHeadingWord(token.key)) else {
        break
      }
      start -= 1
    }
    while start < end, !document.tokens[start].isCapitalized { start += 1 }
    guard start > piece.tokens.lowerBound, start < end else { return nil }
    let words = document.phraseWords(start..<end)
    let opensList =
      Self.strongWords.contains(words.first ?? "")
      && !Self.determiners.contains(document.key(start - 1))
    guard words.count > 1 || endsSentence(start - 1) || document.key(end) == ":" || opensList else {
      return nil
    }
    guard let kind = HeadingLexicon.exactKind(words) ?? HeadingLexicon.vocabularyKind(words) else {
      return nil
    }
    return Heading(kind: kind, tokens: start..<end, restStart: piece.tokens.upperBound)
  }

  private func endsSentence(_ index: Int) -> Bool {
    [".", "!", "?", ":", ";", "*", ")", "|"].contains(document.key(index))
      && document.tokens[index].kind == .mark
  }
}
