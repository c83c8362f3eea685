/// Finds the title of the job.
///
/// In this order: a labelled title ("Role - Tester"), a line at the top that is a title, a sentence
/// that names who is sought ("looking for a tester who …"), "as a tester, you will", a title before
/// "Responsibilities" in a heading, and last "proven experience as a tester".
struct TitleRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Title: Sendable {
    var tokens: Range<Int>
    var text: String
  }

  func title() -> Title? {
    if document.isBareWords {
      return BareWordTitle(document: document).title().flatMap { title($0) }
    }
    return labelled(isSummary: false) ?? topLine(pieces: 1) ?? labelled(isSummary: true)
      ?? topLine(pieces: Self.topPieces) ?? unmarkedLabel() ?? announced() ?? headed()
      ?? impliedByExperience()
  }

  private func title(_ range: Range<Int>) -> Title? {
    var range = range
    if let first = range.first, document.key(first) == "(" { range = first + 1..<range.upperBound }
    guard !range.isEmpty else { return nil }
    let text = JDWords.split(document.string(range)).joined(separator: " ")
    return text.isEmpty ? nil : Title(tokens: range, text: text)
  }

  // MARK: Labels

  private static let summaryLabels = JDWords.set(
    "role position profile designation title post job description summary")

  private func labelled(isSummary: Bool) -> Title? {
    for section in sections {
      guard let heading = section.heading, let piece = section.pieces.first else { continue }
      let isTitle = section.kind == .title
      let words = document.phraseWords(heading)
      let mayBeTitle =
        section.kind == .roleSummary && words.allSatisfy(Self.summaryLabels.contains)
        && (section.isInline || piece.tokens.count <= 8)
      guard isSummary != isTitle else { continue }
      guard isTitle || mayBeTitle || (section.kind == .terms && words == ["positions"]) else {
        continue
      }
      var range = TitleCleaning(document: document).titleLine(piece.tokens, isLabelled: isTitle)
      let opensWithNumber = range.first.map { document.tokens[$0].kind == .number } ?? false
      if range.count > 12 || opensWithNumber { range = range.lowerBound..<range.lowerBound }
      if !range.isEmpty, isTitle || hasHead(range) && isTitleLine(range, ofLine: piece.tokens),
        isTitle || range.upperBound + 4 >= piece.tokens.upperBound
          || document.tokens[range.upperBound].kind == .mark
      {
        return title(range)
      }
      if isTitle, let found = TitleScanner(document: document).title(in: piece.tokens) {
        return title(found)
      }
    }
    return nil
  }

  /// "Designation Tester" on a line of its own, with no mark between.
  private func unmarkedLabel() -> Title? {
    for piece in document.pieces
    where piece.startsLine && piece.tokens.count <= 8
      && document.key(piece.tokens.lowerBound) == "designation"
    {
      let range = TitleCleaning(document: document).titleLine(piece.tokens, isLabelled: false)
      if !range.isEmpty { return title(range) }
    }
    return nil
  }

  private func hasHead(_ range: Range<Int>) -> Bool {
    document.tokens[range].contains { TitleLexicon.heads.contains($0.key) }
  }

  // MARK: Lines

  /// How many pieces at the top may be the title line.
  private static let topPieces = 6

  private func topLine(pieces: Int) -> Title? {
    var seen = 0
    for section in sections {
      guard
        [.opening, .roleSummary, .title, .location, .company, .experience].contains(section.kind)
      else {
        return nil
      }
      for piece in section.pieces {
        seen += 1
        if seen > pieces { return nil }
        guard piece.startsLine, !piece.isItem || seen <= 1 else { continue }
        let range = TitleCleaning(document: document).titleLine(piece.tokens, isLabelled: false)
        if !range.isEmpty, isTitleLine(range, ofLine: piece.tokens) { return title(range) }
      }
    }
    return nil
  }

  /// Words that no title line holds.
  private static let foreign = JDWords.set(
    "looking hiring seeking searching knowledge exposure experience requires years ability")

  private func isTitleLine(_ range: Range<Int>, ofLine line: Range<Int>) -> Bool {
    let words = document.tokens[range].filter(\.isSpoken)
    guard (1...9).contains(words.count), let first = words.first, hasHead(range),
      line.count <= 26 || isDescribed(range, in: line)
    else { return false }
    guard !words.contains(where: { Self.foreign.contains($0.key) }),
      words.count > 1 || document.key(range.upperBound) != ":"
    else { return false }
    let heads = words.filter { TitleLexicon.heads.contains($0.key) }
    if heads.allSatisfy({ TitleLexicon.generalHeads.contains($0.key) }),
      line.count > range.count + 4
    {
      return false
    }
    guard words.count > 1 || !TitleLexicon.generalHeads.contains(first.key),
      !TitleLexicon.generalHeads.contains(first.key) || heads.count > 1
        || ["head", "director", "manager", "lead", "associate"].contains(first.key)
    else { return false }
    guard first.isCapitalized || first.kind == .word && first.key.hasPrefix("i") || words.count <= 4
    else { return false }
    guard !TitleLexicon.sentenceOpeners.contains(first.key),
      !DutyLexicon.beginsWithDuty(words.map(\.key)) || words.count <= 3
    else { return false }
    if document.key(line.upperBound - 1) == ".", words.count > 5 { return false }
    if line.contains(where: { document.key($0) == ":" && document.tokens[$0].kind == .mark }),
      words.count > 6
    {
      return false
    }
    let small = words.filter { !$0.isCapitalized && $0.kind == .word }
    let linking: Set<String> = ["of", "and", "in", "for", "to", "or", "the", "on", "with", "ios"]
    let loose = small.filter { !linking.contains($0.key) }
    return loose.count <= max(1, words.count / 2) || words.count <= 4
  }

  /// "DevOps Engineer, specializing in …": a long line that begins with a title in capitals.
  private func isDescribed(_ range: Range<Int>, in line: Range<Int>) -> Bool {
    range.count >= 2 && range.lowerBound == line.lowerBound
      && document.tokens[range].allSatisfy { !$0.isWord || $0.isCapitalized }
      && [",", "-", "–", "with", "who", "("].contains(document.key(range.upperBound))
  }

  // MARK: Sentences

  private static let seeking = PhraseTable<Bool>(
    JDWords.phrases(
      """
      looking for, looking out for, looking to hire, looking to recruit, looking to add, seeking
      hiring, in search of, searching for, in need of, on the lookout for, requirement for
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
      """
    ).map { ($0, true) })

  /// Words before "need", "require" and the like that make them verbs of the employer.
  private static let weakTriggers = JDWords.set(
    "need needs require requires hire welcome wanted work recruit")

  private func announced() -> Title? {
    let scanner = TitleScanner(document: document)
    var weak: Title?
    for section in sections where section.kind != .benefits && section.kind != .equalOpportunity {
      for piece in section.pieces {
        var index = piece.tokens.lowerBound
        while index < piece.tokens.upperBound {
          defer { index += 1 }
          if let match = Self.seeking.match(in: document, at: index, upTo: piece.tokens.upperBound)
          {
            let trigger = document.key(index)
            if Self.weakTriggers.contains(trigger), !isEmployer(index - 1, trigger) { continue }
            if document.key(index - 1) == "you", trigger != "join" { continue }
            let end = sentenceEnd(from: match.end, in: piece.tokens)
            if let range = scanner.title(in: match.end..<end), let found = title(range) {
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

  private func isEmployer(_ index: Int, _ trigger: String) -> Bool {
    guard index >= 0 else { return false }
    let before = document.key(index)
    if trigger == "work" || trigger == "wanted" { return before == "to" }
    return ["we", "us", "to", "client", "clients", "company", "also", "currently", "urgently"]
      .contains(before)
      || document.isBareWords
  }

  /// "As a tester, you", "this tester will", "the tester will be responsible".
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
    if key == "as", ["a", "an", "the", "our", "permanent"].contains(document.key(index + 1)) {
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
      guard let found = scanner.title(in: (index + 2)..<end) else { return nil }
      let next = document.key(found.upperBound)
      let isDirect = [",", "you", "in", "at", "with", "on", "for", "within", ";"].contains(next)
      let isYou = document.tokens[index..<min(end, found.upperBound + 16)].contains {
        $0.key == "you" || $0.key == "you'll" || $0.key == "your" || $0.key == "you’ll"
      }
      return isDirect && isYou ? found : nil
    }
    if ["the", "this", "our"].contains(key),
      index == range.lowerBound || document.key(index - 1) == "."
    {
      guard let found = scanner.title(in: (index + 1)..<min(range.upperBound, index + 10)),
        found.lowerBound <= index + 3
      else { return nil }
      let next = document.key(found.upperBound)
      guard
        ["will", "is", "role", "position", "shall", "at", "who", "would", "works", "should"]
          .contains(next)
      else { return nil }
      return found
    }
    return nil
  }

  /// "join our team as a", "inviting you … as a".
  private func joins(_ index: Int, floor: Int) -> Bool {
    for cursor in stride(from: index - 1, through: max(floor, index - 12), by: -1) {
      let key = document.key(cursor)
      if [".", "!", "?"].contains(key) { return false }
      if ["join", "joining", "inviting", "hiring", "career", "opportunity", "recruiting"].contains(
        key)
      {
        return true
      }
    }
    return false
  }

  private func sentenceEnd(from index: Int, in range: Range<Int>) -> Int {
    var cursor = index
    while cursor < range.upperBound, cursor < index + 34 {
      let token = document.tokens[cursor]
      if [".", "!", "?", ";"].contains(token.key), token.kind == .mark { return cursor }
      if token.kind == .bullet { return cursor }
      cursor += 1
    }
    return cursor
  }

  // MARK: Weaker evidence

  /// "WordPress Developer responsibilities" as a heading.
  private func headed() -> Title? {
    let scanner = TitleScanner(document: document)
    for section in sections where section.kind == .responsibilities || section.kind == .requirements
    {
      guard let heading = section.heading, heading.count >= 2,
        let range = scanner.title(in: heading)
      else { continue }
      let words = document.tokens[range].filter(\.isSpoken)
      if words.count >= 2, words[0].isCapitalized { return title(range) }
    }
    return nil
  }

  private func impliedByExperience() -> Title? {
    let scanner = TitleScanner(document: document)
    for piece in document.pieces {
      for index in piece.tokens where document.key(index) == "as" {
        guard
          ["experience", "worked", "working", "exp", "years", "year"].contains(
            document.key(index - 1)),
          !["well", "such", "per"].contains(document.key(index + 1))
        else { continue }
        let start = min(index + 1, piece.tokens.upperBound)
        let end = sentenceEnd(from: start, in: piece.tokens)
        if let range = scanner.title(in: start..<min(end, start + 12)), range.count >= 2 {
          return title(range)
        }
      }
    }
    return nil
  }
}
