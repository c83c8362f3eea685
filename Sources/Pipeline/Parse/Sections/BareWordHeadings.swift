/// Headings in texts of bare words: no capitals, no marks, words often cut to their stems.
///
/// Only words that hardly stand in running text are taken, and a heading of a kind counts once.
enum BareWordHeadings {
  private static let phrases: [(SectionKind, [String])] = {
    var list: [(SectionKind, [String])] = []
    func add(_ kind: SectionKind, _ text: String) {
      for phrase in JDWords.phrases(text) {
        list.append((kind, phrase.split(separator: " ").map(String.init)))
      }
    }
    add(
      .responsibilities,
      """
      responsibility include, responsibility includes, responsibilities include, duty include
      essential duty responsibility, essential duties responsibilities, key responsibility
      primary responsibility, job responsibility, main responsibility, role responsibility
      duty responsibility, essential function, essential job function, job duty, essential duty
      principal duty, primary duty, primary function, responsibility, responsibilities
      duty, duties, position responsibility, core responsibility, major responsibility
      """)
    add(
      .requirements,
      """
      required skill, required qualification, minimum qualification, basic qualification
      preferred qualification, desired qualification, qualification, qualifications
      qualification requirement, minimum requirement, job requirement, position requirement
      skill required, skill requirement, requirement, requirements, required experience
      skill experience, technical skill, desired skill, preferred skill, must have, knowledge skill
      education experience, experience required, education requirement, mandatory skill, key skill
      """)
    add(
      .benefits,
      """
      benefit include, benefit package, company offer, offer competitive, we offer, benefit perk
      perk benefit, benefit perks, perks benefits, benefit medical, benefit health, great benefit
      """)
    add(
      .equalOpportunity,
      """
      equal opportunity employer, equal employment opportunity, equal opportunity
      affirmative action, without regard race
      """)
    return list.sorted { $0.1.count > $1.1.count }
  }()

  private static let phrasesByFirstWord = Dictionary(grouping: phrases) { $0.1[0] }

  static func headings(of piece: JDPiece, in document: JDDocument) -> [HeadingFinder.Heading] {
    var found: [HeadingFinder.Heading] = []
    var index = piece.tokens.lowerBound
    while index < piece.tokens.upperBound {
      let candidates = phrasesByFirstWord[document.key(index)] ?? []
      var next = index + 1
      for (kind, words) in candidates {
        guard let end = document.matches(words, at: index, upTo: piece.tokens.upperBound) else {
          continue
        }
        next = end
        guard isAllowed(kind, words, at: index, after: found, in: document) else { break }
        found.append(HeadingFinder.Heading(kind: kind, tokens: index..<end, restStart: end))
        break
      }
      index = next
    }
    if !found.contains(where: { $0.kind == .responsibilities }),
      let start = statement(in: piece, of: document, before: found.first?.tokens.lowerBound)
    {
      found.insert(start, at: 0)
    }
    return found
  }

  /// "… role responsible day-to-day operation": where no heading opens the duties.
  private static func statement(
    in piece: JDPiece, of document: JDDocument, before limit: Int?
  ) -> HeadingFinder.Heading? {
    let range = piece.tokens.lowerBound..<(limit ?? piece.tokens.upperBound)
    let start =
      range.first { document.key($0) == "responsible" }
      ?? range.first {
        ["ll", "'ll"].contains(document.key($0)) && DutyLexicon.isVerb(document.key($0 + 1))
      }
    guard let start else { return nil }
    return HeadingFinder.Heading(
      kind: .responsibilities, tokens: start..<start + 1, restStart: start + 1)
  }

  /// Words before which a heading word belongs to the sentence ("multiple responsibility").
  private static let joining = JDWords.set(
    """
    supervisory additional other overall assigned take full level high roles jury legal multiple
    various varied meet define gather reporting
    """)

  /// Things of which there are requirements and tasks ("business requirement"). Before a duty verb
  /// a heading may follow one of them all the same: it ends the sentence before.
  private static let subjects = JDWords.set(
    """
    business user client customer system project technical functional design data security
    compliance regulatory application software product product's service
    """)

  /// Words after which a heading word belongs to the sentence ("requirement gathering").
  private static let joined = JDWords.set(
    """
    gathering gather analysis specification specifications document documents documentation
    definition elicitation traceability management met
    """)

  private static func isAllowed(
    _ kind: SectionKind, _ words: [String], at index: Int,
    after found: [HeadingFinder.Heading], in document: JDDocument
  ) -> Bool {
    if found.last?.kind == kind || found.count >= 60 { return false }
    if words.count == 1 {
      let previous = document.key(index - 1)
      let next = document.key(index + 1)
      if joining.contains(previous) || joined.contains(next) { return false }
      let opensDuties = kind == .responsibilities && DutyLexicon.isVerb(next)
      if subjects.contains(previous), !opensDuties { return false }
      if kind == .responsibilities, found.contains(where: { $0.kind == kind }) { return false }
      if kind == .requirements, !found.contains(where: { $0.kind == .responsibilities }),
        words[0].hasPrefix("require")
      {
        return false
      }
    }
    return true
  }

  /// The words of a duties section up to where requirements begin without a heading.
  static func duties(
    of section: JDSection, in document: JDDocument
  ) -> [ResponsibilityRule.Line] {
    var lines: [ResponsibilityRule.Line] = []
    for piece in section.pieces {
      var lower = piece.tokens.lowerBound
      while lower < piece.tokens.upperBound,
        !document.tokens[lower].isSpoken
          || ["include", "includes", "including", "following", "limited"].contains(
            document.key(lower))
      {
        lower += 1
      }
      let stop = (lower..<piece.tokens.upperBound).first { beginsRequirements($0, in: document) }
      var upper = stop ?? piece.tokens.upperBound
      while upper > lower, !document.tokens[upper - 1].isSpoken { upper -= 1 }
      if upper > lower {
        let start = piece.bullet.map { document.tokens[$0].start } ?? document.tokens[lower].start
        lines.append(
          ResponsibilityRule.Line(
            bytes: start..<document.tokens[upper - 1].end, isBulleted: piece.bullet != nil))
      }
      if stop != nil { break }
    }
    return lines
  }

  /// "3+ year … experience", "bachelor degree".
  private static func beginsRequirements(_ index: Int, in document: JDDocument) -> Bool {
    let token = document.tokens[index]
    if token.key == "bachelor" || token.key == "bachelor's" { return true }
    guard token.kind == .number else { return false }
    let next = document.key(index + 1) == "+" ? index + 2 : index + 1
    guard ["year", "years", "yr"].contains(document.key(next)) else { return false }
    return ["professional", "relevant", "related", "hands"].contains(document.key(next + 1))
      || (next..<min(next + 8, document.tokens.count)).contains {
        document.key($0) == "experience"
      }
  }
}
