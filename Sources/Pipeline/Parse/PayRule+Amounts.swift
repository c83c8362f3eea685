/// Amounts of money, their currencies and the times that they pay for.
extension PayRule {
  struct Amount {
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

    /// The amount in the scale of the one before it: "$120k - 150".
    func scaled(like first: Amount) -> Amount {
      guard first.hasScale, !hasScale, value < 1000, first.value >= 1000 else { return self }
      var amount = self
      amount.value *= first.isLakh ? 100_000 : 1000
      return amount
    }

    var looksLikeYear: Bool { !hasScale && value >= 1960 && value <= 2040 }

    /// "401k", a plan for old age.
    var isRetirementPlan: Bool { hasScale && value == 401_000 }
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

  struct Currency {
    var code: String
    var isBareDollar: Bool
    var end: Int
  }

  /// The currency that begins at a token: a sign, a code, or a dollar sign with what says whose.
  func currency(at index: Int, in range: Range<Int>) -> Currency? {
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
  func currency(of first: Amount, _ second: Amount?) -> String? {
    let amounts = [first, second].compactMap { $0 }
    if let plain = amounts.first(where: { $0.currency != nil && !$0.isBareDollar }) {
      return plain.currency
    }
    let isIndian = amounts.contains { $0.isLakh || $0.isLakhGrouped }
    return first.currency ?? second?.currency ?? (isIndian ? "INR" : nil)
  }

  // MARK: Amounts

  func amount(at start: Int, in range: Range<Int>) -> Amount? {
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
    if document.key(cursor) == "+", !document.tokens[cursor].hasSpaceBefore { cursor += 1 }
    var amount = Amount(
      value: value, currency: leading?.code, isBareDollar: leading?.isBareDollar ?? false,
      isLakhGrouped: Self.isLakhGrouped(number), end: cursor)
    guard cursor < range.upperBound else { return amount }
    switch document.key(cursor) {
    case "k", "thousand":
      amount.value *= 1000
      amount.hasScale = true
      amount.end += 1
    case "lpa", "lakh", "lakhs", "lac", "lacs", "l":
      amount.isPerYear = document.key(cursor) == "lpa"
      amount.value *= 100_000
      amount.isLakh = true
      amount.hasScale = true
      amount.end += 1
      readThousands(&amount, in: range)
    case "/":
      if document.key(cursor + 1) == "-" { amount.end += 2 }
    case ",":
      if document.key(cursor + 1) == "-", !document.tokens[cursor + 1].hasSpaceBefore {
        amount.end += 2
      }
    default: break
    }
    readTrailingCurrency(&amount, in: range)
    return amount
  }

  /// Reads "50 Thousand" after "4 Lac".
  private func readThousands(_ amount: inout Amount, in range: Range<Int>) {
    guard amount.end + 1 < range.upperBound, document.tokens[amount.end].kind == .number,
      document.key(amount.end + 1) == "thousand",
      let thousands = Self.value(of: document.key(amount.end))
    else { return }
    amount.value += thousands * 1000
    amount.end += 2
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

  static let periods: [String: String] = [
    "year": "year", "annum": "year", "anum": "year", "yr": "year", "annual": "year",
    "annually": "year", "yearly": "year", "pa": "year", "p.a": "year", "lpa": "year",
    "month": "month", "monthly": "month", "pm": "month", "p.m": "month", "mo": "month",
    "pcm": "month", "p.c.m": "month", "hour": "hour", "hr": "hour", "hourly": "hour", "ph": "hour",
    "p.h": "hour", "day": "day", "daily": "day", "pd": "day", "p.d": "day", "week": "week",
    "weekly": "week", "pw": "week", "p.w": "week",
  ]

  /// What the letter after "p/" stands for.
  private static let periodLetters: [String: String] = [
    "a": "year", "m": "month", "w": "week", "d": "day", "h": "hour",
  ]

  /// Words and marks between an amount and the time that it pays for.
  private static let periodLinks = JDWords.set(
    "per a an / - in ( gross net brutto netto base basic")

  /// The time that an amount before `end` pays for; "pro rata" is that of a whole year.
  func period(at end: inout Int, in range: Range<Int>) -> String? {
    var cursor = end
    while cursor < min(range.upperBound, end + 4) {
      let key = document.key(cursor)
      if let period = Self.periods[key] {
        end = cursor + 1
        return period
      }
      if key == "p", document.key(cursor + 1) == "/",
        let period = Self.periodLetters[document.key(cursor + 2)]
      {
        end = cursor + 3
        return period
      }
      if let proRata = document.matches(["pro", "rata"], at: cursor, upTo: range.upperBound) {
        end = proRata
        return "year"
      }
      guard Self.periodLinks.contains(key) else { return nil }
      cursor += 1
    }
    return nil
  }
}
