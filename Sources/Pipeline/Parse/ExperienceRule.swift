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

  /// A quantity of time in the text, in years.
  private struct Quantity {
    var minimum: Double?
    var maximum: Double?
    var tokens: Range<Int>
    var unitEnd: Int
  }

  private struct Candidate {
    var quantity: Quantity
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
    var found: [Candidate] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard
        let quantity = quantity(at: index, in: sentence, isLabelled: section.kind == .experience)
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

  private func rank(of quantity: Quantity, in sentence: Range<Int>, section: JDSection) -> Int? {
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
    for index in max(
      sentence.lowerBound, quantity.tokens.lowerBound - 4)..<min(
        sentence.upperBound, quantity.unitEnd + 4)
    where Self.foreign.contains(document.key(index))
      && !(saysExperience && document.key(index) == "degree")
    {
      return nil
    }
    let before = document.key(quantity.tokens.lowerBound - 1)
    let beforeThat = document.key(quantity.tokens.lowerBound - 2)
    if ["last", "past", "next", "first", "every", "within"].contains(before) { return nil }
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
      return quantity.maximum != nil || sentence.count < 14 ? 35 : nil
    default: return nil
    }
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
        "you", "prefer", "expect",
      ].contains(
        document.key($0))
    }
  }

  /// "PHP: 1 year (Required)".
  private func isFormFooter(_ quantity: Quantity, in sentence: Range<Int>) -> Bool {
    let next = quantity.unitEnd
    guard document.key(quantity.tokens.lowerBound - 1) == ":",
      sentence.upperBound - sentence.lowerBound <= 16
    else { return false }
    return document.key(next) == "("
      && ["preferred", "required"].contains(document.key(next + 1))
  }

  // MARK: Quantities

  private static let numberWords: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "half": 0.5,
  ]

  private static let yearWords = JDWords.set("year years yr yrs year's years' yoe")
  private static let monthWords = JDWords.set("month months mth mths")

  private func number(_ index: Int, _ limit: Int) -> Double? {
    guard index < limit else { return nil }
    let token = document.tokens[index]
    if token.kind == .number { return Double(token.key) }
    return Self.numberWords[token.key]
  }

  private func quantity(at index: Int, in sentence: Range<Int>, isLabelled: Bool) -> Quantity? {
    let limit = sentence.upperBound
    guard let first = number(index, limit), first <= 60 else { return nil }
    if index > sentence.lowerBound, !document.tokens[index].hasSpaceBefore,
      [".", "$", "₹", "€", "£", "/"].contains(document.key(index - 1))
        && document.tokens[index - 1].end == document.tokens[index].start
        && !["year", "years"].contains(document.key(index + 1))
    {
      return nil
    }
    var cursor = index + 1
    var isOpenEnded = skipPlus(&cursor, limit)
    if document.key(cursor) == "(", let spelled = number(cursor + 1, limit), spelled == first,
      document.key(cursor + 2) == ")"
    {
      cursor += 3
      isOpenEnded = skipPlus(&cursor, limit) || isOpenEnded
    }
    var firstFactor = unitFactor(&cursor, limit)
    var second: Double?
    var separator = cursor
    if ["-", "–", "—", "to", "~", "and", "/", "or", "−", "‐"].contains(document.key(separator)),
      separator < limit
    {
      let word = document.key(separator)
      let isBetween = document.key(index - 1) == "between"
      separator += 1
      if document.key(separator) == "-" { separator += 1 }
      if let value = number(separator, limit), value <= 60, value >= first || firstFactor ?? 1 < 1,
        word != "and" || isBetween, word != "/" || firstFactor == nil
      {
        var next = separator + 1
        let plus = skipPlus(&next, limit)
        let factor = unitFactor(&next, limit)
        if factor != nil || firstFactor != nil {
          second = value * (factor ?? firstFactor ?? 1)
          firstFactor = firstFactor ?? factor
          cursor = next
          _ = plus
        }
      }
    }
    guard
      let factor = firstFactor
        ?? (isLabelled && !document.key(index).utf8.contains(0x2E)
          && (isOpenEnded || limit - index <= 3) ? 1 : nil)
    else { return bareRange(at: index, first: first, in: sentence, isLabelled: isLabelled) }
    if followsAs(["or", "more"], cursor) || followsAs(["and", "above"], cursor) { cursor += 2 }
    let tokens = index..<cursor
    if second == nil, isUpperBound(index) {
      return Quantity(minimum: 0, maximum: first * factor, tokens: tokens, unitEnd: cursor)
    }
    if factor < 1, second == nil, first > 36 || document.key(cursor) == "contract" { return nil }
    return Quantity(
      minimum: first * factor, maximum: second, tokens: tokens, unitEnd: cursor)
  }

  /// "Experience: 3-6" without a unit.
  private func bareRange(
    at index: Int, first: Double, in sentence: Range<Int>, isLabelled: Bool
  ) -> Quantity? {
    guard isLabelled, ["-", "–", "to"].contains(document.key(index + 1)),
      let second = number(index + 2, sentence.upperBound), second >= first, second <= 40
    else { return nil }
    return Quantity(
      minimum: first, maximum: second, tokens: index..<index + 3, unitEnd: index + 3)
  }

  private func followsAs(_ words: [String], _ index: Int) -> Bool {
    words.indices.allSatisfy { document.key(index + $0) == words[$0] }
  }

  private func isUpperBound(_ index: Int) -> Bool {
    let before = document.key(index - 1)
    if before == "to", document.key(index - 2) == "up" { return true }
    return before == "upto" || (before == "than" && document.key(index - 2) == "less")
      || before == "maximum"
  }

  private func skipPlus(_ cursor: inout Int, _ limit: Int) -> Bool {
    guard cursor < limit else { return false }
    switch document.key(cursor) {
    case "+", "plus":
      cursor += 1
      return true
    case "or" where document.key(cursor + 1) == "more":
      cursor += 2
      return true
    default: return false
    }
  }

  /// Passes over a unit and returns how many years it is.
  private func unitFactor(_ cursor: inout Int, _ limit: Int) -> Double? {
    var next = cursor
    if next < limit,
      document.key(next) == "-" || document.key(next) == "+" || document.key(next) == "*"
    {
      next += 1
    }
    while next < limit, ["full", "solid", "complete"].contains(document.key(next)) { next += 1 }
    guard next < limit else { return nil }
    let key = document.key(next)
    let isYear =
      Self.yearWords.contains(key) || (key == "y" && !document.tokens[next].isCapitalized)
    guard isYear || Self.monthWords.contains(key) else { return nil }
    next += 1
    if document.key(next) == "(", document.key(next + 1) == "s", document.key(next + 2) == ")" {
      next += 3
    }
    if next < limit, ["'", "’", "."].contains(document.key(next)),
      document.key(next) != "." || next + 1 < limit,
      !(document.key(next) == "." && document.tokens[next + 1].isCapitalized)
    {
      next += 1
    }
    if next < limit, document.key(next) == "+" { next += 1 }
    cursor = min(next, limit)
    return isYear ? 1 : 1 / 12
  }

  // MARK: The words of the text

  private func rawRange(of candidate: Candidate) -> Range<Int> {
    let sentence = candidate.sentence
    var lower = candidate.quantity.tokens.lowerBound
    let qualifiers: Set<String> = [
      "minimum", "min", "least", "at", "over", "around", "about", "approximately", "of", "to", "up",
      "upto",
      "than", "more", "less", "between", "total", "overall", "experience", ":", "-", "atleast", "a",
      "maximum",
      "required", "work", "exp", "relevant",
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
