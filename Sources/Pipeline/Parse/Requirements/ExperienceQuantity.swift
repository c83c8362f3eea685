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

  private static let dashes: Set<String> = ["-", "–", "—", "−", "‐", "~"]

  /// What is read of a quantity so far.
  private struct Reading {
    /// In the unit of the text.
    var first: Double
    /// How many years the unit is, where the text gives one.
    var factor: Double?
    /// In years.
    var maximum: Double?
    var isOpenEnded = false
    /// The token after what is read.
    var cursor: Int
  }

  /// The quantity that begins at a token, or `nil`. "Experience: 3-6" needs no unit.
  func quantity(at index: Int, in sentence: Range<Int>, isLabelled: Bool) -> ExperienceQuantity? {
    let limit = sentence.upperBound
    guard let first = number(index, limit), first <= 60, !isPartOfAmount(index, in: sentence)
    else { return nil }
    var reading = Reading(first: first, cursor: index + 1)
    readLowerEnd(&reading, at: index, limit)
    if reading.maximum == nil { readUpperEnd(&reading, at: index, limit) }
    if reading.maximum == nil, !isUpperBound(index) {
      readStatedMaximum(&reading, limit, isLabelled: isLabelled)
    }
    if reading.factor == nil, isLabelled, let range = bareRange(at: index, first, limit) {
      return range
    }
    let isBareNumber =
      isLabelled && !document.key(index).utf8.contains(0x2E)
      && (reading.isOpenEnded || limit - index <= 3)
    guard let factor = reading.factor ?? (isBareNumber ? 1 : nil) else { return nil }
    var end = reading.cursor
    if followsAs(["or", "more"], end) || followsAs(["and", "above"], end) { end += 2 }
    if reading.maximum == nil, startsWithBeginners(index) {
      return ExperienceQuantity(
        minimum: 0, maximum: first * factor, tokens: index - 2..<end, unitEnd: end)
    }
    if reading.maximum == nil, isUpperBound(index) {
      return ExperienceQuantity(
        minimum: 0, maximum: first * factor, tokens: index..<end, unitEnd: end)
    }
    if factor < 1, reading.maximum == nil, first > 36 || document.key(end) == "contract" {
      return nil
    }
    return ExperienceQuantity(
      minimum: first * factor, maximum: reading.maximum, tokens: index..<end, unitEnd: end)
  }

  /// Whether the number goes on from a mark of money, a fraction or a version.
  private func isPartOfAmount(_ index: Int, in sentence: Range<Int>) -> Bool {
    index > sentence.lowerBound && !document.tokens[index].hasSpaceBefore
      && [".", "$", "₹", "€", "£", "/"].contains(document.key(index - 1))
      && document.tokens[index - 1].end == document.tokens[index].start
      && !["year", "years"].contains(document.key(index + 1))
  }

  /// Reads what belongs to the first number: its plus, its repetition in brackets, its unit.
  private func readLowerEnd(_ reading: inout Reading, at index: Int, _ limit: Int) {
    reading.isOpenEnded = skipPlus(&reading.cursor, limit)
    if skipRepetition(of: reading.first, &reading.cursor, limit) {
      reading.isOpenEnded = skipPlus(&reading.cursor, limit) || reading.isOpenEnded
    }
    reading.factor = unitFactor(&reading.cursor, limit)
    if document.isBareWords, reading.cursor == index + 1, !reading.isOpenEnded,
      let value = number(reading.cursor, limit), value > reading.first, value <= 20
    {
      // "2 4 year": the dash was lost.
      var next = reading.cursor + 1
      if let factor = unitFactor(&next, limit) {
        (reading.factor, reading.maximum, reading.cursor) = (factor, value * factor, next)
      }
    }
  }

  /// Reads the second number of a range: "- 5 years", "to five (5) yrs".
  private func readUpperEnd(_ reading: inout Reading, at index: Int, _ limit: Int) {
    let word = document.key(reading.cursor)
    guard reading.cursor < limit,
      Self.dashes.contains(word) || ["to", "and", "/", "or"].contains(word)
    else { return }
    var next = reading.cursor + 1
    if ["-", "max", "maximum"].contains(document.key(next)) { next += 1 }
    guard let value = number(next, limit), value <= 60,
      value >= reading.first || reading.factor ?? 1 < 1,
      word != "and" || document.key(index - 1) == "between",
      word != "/" || reading.factor == nil
    else { return }
    next += 1
    _ = skipPlus(&next, limit)
    if skipRepetition(of: value, &next, limit) { _ = skipPlus(&next, limit) }
    let factor = unitFactor(&next, limit)
    guard let unit = factor ?? reading.factor else { return }
    reading.maximum = value * unit
    reading.factor = reading.factor ?? factor
    reading.cursor = next
  }

  /// Reads "maximum 6 years" after "minimum 3 years,".
  private func readStatedMaximum(_ reading: inout Reading, _ limit: Int, isLabelled: Bool) {
    guard reading.factor != nil || isLabelled else { return }
    var next = reading.cursor
    while next < limit, next < reading.cursor + 2,
      [",", ";", ".", "/", "-", "–", "&", "and", "to"].contains(document.key(next))
    {
      next += 1
    }
    guard ["max", "maximum"].contains(document.key(next)) else { return }
    next += 1
    while next < limit, ["of", ":", "."].contains(document.key(next)) { next += 1 }
    guard let value = number(next, limit), value <= 60 else { return }
    next += 1
    let factor = unitFactor(&next, limit)
    guard factor != nil || reading.factor == nil else { return }
    let unit = factor ?? 1
    guard value * unit >= reading.first * (reading.factor ?? unit) else { return }
    reading.maximum = value * unit
    reading.factor = reading.factor ?? unit
    reading.cursor = next
  }

  /// "Experience: 3-6" without a unit.
  private func bareRange(at index: Int, _ first: Double, _ limit: Int) -> ExperienceQuantity? {
    guard Self.dashes.contains(document.key(index + 1)) || document.key(index + 1) == "to",
      let second = number(index + 2, limit), second >= first, second <= 40
    else { return nil }
    return ExperienceQuantity(
      minimum: first, maximum: second, tokens: index..<index + 3, unitEnd: index + 3)
  }

  /// Passes over the same number in brackets: the "(3)" of "three (3)".
  private func skipRepetition(of value: Double, _ cursor: inout Int, _ limit: Int) -> Bool {
    guard document.key(cursor) == "(", number(cursor + 1, limit) == value,
      document.key(cursor + 2) == ")"
    else { return false }
    cursor += 3
    return true
  }

  private func followsAs(_ words: [String], _ index: Int) -> Bool {
    words.indices.allSatisfy { document.key(index + $0) == words[$0] }
  }

  /// "Fresher - 4 Years", "Freshers to 2 years".
  private func startsWithBeginners(_ index: Int) -> Bool {
    ["fresher", "freshers"].contains(document.key(index - 2))
      && ["-", "–", "—", "to"].contains(document.key(index - 1))
  }

  /// Whether "up to", "less than", "no more than", "at most" or "maximum" stands before.
  private func isUpperBound(_ index: Int) -> Bool {
    let words = (1...3).map { document.key(index - $0) }
    if words[0] == "than" {
      let isNegated = words[2] == "no" || words[2] == "not"
      switch words[1] {
      case "less", "fewer": return !isNegated
      case "more": return isNegated
      default: return false
      }
    }
    if [":", "of", "."].contains(words[0]) { return ["max", "maximum"].contains(words[1]) }
    return ["upto", "max", "maximum"].contains(words[0]) || words[0] == "to" && words[1] == "up"
      || words[0] == "most" && words[1] == "at"
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
