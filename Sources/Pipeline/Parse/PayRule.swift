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
    var isLakh: Bool
    var hasScale: Bool
    var isPerYear: Bool
    var end: Int
  }

  func finding() -> Finding? {
    for section in sections where section.kind == .pay {
      for piece in section.pieces {
        if let finding = finding(in: piece.tokens, isLabelled: true) { return finding }
      }
    }
    for section in sections where section.kind != .company && section.kind != .pay {
      for piece in section.pieces {
        if let finding = finding(in: piece.tokens, isLabelled: false) { return finding }
      }
    }
    return nil
  }

  private static let payWords = JDWords.set(
    "salary ctc pay compensation stipend package remuneration lpa wage wages payout earn")

  private func finding(in range: Range<Int>, isLabelled: Bool) -> Finding? {
    var lastPayWord = isLabelled ? range.lowerBound : Int.min / 2
    for index in range {
      let token = document.tokens[index]
      if Self.payWords.contains(token.key) { lastPayWord = index }
      guard token.kind == .number || Self.currencies[token.key] != nil else { continue }
      guard let amount = amount(at: index, in: range) else { continue }
      if let finding = finding(
        amount, at: index, in: range, isNearPayWord: index - lastPayWord <= 16 || isLabelled)
      {
        return finding
      }
    }
    return nil
  }

  private func finding(
    _ first: Amount, at index: Int, in range: Range<Int>, isNearPayWord: Bool
  ) -> Finding? {
    var end = first.end
    var second: Amount?
    if ["-", "–", "—", "to", "~"].contains(document.key(end)), end < range.upperBound {
      second = amount(at: end + 1, in: range)
      end = second?.end ?? end
    }
    let scaleIsLakh = first.isLakh || second?.isLakh == true
    var period = period(at: &end, in: range)
    if period == nil, first.isPerYear || second?.isPerYear == true { period = "year" }
    let currency = first.currency ?? second?.currency ?? (scaleIsLakh ? "INR" : nil)
    guard let currency else { return nil }
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
    let lower = start(of: index, in: range)
    let before = (max(range.lowerBound, lower - 2)..<lower).map { document.key($0) }
    let isUpTo = before.contains("upto") || before == ["up", "to"] || before.contains("maximum")
    let raw = JDWords.split(document.string(lower..<end)).joined(separator: " ")
    return Finding(
      value: .object([
        "raw": .string(raw),
        "min": isUpTo && high == nil ? .null : .number(low),
        "max": isUpTo && high == nil ? .number(low) : high.map { .number($0) } ?? .null,
        "currency": .string(currency),
        "period": (period ?? (scaleIsLakh ? "year" : nil)).map { .string($0) } ?? .null,
      ]),
      tokens: lower..<end)
  }

  private func start(of index: Int, in range: Range<Int>) -> Int { index }

  private static let currencies: [String: String] = [
    "₹": "INR", "rs": "INR", "inr": "INR", "rupees": "INR", "$": "USD", "usd": "USD", "€": "EUR",
    "eur": "EUR", "£": "GBP", "gbp": "GBP", "cad": "CAD", "aud": "AUD", "sgd": "SGD", "aed": "AED",
    "us$": "USD", "rs.": "INR",
  ]

  private func amount(at start: Int, in range: Range<Int>) -> Amount? {
    var cursor = start
    var currency: String?
    if cursor < range.upperBound, let sign = Self.currencies[document.key(cursor)] {
      currency = sign
      cursor += 1
      while cursor < range.upperBound, [".", "-", ":", "/"].contains(document.key(cursor)) {
        cursor += 1
      }
    }
    guard cursor < range.upperBound, document.tokens[cursor].kind == .number,
      let value = Self.value(of: document.key(cursor))
    else { return nil }
    cursor += 1
    if document.key(cursor) == "+" { cursor += 1 }
    var amount = Amount(
      value: value, currency: currency, isLakh: false, hasScale: false, isPerYear: false,
      end: cursor)
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
    if amount.currency == nil, amount.end < range.upperBound,
      let sign = Self.currencies[document.key(amount.end)]
    {
      amount.currency = sign
      amount.end += 1
    }
    return amount
  }

  /// `15,548.00`, `4.5`, `3,00,000`.
  private static func value(of text: String) -> Double? {
    let digits = text.utf8.filter { $0 != 0x2C }
    return Double(String(decoding: digits, as: UTF8.self))
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
