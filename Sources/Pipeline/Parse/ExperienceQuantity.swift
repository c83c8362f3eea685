/// A quantity of time in the text, in years.
struct ExperienceQuantity: Sendable {
  var minimum: Double?
  var maximum: Double?
  var tokens: Range<Int>
  /// The token after the unit.
  var unitEnd: Int
}

/// Reads quantities such as "3+ years", "two to five yrs", "18 months", "Fresher - 4 Years".
struct ExperienceScanner {
  let document: JDDocument

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

  /// The quantity that begins at a token, or `nil`. "Experience: 3-6" needs no unit.
  func quantity(at index: Int, in sentence: Range<Int>, isLabelled: Bool) -> ExperienceQuantity? {
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
    if document.isBareWords, cursor == index + 1, !isOpenEnded,
      let value = number(cursor, limit), value > first, value <= 20
    {
      // "2 4 year": the dash was lost.
      var next = cursor + 1
      if let factor = unitFactor(&next, limit) {
        (firstFactor, second, cursor) = (factor, value * factor, next)
      }
      separator = cursor
    }
    if ["-", "–", "—", "to", "~", "and", "/", "or", "−", "‐"].contains(document.key(separator)),
      separator < limit
    {
      let word = document.key(separator)
      let isBetween = document.key(index - 1) == "between"
      separator += 1
      if ["-", "max", "maximum"].contains(document.key(separator)) { separator += 1 }
      if let value = number(separator, limit), value <= 60, value >= first || firstFactor ?? 1 < 1,
        word != "and" || isBetween, word != "/" || firstFactor == nil
      {
        var next = separator + 1
        _ = skipPlus(&next, limit)
        let factor = unitFactor(&next, limit)
        if factor != nil || firstFactor != nil {
          second = value * (factor ?? firstFactor ?? 1)
          firstFactor = firstFactor ?? factor
          cursor = next
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
    if second == nil, startsWithBeginners(index) {
      return ExperienceQuantity(
        minimum: 0, maximum: first * factor, tokens: index - 2..<cursor, unitEnd: cursor)
    }
    if second == nil, isUpperBound(index) {
      return ExperienceQuantity(
        minimum: 0, maximum: first * factor, tokens: tokens, unitEnd: cursor)
    }
    if factor < 1, second == nil, first > 36 || document.key(cursor) == "contract" { return nil }
    return ExperienceQuantity(
      minimum: first * factor, maximum: second, tokens: tokens, unitEnd: cursor)
  }

  /// "Experience: 3-6" without a unit.
  private func bareRange(
    at index: Int, first: Double, in sentence: Range<Int>, isLabelled: Bool
  ) -> ExperienceQuantity? {
    guard isLabelled, ["-", "–", "to"].contains(document.key(index + 1)),
      let second = number(index + 2, sentence.upperBound), second >= first, second <= 40
    else { return nil }
    return ExperienceQuantity(
      minimum: first, maximum: second, tokens: index..<index + 3, unitEnd: index + 3)
  }

  private func followsAs(_ words: [String], _ index: Int) -> Bool {
    words.indices.allSatisfy { document.key(index + $0) == words[$0] }
  }

  /// "Fresher - 4 Years", "Freshers to 2 years".
  private func startsWithBeginners(_ index: Int) -> Bool {
    ["fresher", "freshers"].contains(document.key(index - 2))
      && ["-", "–", "—", "to"].contains(document.key(index - 1))
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
    case "-" where document.key(cursor + 1) == "plus",
      "or" where document.key(cursor + 1) == "more":
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
}
