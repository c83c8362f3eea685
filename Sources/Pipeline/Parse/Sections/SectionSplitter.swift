/// A part of the document under one heading.
struct JDSection: Sendable {
  var kind: SectionKind
  /// The tokens of the heading, without marks around it.
  var heading: Range<Int>?
  var pieces: [JDPiece] = []
  /// Whether the value stands on the line of the heading.
  var isInline = false

  /// From the first token of the section to the last.
  var tokens: Range<Int>? {
    let lower = heading?.lowerBound ?? pieces.first?.tokens.lowerBound
    let upper = pieces.last?.tokens.upperBound ?? heading?.upperBound
    guard let lower, let upper, lower < upper else { return nil }
    return lower..<upper
  }
}

/// Groups the pieces of a document into sections by the headings among them.
struct SectionSplitter {
  let document: JDDocument
  private let finder: HeadingFinder
  private var sections: [JDSection] = [JDSection(kind: .opening)]

  init(document: JDDocument) {
    self.document = document
    self.finder = HeadingFinder(document: document)
  }

  static func sections(of document: JDDocument) -> [JDSection] {
    var splitter = SectionSplitter(document: document)
    for piece in document.pieces { splitter.take(piece) }
    return splitter.sections.filter { $0.heading != nil || !$0.pieces.isEmpty }
  }

  private mutating func take(_ piece: JDPiece) {
    guard document.tokens[piece.tokens].contains(where: \.isSpoken) else { return }
    if let heading = finder.leadingHeading(of: piece) {
      open(heading)
      var rest = piece
      rest.tokens = skipMarks(heading.restStart..<piece.tokens.upperBound)
      guard document.tokens[rest.tokens].contains(where: \.isSpoken) else { return }
      rest.bullet = nil
      rest.isNumbered = false
      sections[sections.count - 1].isInline = true
      addText(rest)
    } else {
      addText(piece)
    }
  }

  /// Adds a piece of text, which may still hold headings inside.
  private mutating func addText(_ piece: JDPiece) {
    var remaining = piece
    for heading in finder.innerHeadings(of: piece) {
      let before = remaining.tokens.lowerBound..<heading.tokens.lowerBound
      if document.tokens[before].contains(where: \.isSpoken) {
        var part = remaining
        part.tokens = before
        append(part)
      }
      open(heading)
      sections[sections.count - 1].isInline = true
      remaining.tokens = skipMarks(heading.restStart..<piece.tokens.upperBound)
      remaining.bullet = nil
      remaining.isNumbered = false
      remaining.startsLine = false
      remaining.isAfterBlank = false
    }
    if document.tokens[remaining.tokens].contains(where: \.isSpoken) { append(remaining) }
  }

  private mutating func open(_ heading: HeadingFinder.Heading) {
    sections.append(JDSection(kind: heading.kind, heading: heading.tokens))
  }

  private mutating func append(_ piece: JDPiece) {
    if endsField(before: piece) { sections.append(JDSection(kind: kindAfterField())) }
    sections[sections.count - 1].pieces.append(piece)
  }

  /// Whether the current section is a label whose value is complete.
  private func endsField(before piece: JDPiece) -> Bool {
    guard let section = sections.last, section.heading != nil, let last = section.pieces.last else {
      return false
    }
    guard piece.startsLine else { return false }
    switch section.kind {
    case .title, .location, .pay, .terms, .experience, .education:
      if section.isInline { return section.pieces.count == 1 || !piece.isItem }
      return piece.isAfterBlank || piece.tokens.count > 14 || (!last.isItem && piece.isItem)
    case .roleSummary:
      return section.isInline && section.pieces.count == 1 && last.tokens.count <= 10
    case .company: return section.isInline && isEmployer(section) && !tellsOfEmployer(piece, last)
    default: return false
    }
  }

  /// "Company: Acme": a label and no more than a name.
  private func isEmployer(_ section: JDSection) -> Bool {
    guard let heading = section.heading, section.pieces.count == 1 else { return false }
    return CompanyRule.isLabel(document.phraseWords(heading))
      && section.pieces[0].tokens.count <= CompanyRule.longestName
  }

  /// Whether a piece goes on about the employer: "Acme has baked …", "We bake …", "Founded in …".
  private func tellsOfEmployer(_ piece: JDPiece, _ name: JDPiece) -> Bool {
    let words = document.phraseWords(piece.tokens.prefix(40))
    let first = name.tokens.first { document.tokens[$0].isSpoken }.map { document.key($0) }
    guard let opening = words.first, opening != first else { return true }
    return DutyLexicon.nature(of: words) == .company
      && !words.contains { ["looking", "seeking", "hiring"].contains($0) }
  }

  private func kindAfterField() -> SectionKind {
    guard let current = sections.last?.kind, current == .experience || current == .education,
      sections.count > 1, sections[sections.count - 2].kind == .requirements
    else { return .opening }
    return .requirements
  }

  private func skipMarks(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    while lower < range.upperBound, !document.tokens[lower].isSpoken,
      ["*", ":", "-", "–", "—", "=", "_", "|", "#", ">", "~"].contains(document.tokens[lower].key)
        || document.tokens[lower].kind == .bullet
    {
      lower += 1
    }
    return lower..<max(lower, range.upperBound)
  }
}
