/// Finds headings: on lines of their own, before a colon, a dash or a tab
/// (`HeadingFinder+Labels.swift`), and inside long lines (`HeadingFinder+Inner.swift`).
struct HeadingFinder {
  let document: JDDocument

  struct Heading {
    var kind: SectionKind
    /// The words of the heading.
    var tokens: Range<Int>
    /// Where the text after it begins.
    var restStart: Int
  }

  // MARK: At the start of a piece

  /// The heading that a piece is, or begins with.
  func leadingHeading(of piece: JDPiece) -> Heading? {
    heading(at: piece).map { settled($0, upTo: piece.tokens.upperBound) }
  }

  /// "Vacancy: 5" counts the openings and names no title.
  func settled(_ heading: Heading, upTo end: Int) -> Heading {
    let value = heading.restStart..<max(heading.restStart, end)
    guard heading.kind == .title, document.key(heading.tokens.upperBound - 1) == "vacancy",
      let first = value.first(where: { document.tokens[$0].isSpoken }),
      document.tokens[first].kind == .number,
      !value.contains(where: { TitleLexicon.isHead(at: $0, in: document) })
    else { return heading }
    return Heading(kind: .terms, tokens: heading.tokens, restStart: heading.restStart)
  }

  private func heading(at piece: JDPiece) -> Heading? {
    let tokens = document.tokens
    var start = piece.tokens.lowerBound
    while start < piece.tokens.upperBound, !tokens[start].isSpoken { start += 1 }
    guard start < piece.tokens.upperBound, start - piece.tokens.lowerBound <= 12 else { return nil }
    let body = start..<piece.tokens.upperBound
    if let label = tabbedLabel(in: body) { return label }
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
    let asksIf = words.suffix(2).elementsEqual(["if", "you"])
    guard let last = asksIf ? "if" : words.last, words.count >= 3,
      !Set(words).isDisjoint(with: [
        "you", "someone", "candidate", "candidates", "applicant", "applicants",
      ])
    else { return false }
    return ["have", "has", "possess", "bring", "if", "must", "should", "are"].contains(last)
      || last == "be" && (words.contains("must") || words.contains("should"))
      || words.contains("have") && !Set(words).isDisjoint(with: ["experience", "skills"])
  }

  /// "You might be a good fit if", "You will love it here if you".
  private static func endsInCondition(_ words: [String]) -> Bool {
    words.last == "if" || words.suffix(2).elementsEqual(["if", "you"])
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
    if isAlone, isPlain, Self.endsInCondition(words), announcesRequirements(words) {
      return heading(.requirements)
    }
    guard isAlone, isPlain, !endsInStop else { return nil }
    let first = document.tokens[label.lowerBound]
    guard first.isCapitalized else { return nil }
    if words.count <= 6, let kind = HeadingLexicon.vocabularyKind(words) { return heading(kind) }
    if let kind = questionKind(words, label: label) { return heading(kind) }
    let isShouted = label.allSatisfy { index in
      let token = document.tokens[index]
      return !token.isWord || token.isAllCapitals
    }
    if isShouted, words.count <= 8, !label.contains(where: { document.tokens[$0].kind == .number }),
      let kind = HeadingLexicon.headKind(words)
    {
      return heading(kind)
    }
    if words.count <= 9, asksFor(words) { return heading(.requirements) }
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

  /// "Required qualifications to be successful in this role", and not "Basic skills in Excel".
  private func asksFor(_ words: [String]) -> Bool {
    guard
      ["required", "desired", "preferred", "minimum", "basic", "mandatory", "essential"]
        .contains(words[0]),
      let head = words.prefix(3).firstIndex(where: {
        HeadingLexicon.headWords[$0] == .requirements && $0 != words[0]
      })
    else { return false }
    return head + 1 == words.count || ["to", "for", "you", "and"].contains(words[head + 1])
  }

  /// Kinds whose headings of several words count even behind a bullet.
  private static let listed: Set<SectionKind> = [
    .responsibilities, .requirements, .company, .benefits, .education, .application,
  ]

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

  /// The range without marks at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, !document.tokens[lower].isSpoken { lower += 1 }
    while upper > lower, !document.tokens[upper - 1].isSpoken { upper -= 1 }
    return lower..<upper
  }
}
