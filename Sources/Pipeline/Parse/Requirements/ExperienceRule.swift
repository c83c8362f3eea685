/// Finds the years of experience that are asked for.
///
/// A statement of total or overall experience wins, else the first statement. Form footers such as
/// "total work: 1 year (Preferred)" count only where the text says nothing else.
struct ExperienceRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Finding: Sendable {
    var experience: Experience
    var tokens: Range<Int>
  }

  private struct Candidate {
    var quantity: ExperienceQuantity
    var sentence: Range<Int>
    /// Smaller is better.
    var rank: Int
  }

  func finding() -> Finding? {
    var best: Candidate?
    for section in sections {
      for piece in section.pieces {
        for sentence in SentenceRule.sentences(in: piece.tokens, of: document.tokens) {
          for candidate in candidates(in: sentence.tokens, of: section)
          where candidate.rank < best?.rank ?? .max {
            best = candidate
          }
        }
      }
    }
    guard let best else { return fresher() }
    let range = rawRange(of: best)
    return Finding(
      experience: Experience(
        min: best.quantity.minimum, max: best.quantity.maximum, raw: raw(range)),
      tokens: range)
  }

  private func raw(_ range: Range<Int>) -> String {
    JDWords.split(document.string(range)).joined(separator: " ")
  }

  // MARK: Candidates

  private func candidates(in sentence: Range<Int>, of section: JDSection) -> [Candidate] {
    let scanner = ExperienceScanner(document: document)
    var found: [Candidate] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard
        let quantity = scanner.quantity(
          at: index, in: sentence, isLabelled: section.kind == .experience)
      else {
        index += 1
        continue
      }
      if let rank = rank(of: quantity, in: sentence, section: section) {
        found.append(Candidate(quantity: quantity, sentence: sentence, rank: rank))
      }
      index = max(index + 1, quantity.unitEnd)
    }
    return found
  }

  private static let foreign = JDWords.set(
    """
    ago old age bond contract agreement founded established anniversary warranty history celebrating
    existence consecutive lock service-agreement track-record roadmap degree college graduation
    """)

  private func rank(of quantity: ExperienceQuantity, in sentence: Range<Int>, section: JDSection)
    -> Int?
  {
    let near = max(sentence.lowerBound, quantity.tokens.lowerBound - 14)
    let far = min(sentence.upperBound, quantity.unitEnd + 22)
    var saysExperience = false
    var saysTotal = false
    for index in near..<far {
      let key = document.key(index)
      if [
        "experience", "exp", "experienced", "experiences", "expertise", "expereince", "experince",
        "yoe",
      ].contains(key) {
        saysExperience = true
      }
      if key == "total" || key == "overall", index < quantity.unitEnd + 6 { saysTotal = true }
    }
    let headingWords = section.heading.map { document.phraseWords($0) } ?? []
    if headingWords.contains("total") || headingWords.contains("overall") { saysTotal = true }
    if isForeign(quantity, in: sentence, saysExperience: saysExperience) { return nil }
    let before = document.key(quantity.tokens.lowerBound - 1)
    let beforeThat = document.key(quantity.tokens.lowerBound - 2)
    if ["last", "past", "next", "first", "every", "within"].contains(before) { return nil }
    // "You have worked for 4+ years with ovens".
    if before == "for", ["worked", "working"].contains(beforeThat) { saysExperience = true }
    if ["for", "over"].contains(before), !saysExperience { return nil }
    if before == "over", beforeThat == "for" { return nil }
    if section.kind.isBoilerplate && section.kind != .terms {
      guard section.kind == .company, saysExperience,
        sentence.prefix(90).contains(where: {
          ["candidate", "minimum", "required", "must", "should", "need", "looking"].contains(
            document.key($0))
        })
      else { return nil }
    }
    if companySpeaks(sentence) { return nil }
    let isFooter = isFormFooter(quantity, in: sentence)
    if isFooter {
      let label = document.key(sentence.lowerBound)
      if label == "total" { return 40 }
      return label == "work" ? 41 : 42
    }
    let isLabelled = section.kind == .experience
    if isFormRange(quantity, in: sentence) { return 30 }
    if quantity.maximum ?? 0 >= 30 { return 45 }
    if ["00", "0.00", "00.00"].contains(document.key(quantity.tokens.lowerBound)) { return 38 }
    if saysTotal, saysExperience || isLabelled { return 10 }
    if isLabelled, section.isInline, quantity.tokens.lowerBound <= sentence.lowerBound + 4 {
      return 15
    }
    if saysExperience || isLabelled { return 20 }
    switch section.kind {
    case .requirements, .education, .title: return 25
    case .opening, .responsibilities, .roleSummary:
      return quantity.maximum != nil || sentence.count < 14 || opensDemand(quantity, in: sentence)
        ? 35 : nil
    default: return nil
    }
  }

  /// "4+ years of kilns, clay and …", "You have at least 4 years in …": a long sentence that begins
  /// with the years, or gives them to the reader.
  private func opensDemand(_ quantity: ExperienceQuantity, in sentence: Range<Int>) -> Bool {
    guard ["of", "in", "as", "with", "on"].contains(document.key(quantity.unitEnd)) else {
      return false
    }
    let before = (sentence.lowerBound..<quantity.tokens.lowerBound)
      .filter { document.tokens[$0].isSpoken }.map { document.key($0) }
      .filter { !["at", "least", "minimum", "min", "of"].contains($0) }
    return [[], ["you", "have"], ["you", "bring"], ["you've"]].contains(before)
      && !sentence.contains { ["we", "our", "us"].contains(document.key($0)) }
  }

  /// Whether the years are those of something else: of a contract, an age, a school.
  private func isForeign(
    _ quantity: ExperienceQuantity, in sentence: Range<Int>, saysExperience: Bool
  ) -> Bool {
    for index in max(
      sentence.lowerBound, quantity.tokens.lowerBound - 4)..<min(
        sentence.upperBound, quantity.unitEnd + 4)
    where Self.foreign.contains(document.key(index))
      && !(saysExperience && document.key(index) == "degree")
    {
      return true
    }
    // "A two-year degree" is time at a school.
    return document.key(quantity.unitEnd - 2) == "-"
      && (quantity.unitEnd..<min(sentence.upperBound, quantity.unitEnd + 3)).contains(where: {
        ["degree", "diploma", "degrees", "college"].contains(document.key($0))
      })
  }

  /// "We bring 20 years of experience": the employer's, not the candidate's.
  private func companySpeaks(_ sentence: Range<Int>) -> Bool {
    let words = sentence.prefix(6).map { document.key($0) }
    guard let first = words.first else { return false }
    let isAboutSelf =
      ["our", "we", "founded", "founders", "company"].contains(first)
      || words.prefix(4).contains("founders") || words.prefix(3).contains("company")
    guard isAboutSelf else { return false }
    return !sentence.prefix(90).contains {
      [
        "looking", "seeking", "hiring", "need", "require", "candidate", "minimum", "required",
        "you", "prefer", "expect", "hunt", "search", "searching", "hire", "recruit", "recruiting",
        "want", "someone",
      ].contains(
        document.key($0))
    }
  }

  /// "PHP: 1 year (Required)".
  private func isFormFooter(_ quantity: ExperienceQuantity, in sentence: Range<Int>) -> Bool {
    let next = quantity.unitEnd
    guard document.key(quantity.tokens.lowerBound - 1) == ":", quantity.maximum == nil,
      sentence.upperBound - sentence.lowerBound <= 16
    else { return false }
    return document.key(next) == "("
      && ["preferred", "required"].contains(document.key(next + 1))
  }

  /// "Experience: 2 - 5 years in Java (Required)": a job board's line about the category.
  private func isFormRange(_ quantity: ExperienceQuantity, in sentence: Range<Int>) -> Bool {
    quantity.maximum != nil && sentence.count <= 20
      && document.key(sentence.upperBound - 1) == ")"
      && ["preferred", "required"].contains(document.key(sentence.upperBound - 2))
  }

  // MARK: The words of the text

  private func rawRange(of candidate: Candidate) -> Range<Int> {
    let sentence = candidate.sentence
    var lower = candidate.quantity.tokens.lowerBound
    let qualifiers: Set<String> = [
      "minimum", "min", "least", "at", "over", "around", "about", "approximately", "of", "to", "up",
      "upto",
      "than", "more", "less", "fewer", "no", "not", "most", "between", "total", "overall",
      "experience", ":", "-", "atleast", "a", "maximum", "max", "required", "work", "exp",
      "relevant",
    ]
    while lower > sentence.lowerBound, qualifiers.contains(document.key(lower - 1)),
      candidate.quantity.tokens.lowerBound - lower < 6
    {
      lower -= 1
    }
    while lower < candidate.quantity.tokens.lowerBound,
      ["of", "a", ":", "-", "to"].contains(document.key(lower))
    {
      lower += 1
    }
    var upper = candidate.quantity.unitEnd
    var cursor = upper
    var said: Int?
    while cursor < sentence.upperBound, cursor < upper + 14 {
      let key = document.key(cursor)
      if ["(", ";", "•", "using"].contains(key) || key == "," && said != nil { break }
      if ["experience", "exp", "experiences", "experienced"].contains(key) { said = cursor + 1 }
      cursor += 1
    }
    if let said {
      upper = said
      if ["in", "with", "of", "as", "on"].contains(document.key(upper)), upper < sentence.upperBound
      {
        while upper < sentence.upperBound,
          ![",", ";", "(", "using"].contains(document.key(upper)), upper < said + 24
        {
          upper += 1
        }
      }
    }
    return lower..<min(upper, sentence.upperBound)
  }

  // MARK: Beginners

  private func fresher() -> Finding? {
    for section in sections where section.kind != .company && section.kind != .benefits {
      for piece in section.pieces {
        for index in piece.tokens
        where ["fresher", "freshers", "fresh"].contains(document.key(index)) {
          let end = document.key(index) == "fresh" ? index + 2 : index + 1
          if document.key(index) == "fresh",
            !["graduate", "graduates"].contains(document.key(index + 1))
          {
            continue
          }
          return Finding(
            experience: Experience(min: 0, max: nil, raw: document.string(index..<end)),
            tokens: index..<end)
        }
      }
    }
    return nil
  }
}
