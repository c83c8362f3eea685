/// Titles in sentences: "looking for a tester who …", "as a tester, you will".
extension TitleRule {
  private static let seeking = PhraseTable<Bool>(
    JDWords.phrases(
      """
      looking for, looking out for, looking to hire, looking to recruit, looking to add, seeking
      hiring, seek, in search of, searching for, in need of, on the lookout for, requirement for
      requirement of, vacancy for, opening for, openings for, vacancies for, opportunity for
      opportunities for, need, needs, require, requires, recruiting, recruit, wanted, hire
      scouting for
      requirement for the post of, requirement for the role of, role of, position of, post of
      role for, position for, job of, opportunity as, role is for, serve as, role as
      opportunity to work as, join us as
      join our team as
      joining us as, work as, to work as, expanding our team with, welcome, looking at hiring, seeks
      in the role of, to the role of, hunting for, urgently looking for, looking forward for
      looking forward to hire, looking for the position of, exciting opportunity for, openings of
      on the hunt for, open for, you may be the, you might be the, you could be the
      job description below for, description below for, in the subject line, in subject line
      are looking, am looking, you to be, individual to be, person to be, position would be, to be our, to be the new, be our next, become our next
      become our new, to join us as, join us as, joining us as
      """
    ).map { ($0, true) })

  /// Words before "need", "require" and the like that make them verbs of the employer.
  private static let weakTriggers = JDWords.set(
    "need needs require requires hire welcome wanted work recruit seek")

  /// The title of a sentence that names who is sought; a sentence that tells the title in passing
  /// counts where there is none.
  ///
  /// - Parameter inOffers: looks in what the employer offers and vows, and nowhere else.
  func announced(inOffers: Bool = false) -> Title? {
    let scanner = TitleScanner(document: document)
    var weak: Title?
    for section in sections
    where inOffers == (section.kind == .benefits || section.kind == .equalOpportunity) {
      if let range = underHeading(section), let found = title(range) { return found }
      for piece in section.pieces {
        var index = piece.tokens.lowerBound
        while index < piece.tokens.upperBound {
          defer { index += 1 }
          if let match = Self.seeking.match(in: document, at: index, upTo: piece.tokens.upperBound)
          {
            let trigger = document.key(index)
            if Self.weakTriggers.contains(trigger),
              !isEmployer(index - 1, trigger, before: match.end),
              trigger != "wanted" || index > piece.tokens.lowerBound
            {
              continue
            }
            if document.key(index - 1) == "you", trigger != "join" { continue }
            if trigger == "are" || trigger == "am",
              Self.afterLooking.contains(document.key(match.end))
            {
              continue
            }
            let sentence = match.end..<sentenceEnd(from: match.end, in: piece.tokens)
            if let range = scanner.title(in: sentence), let found = title(range) {
              return found
            }
          } else if weak == nil, let range = roleStatement(at: index, in: piece.tokens) {
            weak = title(range)
          }
        }
      }
    }
    return weak
  }

  /// "We are looking for" on a line of its own, read as a heading: the title opens the next one.
  private func underHeading(_ section: JDSection) -> Range<Int>? {
    guard let heading = section.heading, let piece = section.pieces.first,
      heading.contains(where: { index in
        Self.seeking.match(in: document, at: index, upTo: heading.upperBound)?.end
          == heading.upperBound
      }),
      let found = TitleScanner(document: document).title(in: piece.tokens.prefix(10))
    else { return nil }
    return found.lowerBound <= piece.tokens.lowerBound + 2 ? found : nil
  }

  /// "We are looking Java developer" names who is sought; "are looking to", "at", "forward" do not.
  private static let afterLooking = JDWords.set("to at forward into like out good great")

  /// Nouns before "needs a", "requires an"; without the article those are "business needs".
  private static let employers = JDWords.set(
    """
    startup up firm agency studio bank employer customer team business organisation organization
    group department hospital school charity council
    """)

  private func isEmployer(_ index: Int, _ trigger: String, before end: Int) -> Bool {
    guard index >= 0 else { return false }
    let before = document.key(index)
    if trigger == "work" || trigger == "wanted" { return before == "to" }
    if Self.employers.contains(before), ["a", "an", "another"].contains(document.key(end)) {
      return true
    }
    return ["we", "us", "to", "client", "clients", "company", "also", "currently", "urgently"]
      .contains(before)
      || document.isBareWords
  }

  /// "As a tester, you", "this tester will", "the tester will be responsible", "the tester's role",
  /// and at the start of a piece "Software tester is responsible for", "A tester at Acme will".
  private func roleStatement(at index: Int, in range: Range<Int>) -> Range<Int>? {
    let key = document.key(index)
    let scanner = TitleScanner(document: document)
    if key == "you", document.key(index + 1) == "are",
      ["a", "an"].contains(document.key(index + 2))
    {
      let end = min(range.upperBound, index + 12)
      guard index + 3 < end, let found = scanner.title(in: (index + 3)..<end), found.count >= 2,
        ["who", "with", "that", "and", ".", ","].contains(document.key(found.upperBound))
      else { return nil }
      return found
    }
    if key == "as", index + 1 < range.upperBound, document.tokens[index + 1].isCapitalized,
      let found = scanner.title(in: index + 1..<min(range.upperBound, index + 10)),
      found.lowerBound == index + 1, document.key(found.upperBound) == ",",
      ["you", "we"].contains(document.key(found.upperBound + 1))
    {
      return found
    }
    if key == "as", ["a", "an", "the", "our", "permanent"].contains(document.key(index + 1)) {
      return asRole(at: index, in: range)
    }
    if index == range.lowerBound, document.tokens[index].isCapitalized,
      let found = scanner.title(in: index..<min(range.upperBound, index + 8)),
      found.lowerBound == index,
      found.count > 1 || !TitleLexicon.generalHeads.contains(document.key(index))
    {
      let next = document.key(found.upperBound)
      let after = document.key(found.upperBound + 1)
      let third = document.key(found.upperBound + 2)
      let isResponsible =
        next == "is" && after == "responsible"
        || next == "will" && after == "be" && third == "responsible"
      return isResponsible ? found : nil
    }
    if ["a", "an"].contains(key), index == range.lowerBound,
      let found = scanner.title(in: index + 1..<min(range.upperBound, index + 10)),
      found.lowerBound <= index + 2, isAtEmployer(found)
    {
      return found
    }
    if ["the", "this", "our"].contains(key),
      index == range.lowerBound || [".", ","].contains(document.key(index - 1))
    {
      if let found = inGenitive(after: index, in: range) { return found }
      guard let found = scanner.title(in: (index + 1)..<min(range.upperBound, index + 10)),
        found.lowerBound <= index + 3
      else { return nil }
      let next = document.key(found.upperBound)
      return Self.afterRole.contains(next) ? found : nil
    }
    return nil
  }

  /// "Join us as a tester", "as a tester, you will", from "as" on.
  private func asRole(at index: Int, in range: Range<Int>) -> Range<Int>? {
    let scanner = TitleScanner(document: document)
    let previous = document.key(index - 1)
    guard !["experience", "working", "worked", "exp"].contains(previous),
      index + 2 < range.upperBound
    else { return nil }
    if joins(index, floor: range.lowerBound),
      let found = scanner.title(in: (index + 2)..<min(range.upperBound, index + 12)),
      found.lowerBound <= index + 5
    {
      return found
    }
    let end = sentenceEnd(from: index + 2, in: range)
    guard let found = scanner.title(in: (index + 2)..<end).map({ upToComma($0, before: end) })
    else { return nil }
    let next = document.key(found.upperBound)
    let isDirect = [",", "you", "in", "at", "with", "on", "for", "within", ";"].contains(next)
    let isYou = document.tokens[index..<min(end, found.upperBound + 16)].contains {
      $0.key == "you" || $0.key == "you'll" || $0.key == "your" || $0.key == "you’ll"
    }
    return isDirect && isYou ? found : nil
  }

  /// Words after "the tester" that say that the tester is the one sought.
  private static let afterRole = JDWords.set(
    """
    will is role position shall at who would works should performs leads develops designs builds
    supports manages provides ensures 's ’s
    """)

  /// "As a Tester Brick Ovens, you": the title goes on in capitals up to the comma.
  private func upToComma(_ title: Range<Int>, before end: Int) -> Range<Int> {
    let rest = title.upperBound..<max(title.upperBound, min(end, title.upperBound + 4))
    let field = rest.prefix { document.tokens[$0].isWord && document.tokens[$0].isCapitalized }
    guard !field.isEmpty, document.tokens[title.upperBound - 1].isCapitalized,
      document.key(field.upperBound) == ",",
      ["you", "you'll", "we"].contains(document.key(field.upperBound + 1))
    else { return title }
    return title.lowerBound..<field.upperBound
  }

  /// "A tester at Brick Ovens will", "a tester at Acme is".
  private func isAtEmployer(_ title: Range<Int>) -> Bool {
    document.key(title.upperBound) == "at"
      && (2..<5).contains { ["will", "is"].contains(document.key(title.upperBound + $0)) }
  }

  /// "The oven tester's role involves": a title in the genitive.
  private func inGenitive(after index: Int, in range: Range<Int>) -> Range<Int>? {
    let words = index + 1..<min(range.upperBound, index + 8)
    guard let noun = words.first(where: { document.key($0).hasSuffix("'s") }),
      noun > words.lowerBound,
      TitleLexicon.heads.contains(String(document.key(noun).dropLast(2))),
      ["role", "job", "duties", "responsibility", "responsibilities"]
        .contains(document.key(noun + 1)),
      (words.lowerBound..<noun).allSatisfy({
        document.tokens[$0].isWord && !TitleLexicon.noise.contains(document.key($0))
      })
    else { return nil }
    return words.lowerBound..<noun + 1
  }

  /// Words before "as a tester" that make it the one sought: "join our team as a", "inviting you …
  /// as a", "on the lookout for talents … as a".
  private static let joining = JDWords.set(
    """
    join joining inviting hiring career opportunity recruiting lookout looking seeking searching
    """)

  /// How far before it they may stand, in tokens.
  private static let joiningDistance = 18

  private func joins(_ index: Int, floor: Int) -> Bool {
    let first = max(floor, index - Self.joiningDistance)
    for cursor in stride(from: index - 1, through: first, by: -1) {
      let key = document.key(cursor)
      if [".", "!", "?"].contains(key) { return false }
      if Self.joining.contains(key) { return true }
    }
    return false
  }

  func sentenceEnd(from index: Int, in range: Range<Int>) -> Int {
    var cursor = index
    while cursor < range.upperBound, cursor < index + 34 {
      let token = document.tokens[cursor]
      // "an experienced; committed developer": a semicolon close to the start ends nothing.
      let ends =
        [".", "!", "?"].contains(token.key) && !["sr", "jr"].contains(document.key(cursor - 1))
        || token.key == ";" && cursor > index + 3
      if ends, token.kind == .mark { return cursor }
      if token.kind == .bullet { return cursor }
      cursor += 1
    }
    return cursor
  }
}
