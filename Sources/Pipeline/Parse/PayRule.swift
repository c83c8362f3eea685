/// Finds what the job pays.
struct PayRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Finding: Sendable {
    var value: JSONValue
    var tokens: Range<Int>
    /// Whether the text says in which currency; else only what calls the amounts pay does.
    var hasCurrency: Bool
  }

  /// What says more of the amounts in a piece.
  private struct Context {
    var range: Range<Int>
    /// Whether the piece stands under a label that says pay.
    var isLabelled: Bool
    /// The time that the label or the words before pay for.
    var ratePeriod: String?
    /// The last word that says pay.
    var payWord: Int?

    func follows(_ index: Int, by distance: Int) -> Bool {
      isLabelled || payWord.map { index - $0 <= distance } ?? false
    }
  }

  /// What stands under a label counts first, and what names a currency before what does not.
  func finding() -> Finding? { finding(isLabelled: true) ?? finding(isLabelled: false) }

  private func finding(isLabelled: Bool) -> Finding? {
    var bare: Finding?
    for section in sections
    where (section.kind == .pay) == isLabelled && section.kind != .company {
      let heading = isLabelled ? section.heading : nil
      let said = heading?.compactMap { Self.periods[document.key($0)] }.first
      for piece in section.pieces {
        let context = Context(range: piece.tokens, isLabelled: isLabelled, ratePeriod: said)
        guard let finding = finding(in: context) else { continue }
        if finding.hasCurrency { return finding }
        bare = bare ?? finding
      }
    }
    return bare
  }

  private static let payWords = JDWords.set(
    "salary ctc pay compensation stipend package remuneration lpa wage wages payout earn")

  /// The first amount in a piece that names a currency, else the first that does not.
  private func finding(in context: Context) -> Finding? {
    var context = context
    var bare: Finding?
    for index in context.range {
      let token = document.tokens[index]
      let isPayWord = Self.payWords.contains(token.key)
      if isPayWord { context.payWord = index }
      if isPayWord || token.key == "rate" || token.key == "rates",
        let period = period(before: index, in: context.range)
      {
        context.payWord = index
        context.ratePeriod = period
      }
      guard token.kind == .number || currency(at: index, in: context.range) != nil,
        let amount = amount(at: index, in: context.range),
        let finding = finding(amount, at: index, in: context)
      else { continue }
      if finding.hasCurrency { return finding }
      bare = bare ?? finding
    }
    return bare
  }

  /// "Day rate", "hourly rates", "monthly salary": pay for the time that the word before says.
  private func period(before index: Int, in range: Range<Int>) -> String? {
    index > range.lowerBound ? Self.periods[document.key(index - 1)] : nil
  }

  private func finding(_ first: Amount, at index: Int, in context: Context) -> Finding? {
    let range = context.range
    let upper = upperAmount(of: first, at: index, in: range)
    let second = upper?.amount
    var end = second?.end ?? first.end
    var period = period(at: &end, in: range) ?? upper?.period
    if period == nil, first.isPerYear || second?.isPerYear == true { period = "year" }
    let currency = currency(of: first, second)
    if currency == nil {
      guard context.follows(index, by: 3),
        isBarePay(first, second, period: period, isLabelled: context.isLabelled),
        document.key(end) != "%"
      else { return nil }
    }
    guard
      context.follows(index, by: 16) || period != nil
        || saysPay(after: end, in: range, of: first, second)
        || standsAlone(first, second, at: index..<end, in: range)
    else { return nil }
    if ["million", "billion", "mn", "bn", "m", "b", "crore", "crores", "cr"].contains(
      document.key(end))
    {
      return nil
    }
    var low = first.value
    if let second, second.hasScale, !first.hasScale, second.value > 0, low < 1000 {
      low *= second.isLakh ? 100_000 : 1000
    }
    var high = second?.value
    guard low > 0 || high != nil else { return nil }
    if let least = high, least < low {
      high = low
      low = least
    }
    let isLimit = high == nil && isUpTo(index, in: range)
    let raw = JDWords.split(document.string(index..<end)).joined(separator: " ")
    let isLakh = first.isLakh || second?.isLakh == true
    let said = period ?? context.ratePeriod ?? (isLakh ? "year" : nil)
    return Finding(
      value: .object([
        "raw": .string(raw),
        "min": isLimit ? .null : .number(low),
        "max": isLimit ? .number(low) : high.map { .number($0) } ?? .null,
        "currency": currency.map { .string($0) } ?? .null,
        "period": said.map { .string($0) } ?? .null,
      ]),
      tokens: index..<end, hasCurrency: currency != nil)
  }

  private func isUpTo(_ index: Int, in range: Range<Int>) -> Bool {
    let before = (max(range.lowerBound, index - 2)..<index).map { document.key($0) }
    return before == ["up", "to"]
      || before.contains { ["upto", "maximum", "max", "till"].contains($0) }
  }

  // MARK: Two amounts

  private static let dashes = JDWords.set("- – — to ~ \u{2010} \u{2011} \u{2012} \u{2212} \u{2015}")

  /// The token after what joins two amounts: a dash, "to", "up to", and "and" after "between".
  private func joinEnd(at index: Int, isBetween: Bool, in range: Range<Int>) -> Int? {
    guard index < range.upperBound else { return nil }
    let key = document.key(index)
    if Self.dashes.contains(key) || isBetween && key == "and" { return index + 1 }
    return key == "up" && document.key(index + 1) == "to" ? index + 2 : nil
  }

  /// The upper end of a range whose lower end is `first`, and the period that stands between them
  /// ("$110,000/yr - $140,000/yr").
  ///
  /// A smaller number of nothing is none: "₹20,000 - 5 days a week".
  private func upperAmount(
    of first: Amount, at index: Int, in range: Range<Int>
  ) -> (amount: Amount, period: String?)? {
    let isBetween = index > range.lowerBound && document.key(index - 1) == "between"
    if let start = joinEnd(at: first.end, isBetween: isBetween, in: range),
      let second = amount(at: start, in: range)?.scaled(like: first),
      second.currency != nil || second.hasScale || second.value >= first.value
        || first.value < 1000
    {
      return (second, nil)
    }
    var end = first.end
    guard let period = period(at: &end, in: range) else { return nil }
    if document.key(end) == ".", end < range.upperBound, !document.tokens[end].hasSpaceBefore {
      end += 1
    }
    guard let start = joinEnd(at: end, isBetween: isBetween, in: range),
      let second = amount(at: start, in: range)?.scaled(like: first)
    else { return nil }
    var secondEnd = second.end
    let secondPeriod = self.period(at: &secondEnd, in: range)
    guard secondPeriod == nil || secondPeriod == period,
      second.currency != nil || second.hasScale || secondPeriod != nil
    else { return nil }
    return (second, period)
  }

  // MARK: Amounts that nothing calls pay

  /// Whether amounts without a currency look like pay: a range of thousands, or an amount of
  /// thousands for a time.
  private func isBarePay(
    _ first: Amount, _ second: Amount?, period: String?, isLabelled: Bool
  ) -> Bool {
    if let second {
      return first.value > 0 && second.value > first.value && second.value >= 1000
        && (first.value >= 1000 || second.hasScale)
        && !(first.looksLikeYear && second.looksLikeYear)
    }
    return first.value >= 1000 && !first.isRetirementPlan
      && (period != nil || isLabelled && first.hasScale)
  }

  private static let termsOfPay = JDWords.set("doe ote negotiable base basic gross brutto")

  private static let additions = JDWords.set(
    """
    bonus bonuses equity benefits super superannuation commission stock shares rsus options doe
    """)

  /// "£45,000 DOE", "$120k - $150k + equity".
  private func saysPay(
    after end: Int, in range: Range<Int>, of first: Amount, _ second: Amount?
  ) -> Bool {
    guard end < range.upperBound, max(first.value, second?.value ?? 0) >= 10_000 else {
      return false
    }
    let key = document.key(end)
    guard key == "+" || key == "plus" else { return Self.termsOfPay.contains(key) }
    return (end + 1..<min(end + 3, range.upperBound)).contains {
      Self.additions.contains(document.key($0))
    }
  }

  /// Whether a line, or its part between bars, holds nothing but a range of thousands.
  private func standsAlone(
    _ first: Amount, _ second: Amount?, at tokens: Range<Int>, in range: Range<Int>
  ) -> Bool {
    guard let second, min(first.value, second.value) >= 1000 else { return false }
    let start = tokens.lowerBound
    let opens =
      start == range.lowerBound || document.key(start - 1) == "|"
      || start == range.lowerBound + 1
        && ["from", "between"].contains(document.key(range.lowerBound))
    return opens
      && (tokens.upperBound == range.upperBound
        || ["|", ",", ";", "(", "+"].contains(document.key(tokens.upperBound)))
  }
}
