/// Takes the duties out of the sections: the blocks of roles and responsibilities.
///
/// Where headings announce duties, their sections without what they ask of the person, and the
/// sentences of the prose before them that state duties; else the duties of a job description's
/// own section; else those of unheaded text and requirements; else the few words under a heading
/// for duties.
struct ResponsibilityRule {
  let document: JDDocument
  let sections: [JDSection]

  /// A line of a block: tokens, from the bullet on where there is one.
  struct Line: Sendable {
    var bytes: Range<Int>
    var isBulleted: Bool
  }

  struct Block: Sendable {
    var section: Int
    var block: ResponsibilityBlock
    var lines: [Line]
  }

  func blocks() -> [Block] {
    let explicit = sections.indices.compactMap { index -> Block? in
      guard sections[index].kind == .responsibilities else { return nil }
      let lines =
        document.isBareWords
        ? BareWordHeadings.duties(of: sections[index], in: document)
        : explicitLines(of: sections[index])
      return block(lines: lines, section: index)
    }
    if !explicit.isEmpty, explicit.reduce(0, { $0 + $1.block.wordCount }) >= 6 {
      guard document.isBareWords else {
        return (statements() + explicit).sorted { $0.section < $1.section }
      }
    }
    if document.isBareWords { return bareWordBlocks(explicit) }
    let summaries = sections.indices.compactMap { index -> Block? in
      guard sections[index].kind == .roleSummary else { return nil }
      return block(lines: dutyLines(of: sections[index]), section: index)
    }
    if !summaries.isEmpty {
      return (statements(in: [.opening]) + summaries).sorted { $0.section < $1.section }
    }
    let unheaded = sections.indices.compactMap { index -> Block? in
      let kind = sections[index].kind
      guard kind == .opening || kind == .requirements || kind == .company else { return nil }
      let lines = dutyLines(of: sections[index])
      if kind == .company, lines.count < 2 { return nil }
      return block(lines: lines, section: index, isHeaded: false)
    }
    return unheaded.isEmpty ? explicit.filter(isShortList) : unheaded
  }

  /// "Payroll", "Book travel": the whole text under a heading, more than a word, and nothing in it
  /// that is asked of the person.
  private func isShortList(_ block: Block) -> Bool {
    block.block.wordCount > 1
      && sections[block.section].pieces.flatMap { parts(of: $0) }.allSatisfy {
        $0.nature == .duty || $0.nature == .neutral
      }
  }

  /// What a heading of a text of bare words opens, or the stretch of duty verbs where that is long
  /// and a heading opens little: a word such as "responsibility" may stand in a sentence.
  private func bareWordBlocks(_ explicit: [Block]) -> [Block] {
    let headed = explicit.filter { $0.block.wordCount >= 8 }
    let count = headed.reduce(0) { $0 + $1.block.wordCount }
    guard count < Self.shortBareWords, !headed.contains(where: beginsWithVerb),
      let stretch = BareWordDuties.stretch(in: document), stretch.count > count,
      let section = sections.lastIndex(where: {
        $0.tokens.map { $0.lowerBound <= stretch.lowerBound } ?? false
      })
    else { return headed }
    let line = Line(bytes: document.byteRange(stretch), isBulleted: false)
    return [block(lines: [line], section: section, isHeaded: false)].compactMap { $0 }
  }

  /// "responsibility develop …", and "responsibility acme develop …": such a word is a heading.
  private func beginsWithVerb(_ block: Block) -> Bool {
    JDWords.split(block.block.text).prefix(2).contains { DutyLexicon.isVerb(String($0)) }
  }

  /// Fewer headed words than this may be a sentence that was taken for a heading.
  private static let shortBareWords = 45

  /// The sentences that state duties in the text about the role.
  private func statements(in kinds: Set<SectionKind> = [.opening, .roleSummary]) -> [Block] {
    sections.indices.compactMap { index in
      guard kinds.contains(sections[index].kind) else { return nil }
      let parts = sections[index].pieces.flatMap { self.parts(of: $0) }.filter { part in
        (part.nature == .duty || part.nature == .neutral)
          && DutyLexicon.statesDuties(document.phraseWords(part.tokens.prefix(80)))
      }
      return block(lines: lines(of: parts.map(withoutSearch)), section: index, isHeaded: false)
    }
  }

  private func block(lines: [Line], section: Int, isHeaded: Bool = true) -> Block? {
    guard !lines.isEmpty else { return nil }
    let texts = lines.map { document.text.string($0.bytes) }
    let text = texts.joined(separator: "\n")
    let words = JDWords.split(text)
    let bullets = lines.reduce(0) { $0 + ($1.isBulleted ? 1 : 0) }
    let heading = isHeaded ? sections[section].heading.map { document.string($0) } : nil
    return Block(
      section: section,
      block: ResponsibilityBlock(
        bulletCount: bullets > 0 ? bullets : lines.count, heading: heading,
        headingWasPresent: heading != nil, sourceMarker: SourceMarker(ofWords: words), text: text,
        wordCount: words.reduce(0) { $0 + (Self.isBulletMark($1) ? 0 : 1) }),
      lines: lines)
  }

  private static func isBulletMark(_ word: Substring) -> Bool {
    guard word.unicodeScalars.count == 1, let scalar = word.unicodeScalars.first else {
      return false
    }
    return JDBytes.isBullet(scalar) || ["·", "*", "-", "–", "—", ">", "»"].contains(scalar)
  }
}

extension SourceMarker {
  /// The first and the last five of the words.
  init(ofWords words: [Substring]) {
    self.init(
      firstFiveWords: words.prefix(5).joined(separator: " "),
      lastFiveWords: words.suffix(5).joined(separator: " "))
  }
}
