/// Finds the title of the job.
///
/// In this order: a labelled title ("Role - Tester"), a line at the top that is a title, a sentence
/// that names who is sought ("looking for a tester who …"), "as a tester, you will", a title before
/// "Responsibilities" in a heading, a sentence in what the employer offers, "proven experience as a
/// tester", the years in "Tester: 2 years", the subject line of letters, a line of its own further
/// down, and last what stands among the skills.
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
    let stated =
      labelled(isSummary: false) ?? topLine(pieces: 1)
      ?? labelled(isSummary: true, before: Self.topTokens) ?? topLine(pieces: Self.topPieces)
      ?? unmarkedLabel()
    let told = stated ?? announced() ?? labelled(isSummary: true) ?? headed()
    let implied = told ?? announced(inOffers: true) ?? impliedByExperience() ?? ofYears()
    let found = implied ?? subjectLine() ?? loneLine() ?? amongSkills()
    return found.flatMap { isPerson($0) ? singular($0) ?? $0 : nil }
  }

  /// A label such as "Role" is the title's where it stands among the first tokens; further down it
  /// is often a field of a job board's form, and weaker than a sentence that names who is sought.
  private static let topTokens = 120

  /// "engineers" alone names nobody.
  private func isPerson(_ title: Title) -> Bool {
    guard title.tokens.count == 1, let index = title.tokens.first else { return true }
    let token = document.tokens[index]
    return token.isCapitalized || !token.key.hasSuffix("s")
      || !TitleLexicon.heads.contains(String(token.key.dropLast()))
  }

  /// The place where the text names one "Java Developer", where the title found is "Java
  /// Developers".
  private func singular(_ title: Title) -> Title? {
    let words = title.tokens.map { document.key($0) }
    guard let last = words.last, last.hasSuffix("s"),
      TitleLexicon.heads.contains(String(last.dropLast()))
    else { return nil }
    let wanted = words.dropLast() + [String(last.dropLast())]
    let first = wanted[0]
    for index in document.tokens.indices
    where document.key(index) == first && index + wanted.count <= document.tokens.count
      && wanted.indices.allSatisfy({ document.key(index + $0) == wanted[$0] })
      && document.tokens[index].isCapitalized
        == document.tokens[title.tokens.lowerBound]
        .isCapitalized
    {
      return self.title(index..<index + wanted.count)
    }
    return nil
  }

  func title(_ range: Range<Int>) -> Title? {
    var range = withoutLooseBrackets(range)
    // The employer's step ("Tester II") is no part of what the job is called.
    while range.count > 1, let last = range.last, isStep(last) {
      range = range.lowerBound..<last
    }
    guard !range.isEmpty else { return nil }
    var text = JDWords.split(document.string(range)).joined(separator: " ")
    // "The tester's role".
    if text.hasSuffix("'s") || text.hasSuffix("’s") { text.removeLast(2) }
    return text.isEmpty ? nil : Title(tokens: range, text: text)
  }

  /// Without a bracket that has no counterpart, and without a pair around the whole.
  private func withoutLooseBrackets(_ range: Range<Int>) -> Range<Int> {
    var openings: [Int] = []
    for index in range {
      switch document.key(index) {
      case "(", "[": openings.append(index)
      case ")", "]":
        guard let opening = openings.popLast() else {
          let rest = index + 1..<range.upperBound
          let isInRest = index == range.lowerBound || hasHead(rest)
          return isInRest ? withoutLooseBrackets(rest) : range.lowerBound..<index
        }
        if opening == range.lowerBound, index + 1 == range.upperBound {
          return withoutLooseBrackets(opening + 1..<index)
        }
      default: break
      }
    }
    return openings.first == range.lowerBound
      ? withoutLooseBrackets(range.lowerBound + 1..<range.upperBound) : range
  }

  private func isStep(_ index: Int) -> Bool {
    let token = document.tokens[index]
    return TitleLexicon.steps.contains(token.key)
      && (document.isBareWords || token.isAllCapitals || token.kind == .number)
  }

  // MARK: Labels

  private static let summaryLabels = JDWords.set(
    "role position profile designation title post job description summary")

  private func labelled(isSummary: Bool, before limit: Int = .max) -> Title? {
    for section in sections {
      guard let heading = section.heading, let piece = section.pieces.first,
        heading.lowerBound < limit
      else { continue }
      let isTitle = section.kind == .title
      let words = document.phraseWords(heading)
      let mayBeTitle =
        (section.kind == .roleSummary || words == ["profile"])
        && words.allSatisfy(Self.summaryLabels.contains)
        && (section.isInline || piece.tokens.count <= 8)
      guard isSummary != isTitle else { continue }
      guard isTitle || mayBeTitle || (section.kind == .terms && words == ["positions"]) else {
        continue
      }
      var range = TitleCleaning(document: document).titleLine(piece.tokens, isLabelled: isTitle)
      let opensWithNumber = range.first.map { document.tokens[$0].kind == .number } ?? false
      // "Role: Developer" in a form, without a word of the work.
      let isVague = isSummary && heading.lowerBound >= Self.topTokens && range.count == 1
      if range.count > 12 || opensWithNumber || isVague {
        range = range.lowerBound..<range.lowerBound
      }
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
    range.contains { TitleLexicon.isHead(at: $0, in: document) }
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
        if !range.isEmpty, isTitleLine(range, ofLine: piece.tokens) {
          let whole = TitleCleaning(document: document).withNextLine(range, of: piece.tokens)
          return title(whole)
        }
      }
    }
    return nil
  }

  /// Words that no title line holds.
  private static let foreign = JDWords.set(
    "looking hiring seeking searching knowledge exposure experience requires years ability")

  func isTitleLine(_ range: Range<Int>, ofLine line: Range<Int>) -> Bool {
    let words = document.tokens[range].filter(\.isSpoken)
    guard (1...9).contains(words.count), let first = words.first, hasHead(range),
      line.count <= 26 || isDescribed(range, in: line)
    else { return false }
    // "Recruiter: Ann Oven" is a field of a form.
    guard !words.contains(where: { Self.foreign.contains($0.key) }),
      document.key(range.lowerBound + 1) != ":"
    else { return false }
    guard !TitleLexicon.isUnspecific(range, in: document), !isSentence(range, in: line) else {
      return false
    }
    let heads = range.filter { TitleLexicon.isHead(at: $0, in: document) }
    if heads.allSatisfy({ TitleLexicon.generalHeads.contains(document.key($0)) }),
      line.count > range.count + 4, !isSought(range, in: line)
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
      !DutyLexicon.beginsWithDuty(words.map(\.key)) || words.count <= 3 || isNamed(range)
    else { return false }
    if document.key(line.upperBound - 1) == ".", words.count > 5, !isSought(range, in: line) {
      return false
    }
    if line.contains(where: { document.key($0) == ":" && document.tokens[$0].kind == .mark }),
      words.count > 6
    {
      return false
    }
    let small = words.filter { !$0.isCapitalized && $0.kind == .word }
    let linking: Set<String> = ["of", "and", "in", "for", "to", "or", "the", "on", "with", "ios"]
    let loose = small.filter { !linking.contains($0.key) }
    return loose.count <= max(1, words.count / 2)
      || words.count <= (isDescribed(range, in: line) ? 5 : 4)
  }

  /// "DevOps Engineer, specializing in …", "Sales Manager. Leads …": a long line that begins with a
  /// title in capitals, or with who is sought.
  private func isDescribed(_ range: Range<Int>, in line: Range<Int>) -> Bool {
    guard range.count >= 2, range.lowerBound == line.lowerBound else { return false }
    return isSought(range, in: line)
      || [".", ",", "-", "–", "(", "?", "|"].contains(document.key(range.upperBound))
        && document.tokens[range].allSatisfy {
          !$0.isWord || TitleLexicon.isNamed($0) || ["of", "and"].contains($0.key)
        }
  }

  /// "Tide analyst who …", "Tide analyst role with …": a line that begins with who is sought.
  private func isSought(_ range: Range<Int>, in line: Range<Int>) -> Bool {
    range.count >= 2 && range.lowerBound == line.lowerBound
      && document.tokens[range.lowerBound].isCapitalized
      && ["with", "who", "required", "needed", "wanted", "role", "position"]
        .contains(document.key(range.upperBound))
  }

  /// "The ideal tester will": a sentence, weaker than one that names who is sought.
  private func isSentence(_ range: Range<Int>, in line: Range<Int>) -> Bool {
    document.key(line.lowerBound) == "the"
      && ["will", "should", "must"].contains(document.key(range.upperBound))
  }

  /// Whether all words have capitals, up to the noun of a title at the end.
  private func isNamed(_ range: Range<Int>) -> Bool {
    document.tokens[range].allSatisfy { !$0.isWord || TitleLexicon.isNamed($0) }
      && TitleLexicon.isHead(at: range.upperBound - 1, in: document)
  }
}
