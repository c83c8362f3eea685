/// Finds what the job pays.
struct PayRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Finding: Sendable {
    var value: JSONValue
    var tokens: Range<Int>
  }

  private struct Amount {
    var value: Double
    var currency: String?
    /// Whether the currency is a dollar sign without a country.
    var isBareDollar = false
    /// Whether the digits are grouped as in India: "4,00,000".
    var isLakhGrouped = false
    var isLakh = false
    var hasScale = false
    var isPerYear = false
    var end: Int
  }

  func finding() -> Finding? {
    for section in sections where section.kind == .pay {
      let said = section.heading?.compactMap { Self.periods[document.key($0)] }.first
      for piece in section.pieces {
        if let finding = finding(in: piece.tokens, isLabelled: true, ratePeriod: said) {
          return finding
        }
      }
    }
    for section in sections where section.kind != .company && section.kind != .pay {
      for piece in section.pieces {
        if let finding = finding(in: piece.tokens, isLabelled: false, ratePeriod: nil) {
          return finding
        }
      }
    }
    return nil
  }

  private static let payWords = JDWords.set(
    "salary ctc pay compensation stipend package remuneration lpa wage wages payout earn")

  /// What a piece says of pay; `ratePeriod` is the time that its label pays for.
  private func finding(in range: Range<Int>, isLabelled: Bool, ratePeriod: String?) -> Finding? {
    var lastPayWord = isLabelled ? range.lowerBound : Int.min / 2
    var ratePeriod = ratePeriod
    for index in range {
      let token = document.tokens[index]
      if Self.payWords.contains(token.key) { lastPayWord = index }
      if let period = period(ofRate: index, in: range) {
        lastPayWord = index
        ratePeriod = period
      }
      guard token.kind == .number || currency(at: index, in: range) != nil,
        let amount = amount(at: index, in: range)
      else { continue }
      if let finding = finding(
        amount, at: index, in: range, isNearPayWord: index - lastPayWord <= 16 || isLabelled,
        ratePeriod: ratePeriod)
      {
        return finding
      }
    }
    return nil
  }

  /// "Day rate", "hourly rates": pay for the time that the word before says.
  private func period(ofRate index: Int, in range: Range<Int>) -> String? {
    guard index > range.lowerBound, ["rate", "rates"].contains(document.key(index)) else {
      return nil
    }
    return Self.periods[document.key(index - 1)]
  }

  private func finding(
    _ first: Amount, at index: Int, in range: Range<Int>, isNearPayWord: Bool, ratePeriod: String?
  ) -> Finding? {
    var end = first.end
    var second: Amount?
    let isBetween = index > range.lowerBound && document.key(index - 1) == "between"
    if end < range.upperBound,
      ["-", "–", "—", "to", "~"].contains(document.key(end))
        || isBetween && document.key(end) == "and"
    {
      second = amount(at: end + 1, in: range)
      end = second?.end ?? end
    }
    let scaleIsLakh = first.isLakh || second?.isLakh == true
    var period = period(at: &end, in: range)
    if period == nil, first.isPerYear || second?.isPerYear == true { period = "year" }
    guard let currency = currency(of: first, second) else { return nil }
    guard isNearPayWord || period != nil else { return nil }
    if ["million", "billion", "mn", "bn", "m", "b", "crore", "crores", "cr"].contains(
      document.key(end))
    {
      return nil
    }
    var low = first.value
    if let second, second.hasScale, !first.hasScale, second.value > 0, low < 1000 {
      low *= second.isLakh ? 100_000 : 1000
    }
    let high = second?.value
    guard low > 0 || high != nil else { return nil }
    let before = (max(range.lowerBound, index - 2)..<index).map { document.key($0) }
    let isUpTo = before.contains("upto") || before == ["up", "to"] || before.contains("maximum")
    let raw = JDWords.split(document.string(index..<end)).joined(separator: " ")
    let said = period ?? ratePeriod ?? (scaleIsLakh ? "year" : nil)
    return Finding(
      value: .object([
        "raw": .string(raw),
        "min": isUpTo && high == nil ? .null : .number(low),
        "max": isUpTo && high == nil ? .number(low) : high.map { .number($0) } ?? .null,
        "currency": .string(currency),
        "period": said.map { .string($0) } ?? .null,
      ]),
      tokens: index..<end)
  }

  // MARK: Currencies

  private static let currencies: [String: String] = [
    "₹": "INR", "rs": "INR", "inr": "INR", "rupees": "INR", "$": "USD", "usd": "USD", "€": "EUR",
    "eur": "EUR", "£": "GBP", "gbp": "GBP", "cad": "CAD", "aud": "AUD", "sgd": "SGD", "aed": "AED",
    "us$": "USD", "rs.": "INR", "¥": "JPY", "zł": "PLN",
  ]

  /// Codes that count only in capitals: in small letters some are words or names.
  private static let codes = JDWords.set(
    """
    pln chf jpy cny nzd hkd sek nok dkk czk huf ron zar brl mxn myr sar qar kwd pkr lkr bdt ils krw
    """)

  /// The letters before a dollar sign that say whose dollar it is.
  private static let dollars: [String: String] = [
    "us": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD", "ca": "CAD",
    "cad": "CAD", "s": "SGD", "sg": "SGD", "sgd": "SGD", "nz": "NZD", "nzd": "NZD", "hk": "HKD",
    "hkd": "HKD",
  ]

  private struct Currency {
    var code: String
    var isBareDollar: Bool
    var end: Int
  }

  /// The currency that begins at a token: a sign, a code, or a dollar sign with what says whose.
  private func currency(at index: Int, in range: Range<Int>) -> Currency? {
    guard index < range.upperBound else { return nil }
    let token = document.tokens[index]
    if index + 1 < range.upperBound, document.key(index + 1) == "$",
      let code = Self.dollars[token.key],
      token.key.utf8.count == 3 || token.end == document.tokens[index + 1].start
    {
      return Currency(code: code, isBareDollar: false, end: index + 2)
    }
    if let code = Self.currencies[token.key] {
      return Currency(code: code, isBareDollar: token.key == "$", end: index + 1)
    }
    guard token.isAllCapitals, Self.codes.contains(token.key) else { return nil }
    return Currency(code: token.key.uppercased(), isBareDollar: false, end: index + 1)
  }

  /// What two amounts are in: what says more than a dollar sign wins; grouping by lakhs is Indian.
  private func currency(of first: Amount, _ second: Amount?) -> String? {
    let amounts = [first, second].compactMap { $0 }
    if let plain = amounts.first(where: { $0.currency != nil && !$0.isBareDollar }) {
      return plain.currency
    }
    let isIndian = amounts.contains { $0.isLakh || $0.isLakhGrouped }
    return first.currency ?? second?.currency ?? (isIndian ? "INR" : nil)
  }

  // MARK: Amounts

  private func amount(at start: Int, in range: Range<Int>) -> Amount? {
    let leading = currency(at: start, in: range)
    var cursor = leading?.end ?? start
    if leading != nil {
      while cursor < range.upperBound, [".", "-", ":", "/"].contains(document.key(cursor)) {
        cursor += 1
      }
    }
    guard let number = number(at: &cursor, in: range), let value = Self.value(of: number) else {
      return nil
    }
    if document.key(cursor) == "+" { cursor += 1 }
    var amount = Amount(
      value: value, currency: leading?.code, isBareDollar: leading?.isBareDollar ?? false,
      isLakhGrouped: Self.isLakhGrouped(number), end: cursor)
    guard cursor < range.upperBound else { return amount }
    switch document.key(cursor) {
    case "k":
      amount.value *= 1000
      amount.hasScale = true
      amount.end += 1
    case "lpa", "lakh", "lakhs", "lac", "lacs", "l":
      amount.isPerYear = document.key(cursor) == "lpa"
      amount.value *= 100_000
      amount.isLakh = true
      amount.hasScale = true
      amount.end += 1
    case "/":
      if document.key(cursor + 1) == "-" { amount.end += 2 }
    default: break
    }
    readTrailingCurrency(&amount, in: range)
    return amount
  }

  /// Reads "EUR", "(CAD)" after the amount; a code there says more than a dollar sign before.
  private func readTrailingCurrency(_ amount: inout Amount, in range: Range<Int>) {
    let isBracketed = document.key(amount.end) == "("
    guard let trailing = currency(at: isBracketed ? amount.end + 1 : amount.end, in: range),
      amount.currency == nil || amount.currency == trailing.code
        || amount.isBareDollar && document.tokens[trailing.end - 1].isWord,
      !isBracketed || document.key(trailing.end) == ")"
    else { return }
    if trailing.end < range.upperBound, document.tokens[trailing.end].kind == .number { return }
    amount.currency = trailing.code
    amount.isBareDollar = trailing.isBareDollar
    amount.end = isBracketed ? trailing.end + 1 : trailing.end
  }

  /// The digits at a token; groups of three go on after a space or an apostrophe: "60 000".
  private func number(at cursor: inout Int, in range: Range<Int>) -> String? {
    guard cursor < range.upperBound, document.tokens[cursor].kind == .number else { return nil }
    var digits = document.key(cursor)
    cursor += 1
    guard digits.utf8.count <= 3, digits.utf8.allSatisfy(JDBytes.isDigit) else { return digits }
    while cursor < range.upperBound {
      let next = document.key(cursor) == "'" ? cursor + 1 : cursor
      let group = document.key(next)
      guard next < range.upperBound, group.utf8.count == 3,
        group.utf8.allSatisfy(JDBytes.isDigit)
      else { break }
      digits += group
      cursor = next + 1
    }
    return digits
  }

  /// `15,548.00`, `4.5`, `3,00,000`, `60.000`, `1.250,50`.
  ///
  /// Of two kinds of marks the last is the decimal one. Full stops alone are decimal unless three
  /// digits follow each; one comma alone is decimal before one or two digits.
  private static func value(of text: String) -> Double? {
    let groups = text.split(whereSeparator: { $0 == "," || $0 == "." })
    var decimalMark: Character?
    switch (text.lastIndex(of: ","), text.lastIndex(of: ".")) {
    case (let comma?, let point?):
      decimalMark = comma > point ? "," : "."
    case (nil, .some):
      let isGrouped =
        groups[0].utf8.count <= 3 && groups[0] != "0"
        && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
      if !isGrouped { decimalMark = "." }
    case (.some, nil):
      if groups.count == 2, groups[1].utf8.count < 3 { decimalMark = "," }
    case (nil, nil): break
    }
    let kept = text.filter { $0.isNumber || $0 == decimalMark }
    return Double(String(kept.map { $0 == "," ? "." : $0 }))
  }

  /// "4,00,000": a group of three after groups of two.
  private static func isLakhGrouped(_ text: String) -> Bool {
    let groups = text.split(separator: ".")[0].split(separator: ",").map(\.utf8.count)
    return groups.count > 2 && groups[0] <= 2 && groups.last == 3
      && groups.dropFirst().dropLast().allSatisfy { $0 == 2 }
  }

  private static let periods: [String: String] = [
    "year": "year", "annum": "year", "yr": "year", "annual": "year", "annually": "year",
    "yearly": "year", "pa": "year", "p.a": "year", "lpa": "year", "month": "month",
    "monthly": "month", "pm": "month", "p.m": "month", "mo": "month", "hour": "hour", "hr": "hour",
    "hourly": "hour", "day": "day", "daily": "day", "week": "week", "weekly": "week",
  ]

  private func period(at end: inout Int, in range: Range<Int>) -> String? {
    var cursor = end
    while cursor < range.upperBound, cursor < end + 3,
      ["per", "a", "an", "/", "-", "in", "("].contains(document.key(cursor))
    {
      cursor += 1
    }
    guard cursor < range.upperBound, let period = Self.periods[document.key(cursor)] else {
      return nil
    }
    end = cursor + 1
    return period
  }
}
