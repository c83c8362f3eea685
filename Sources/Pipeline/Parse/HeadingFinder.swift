/// Finds headings: on lines of their own, before a colon, and inside long lines.
struct HeadingFinder {
  let document: JDDocument

  struct Heading {
    var kind: SectionKind
    /// The words of the heading.
    var tokens: Range<Int>
    /// Where the text after it begins.
    var restStart: Int
  }

  private static let longLine = 45

  // MARK: At the start of a piece

  /// The heading that a piece is, or begins with.
  func leadingHeading(of piece: JDPiece) -> Heading? {
    let tokens = document.tokens
    var start = piece.tokens.lowerBound
    while start < piece.tokens.upperBound, !tokens[start].isSpoken { start += 1 }
    guard start < piece.tokens.upperBound, start - piece.tokens.lowerBound <= 12 else { return nil }
    let body = start..<piece.tokens.upperBound
    if let colon = separatingColon(in: body) {
      let label = trimmed(start..<colon)
      if let kind = kind(ofLabel: label, isItem: piece.isItem) {
        return Heading(kind: kind, tokens: label, restStart: colon + 1)
      }
    }
    if let heading = wholeHeading(piece, body: body) { return heading }
    return dashedLabel(in: body)
  }

  private func separatingColon(in body: Range<Int>) -> Int? {
    let limit = min(body.upperBound, body.lowerBound + 18)
    for index in body.lowerBound..<limit {
      let token = document.tokens[index]
      if token.key == ":" || token.key == "：" {
        let isTime =
          index > body.lowerBound && document.tokens[index - 1].kind == .number
          && index + 1 < body.upperBound && document.tokens[index + 1].kind == .number
          && !document.tokens[index + 1].hasSpaceBefore
        return isTime ? nil : index
      }
      if token.key == "." || token.key == "!" { return nil }
    }
    return nil
  }

  private func kind(ofLabel label: Range<Int>, isItem: Bool) -> SectionKind? {
    let words = HeadingLexicon.corrected(document.phraseWords(label))
    guard !words.isEmpty, words.count <= 14 else { return nil }
    if let kind = HeadingLexicon.exactKind(words) ?? HeadingLexicon.vocabularyKind(words) {
      return kind
    }
    if let kind = questionKind(words, label: label) { return kind }
    if announcesDuties(words) { return .responsibilities }
    if announcesRequirements(words) { return .requirements }
    guard words.count <= 9, !DutyLexicon.beginsWithDuty(words), !isItem else { return nil }
    return HeadingLexicon.headKind(words)
  }

  /// "As a tester, you will", "The developer will be responsible for".
  private func announcesDuties(_ words: [String]) -> Bool {
    var words = words
    while let last = words.last,
      ["the", "following", "as", "follows", "below", "these"].contains(last)
    {
      words.removeLast()
    }
    let ending = words.suffix(3).joined(separator: " ")
    return ["you will", "you will be", "will be responsible", "will be", "will include", "include"]
      .contains { ending.hasSuffix($0) }
      && (words.contains("you") || words.contains("responsible")
        || HeadingLexicon.headKind(words) == .responsibilities)
      || ending.hasSuffix("responsible for") || ending.hasSuffix("duties are")
      || ending.hasSuffix("responsibilities are") || ending.hasSuffix("expected to")
  }

  /// "You should apply if you have", "We need someone who has", "The ideal candidate must have".
  private func announcesRequirements(_ words: [String]) -> Bool {
    guard let last = words.last, words.count >= 3,
      !Set(words).isDisjoint(with: [
        "you", "someone", "candidate", "candidates", "applicant", "applicants",
      ])
    else { return false }
    return ["have", "has", "possess", "bring", "if", "must", "should", "are"].contains(last)
      || words.contains("have") && !Set(words).isDisjoint(with: ["experience", "skills"])
  }

  private func wholeHeading(_ piece: JDPiece, body: Range<Int>) -> Heading? {
    guard body.count <= 22 else { return nil }
    let label = trimmed(body)
    guard !label.isEmpty else { return nil }
    let words = HeadingLexicon.corrected(document.phraseWords(label))
    guard !words.isEmpty, words.count <= 10 else { return nil }
    let endsInStop = document.key(body.upperBound - 1) == "."
    let heading = { (kind: SectionKind) in
      Heading(kind: kind, tokens: label, restStart: piece.tokens.upperBound)
    }
    let isStarred = piece.bullet.map { document.key($0) == "*" } ?? false
    let isPlain = !piece.isItem || isStarred
    let isAlone = piece.startsLine && piece.endsLine
    if let kind = HeadingLexicon.exactKind(words),
      isPlain || words.count > 1 && (!isAlone || piece.isNumbered || Self.listed.contains(kind)),
      isAlone || words.count > 1 || !endsInStop
    {
      let isWritten = document.tokens[label.lowerBound].isCapitalized || document.isBareWords
      return isWritten || words.count > 1 ? heading(kind) : nil
    }
    if isAlone, isPlain, let last = words.last,
      ["will", "be", "include", "for", "to"].contains(last),
      announcesDuties(words)
    {
      return heading(.responsibilities)
    }
    guard isAlone, isPlain, !endsInStop else { return nil }
    let first = document.tokens[label.lowerBound]
    guard first.isCapitalized else { return nil }
    if words.count <= 6, let kind = HeadingLexicon.vocabularyKind(words) { return heading(kind) }
    if let kind = questionKind(words, label: label) { return heading(kind) }
    let isNamed = label.allSatisfy { index in
      let token = document.tokens[index]
      return !token.isWord || token.isCapitalized || token.key.utf8.count <= 3
    }
    if isNamed, words.count <= 7, let last = words.last, !DutyLexicon.beginsWithDuty(words),
      [
        "responsibilities", "responsibility", "duties", "requirements", "qualifications",
        "benefits", "perks",
      ].contains(last)
    {
      return HeadingLexicon.headWords[last].map(heading)
    }
    return nil
  }

  /// Kinds whose headings of several words count even behind a bullet.
  private static let listed: Set<SectionKind> = [
    .responsibilities, .requirements, .company, .benefits, .education, .application,
  ]

  private static let determiners = JDWords.set("the our your a an of and for with their these key")

  /// Headings that are questions or half sentences: "What you'll love", "About Acme", "Why Acme".
  private func questionKind(_ words: [String], label: Range<Int>) -> SectionKind? {
    guard words.count >= 2, words.count <= 9 else { return nil }
    let opening = words.prefix(3).joined(separator: " ")
    let text = Set(words)
    switch words[0] {
    case "what":
      if opening == "what we do" || opening == "what we are" && !text.contains("looking") {
        return .company
      }
      guard text.contains("you") || text.contains("your") || text.contains("looking") else {
        return nil
      }
      let isAboutDoing = text.contains("do") && (text.contains("get") || text.contains("will"))
      if isAboutDoing, !text.contains("offer"), !text.contains("why") { return .responsibilities }
      if !text.isDisjoint(with: [
        "offer", "get", "love", "expect", "enjoy", "learn", "gain", "give", "provide",
      ]) {
        return .benefits
      }
      if !text.isDisjoint(
        with: ["need", "bring", "have", "know", "must", "looking", "take", "takes", "succeed"])
      {
        return .requirements
      }
      let isAsked = !text.isDisjoint(
        with: [
          "do", "doing", "work", "working", "own", "build", "be", "role", "responsible", "achieve",
          "day",
          "deliver", "job", "involves", "contribute", "handle", "accomplish",
        ])
      return isAsked && !text.contains("questions") ? .responsibilities : nil
    case "who":
      return text.contains("you") || text.contains("looking") ? .requirements : .company
    case "why": return .benefits
    case "life": return words[1] == "at" ? .benefits : nil
    case "about":
      let subject = document.tokens[min(label.lowerBound + 1, label.upperBound - 1)]
      guard subject.isCapitalized, words.count <= 6 else { return nil }
      if text.contains("role") || text.contains("job") || text.contains("position") {
        return .roleSummary
      }
      return text.contains("you") ? .requirements : .company
    case "how": return text.contains("apply") ? .application : nil
    default: return nil
    }
  }

  /// "Location - Pune", "Role -  Tester": a known label before a hyphen.
  private func dashedLabel(in body: Range<Int>) -> Heading? {
    let limit = min(body.upperBound - 1, body.lowerBound + 6)
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

  // MARK: Inside a piece

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
        headings.append(heading)
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
      if best.count == 1, !isFresh, !Self.strongWords.contains(words[0]), !best.kind.isField {
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

  /// The range without marks at its ends.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, !document.tokens[lower].isSpoken { lower += 1 }
    while upper > lower, !document.tokens[upper - 1].isSpoken { upper -= 1 }
    return lower..<upper
  }
}
