/// Finds the employer's name and what the text says of the employer.
struct CompanyRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Name: Sendable {
    var text: String
    var tokens: Range<Int>
  }

  struct About: Sendable {
    var about: AboutCompany
    var tokens: [Range<Int>]
  }

  // MARK: Name

  func name() -> Name? {
    guard !document.isBareWords else { return nil }
    return labelled() ?? headed() ?? ofLegalForm() ?? stated()
  }

  func name(_ range: Range<Int>) -> Name? {
    let text = JDWords.split(document.string(range)).joined(separator: " ")
    return text.isEmpty ? nil : Name(text: text, tokens: range)
  }

  private static let labels = Set(
    JDWords.phrases(
      """
      company, company name, name of the company, employer, employer name, organization
      organisation, hiring company, hiring organization, hiring organisation, hire organization
      contact company
      """))

  /// Whether the words of a heading say that the employer's name follows.
  static func isLabel(_ words: [String]) -> Bool { labels.contains(words.joined(separator: " ")) }

  /// The longest text behind such a label that is a name, in tokens.
  static let longestName = 9

  /// "Company: Acme", "Company Name - Acme".
  private func labelled() -> Name? {
    for section in sections where section.kind == .company && section.isInline {
      guard let heading = section.heading, let piece = section.pieces.first,
        Self.isLabel(document.phraseWords(heading)), piece.tokens.count <= Self.longestName,
        let range = proper(at: piece.tokens.lowerBound, limit: piece.tokens.upperBound)
      else { continue }
      return name(range)
    }
    return nil
  }

  /// "About Acme" as a heading, "Life at Acme", "Why Acme".
  private func headed() -> Name? {
    for section in sections {
      guard let heading = section.heading,
        ["about", "why", "life"].contains(document.key(heading.lowerBound)),
        section.kind == .company || section.kind == .benefits
      else { continue }
      var start = heading.lowerBound + 1
      if ["at", "join"].contains(document.key(start)) { start += 1 }
      if let range = proper(at: start, limit: heading.upperBound) { return name(range) }
    }
    return nil
  }

  /// The words that end a company's registered name.
  private static let legalForms = JDWords.phrases(
    """
    pvt ltd, private limited, ltd, limited, inc, incorporated, llc, gmbh, llp, ag, plc, pte ltd
    pty ltd, corp, bv, oy, kg
    """
  ).map { $0.split(separator: " ").map(String.init) }

  /// "Crumb Foods Pvt. Ltd." alone on a line, or before a mark at its start.
  private func ofLegalForm() -> Name? {
    for piece in sections.flatMap(\.pieces) where piece.startsLine {
      let range = piece.tokens
      let start = range.first { document.tokens[$0].isSpoken } ?? range.lowerBound
      guard let found = proper(at: start, limit: range.upperBound) else { continue }
      let end = document.key(found.upperBound) == "." ? found.upperBound + 1 : found.upperBound
      let isWhole =
        end >= range.upperBound || ["|", ",", "-", "–", "("].contains(document.key(end))
      let words = found.filter { document.tokens[$0].isSpoken }.map { document.key($0) }
      let hasForm = Self.legalForms.contains { form in
        words.count > form.count && words.suffix(form.count).elementsEqual(form)
      }
      if isWhole, hasForm { return name(found) }
    }
    return nil
  }
}
