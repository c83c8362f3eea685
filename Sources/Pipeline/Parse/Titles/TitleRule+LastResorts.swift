/// Titles that no sentence and no line at the top tells: as a subject line, on a line of their own,
/// among the skills.
extension TitleRule {
  /// The longest quotation that is looked at, in tokens.
  private static let longestQuotation = 8

  /// "Put “Kiln Tester” in the subject line": what the employer calls the opening.
  func subjectLine() -> Title? {
    let scanner = TitleScanner(document: document)
    for piece in document.pieces {
      let start = piece.tokens.lowerBound
      for index in piece.tokens
      where document.key(index) == "subject" && document.key(index + 1) == "line" {
        var closing = index - 1
        while closing > start,
          ["the", "in", "as", "your", "email", "mail"].contains(document.key(closing))
        {
          closing -= 1
        }
        guard closing > start, ["\"", "”"].contains(document.key(closing)) else { continue }
        let before = max(start, closing - Self.longestQuotation)..<closing
        guard let opening = before.last(where: { ["\"", "“"].contains(document.key($0)) }),
          opening + 1 < closing
        else { continue }
        let quoted = opening + 1..<closing
        if scanner.title(in: quoted) == quoted { return title(quoted) }
      }
    }
    return nil
  }

  /// Sections in which a line that is a title and no more tells the job's.
  private static let told: Set<SectionKind> = [
    .opening, .roleSummary, .responsibilities, .title, .location, .company, .experience,
  ]

  /// A line below the top that is a title and nothing else.
  func loneLine() -> Title? {
    for section in sections where Self.told.contains(section.kind) {
      for piece in section.pieces where piece.startsLine && piece.endsLine {
        let line = piece.tokens
        let range = TitleCleaning(document: document).titleLine(line, isLabelled: false)
        guard range.upperBound + 1 >= line.upperBound, range.lowerBound <= line.lowerBound + 3,
          isWhole(range), isTitleLine(range, ofLine: line)
        else { continue }
        return title(range)
      }
    }
    return nil
  }

  /// "Skills: Java, Oven Tester, Baking": job boards list the title among the skills.
  func amongSkills() -> Title? {
    let scanner = TitleScanner(document: document)
    for section in sections where section.kind == .requirements && section.isInline {
      guard let heading = section.heading, let line = section.pieces.first?.tokens,
        ["skill", "skills", "keyskills"].contains(document.key(heading.upperBound - 1))
      else { continue }
      for words in line.split(whereSeparator: { [",", "|", ";"].contains(document.key($0)) })
      where words.count <= 5 && isWhole(words) && scanner.title(in: words) == words {
        return title(words)
      }
    }
    return nil
  }

  /// Several words, the first with a capital, that end in a noun of one person which tells the work.
  private func isWhole(_ range: Range<Int>) -> Bool {
    guard range.count >= 2, let first = range.first, let last = range.last else { return false }
    let noun = document.key(last)
    return TitleLexicon.isNamed(document.tokens[first])
      && TitleLexicon.isHead(at: last, in: document)
      && !TitleLexicon.generalHeads.contains(noun)
      && !(noun.hasSuffix("s") && TitleLexicon.heads.contains(String(noun.dropLast())))
  }
}
