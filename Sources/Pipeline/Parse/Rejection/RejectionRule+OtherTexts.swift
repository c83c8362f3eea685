/// Texts that speak of work and are no job description: policies, documentation of software,
/// messages to applicants, encyclopaedias and news.
extension RejectionRule {
  /// The kind of such a text, told by several of its marks where no heading is that of a job.
  func otherText(_ words: [String], _ evidence: Evidence) -> OtherTextTable.Kind? {
    let marks = Set(OtherTextTable.marks.values(in: words)).union(documentationLines())
    func count(_ kind: OtherTextTable.Kind) -> Int { marks.count(where: { $0.kind == kind }) }
    let headings = Set(sections.lazy.filter { $0.heading != nil }.map(\.kind))
    if count(.documentation) >= 3, !(evidence.hasTitle && evidence.hasDuties),
      !evidence.hasExperience, !headings.contains(.responsibilities),
      !headings.contains(.roleSummary), !offersJob(words)
    {
      return .documentation
    }
    guard headings.isDisjoint(with: Self.jobHeadings) else { return nil }
    if count(.policy) >= 3, !evidence.hasTitle, !evidence.hasExperience, !offersJob(words) {
      return .policy
    }
    let isGreeting = greets(words) && !evidence.hasExperience && !offersJob(words)
    if count(.message) >= (isGreeting ? 1 : 2) { return .message }
    if !evidence.hasExperience, !words.contains(where: Self.readerWords.contains) {
      let explanations = count(.encyclopaedia) + (beginsWithDefinition() ? 1 : 0)
      if explanations >= (evidence.hasDuties ? 2 : 1) { return .encyclopaedia }
    }
    if count(.news) >= 3, !words.contains(where: Self.applicantWords.contains) { return .news }
    return nil
  }

  private static let jobHeadings: Set<SectionKind> = [
    .responsibilities, .requirements, .roleSummary, .experience,
  ]

  /// Words to or of an applicant; news quote employers who say "we".
  private static let applicantWords = readerWords.subtracting(
    JDWords.set("we our we'll we're we've hiring"))

  private func offersJob(_ words: [String]) -> Bool {
    !OtherTextTable.offers.values(in: words).isEmpty
  }

  /// Whether the text opens as a letter; recruiters' letters with a job in them do so, too.
  private func greets(_ words: [String]) -> Bool {
    words.prefix(12).contains { ["dear", "hi", "hello"].contains($0) }
  }

  private func documentationLines() -> [OtherTextTable.Mark] {
    document.lines.prefix(Self.mostLines).compactMap { line in
      guard line.tokens.count <= 8 else { return nil }
      let text = document.tokens[line.tokens].lazy.filter(\.isWord).map(\.key)
        .joined(separator: " ")
      return OtherTextTable.documentationLines.contains(text)
        ? OtherTextTable.Mark(kind: .documentation, phrase: text) : nil
    }
  }

  /// Whether one of the first pieces begins "A baker is a person who …".
  private func beginsWithDefinition() -> Bool {
    document.pieces.prefix(3).contains { piece in
      let words = Array(document.tokens[piece.tokens].lazy.filter(\.isWord).prefix(20).map(\.key))
      guard words.first == "a" || words.first == "an" else { return false }
      return (2..<min(7, max(2, words.count - 1))).contains { index in
        words[index] == "is" && ["a", "an", "one", "someone"].contains(words[index + 1])
          && words[(index + 2)...].prefix(8).contains {
            ["who", "that", "which", "whose"].contains($0)
          }
      }
    }
  }
}
