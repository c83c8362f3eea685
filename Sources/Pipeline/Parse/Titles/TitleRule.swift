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
      guard isTitle || mayBeTitle || section.kind == .terms && mayTellTitle(words, at: heading)
      else { continue }
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

  /// The place up to which "Contract" may stand before the title, in tokens.
  private static let firstTokens = 12

  /// "Positions: Tester" anywhere, "Contract: Tester" at the top.
  private func mayTellTitle(_ words: [String], at heading: Range<Int>) -> Bool {
    words == ["positions"]
      || heading.lowerBound < Self.firstTokens
        && [["contract"], ["full", "time"], ["part", "time"]].contains(words)
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

  func hasHead(_ range: Range<Int>) -> Bool {
    range.contains { TitleLexicon.isHead(at: $0, in: document) }
  }
}
