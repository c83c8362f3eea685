/// Finds what the job pays.
struct PayRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Finding: Sendable {
    var minimum: Double?
    var maximum: Double?
    /// The currency that the text says; without one only a word calls the amounts pay.
    var currency: String?
    var period: String?
    var raw: String
    var tokens: Range<Int>

    var value: JSONValue {
      .object([
        "raw": .string(raw),
        "min": minimum.map { .number($0) } ?? .null,
        "max": maximum.map { .number($0) } ?? .null,
        "currency": currency.map { .string($0) } ?? .null,
        "period": period.map { .string($0) } ?? .null,
      ])
    }
  }

  /// What says more of the amounts in a piece.
  struct Context {
    var range: Range<Int>
    /// Whether the piece stands under a label that says pay.
    var isLabelled: Bool
    /// Whether that label says that the amount is the most.
    var isLimit: Bool
    /// Whether the piece is about the job as a whole, and not about duties or wishes.
    var isOfJob: Bool
    /// The time that the label or the words before pay for.
    var ratePeriod: String?
    /// The last word that says pay.
    var payWord: Int?

    func follows(_ index: Int, by distance: Int) -> Bool {
      isLabelled || payWord.map { index - $0 <= distance } ?? false
    }
  }

  // MARK: Sections

  /// What stands under a label counts first, and what names a currency before what does not.
  func finding() -> Finding? { finding(isLabelled: true) ?? finding(isLabelled: false) }

  private func finding(isLabelled: Bool) -> Finding? {
    var bare: Finding?
    for index in sections.indices
    where (sections[index].kind == .pay) == isLabelled && sections[index].kind != .company {
      guard let finding = finding(in: sections[index]) else { continue }
      let whole = isLabelled ? withMaximum(finding, after: index) : finding
      if whole.currency != nil { return whole }
      bare = bare ?? whole
    }
    return bare
  }

  private func finding(in section: JDSection) -> Finding? {
    let isLabelled = section.kind == .pay
    let heading = isLabelled ? section.heading : nil
    var bare: Finding?
    for piece in section.pieces {
      let context = Context(
        range: piece.tokens, isLabelled: isLabelled,
        isLimit: heading.map { saysMaximum(in: $0) } ?? false,
        isOfJob: [.opening, .title, .location, .terms].contains(section.kind),
        ratePeriod: heading?.compactMap { Self.periods[document.key($0)] }.first)
      guard let finding = finding(in: context) else { continue }
      if finding.currency != nil { return finding }
      bare = bare ?? finding
    }
    return bare
  }

  private static let leastWords = JDWords.set("minimum min least lowest")
  static let mostWords = JDWords.set("maximum max upto")

  private func saysMaximum(in heading: Range<Int>) -> Bool {
    heading.contains { index in
      Self.mostWords.contains(document.key(index))
        || document.key(index) == "up" && document.key(index + 1) == "to"
    }
  }

  /// "Minimum salary: …" with the upper end under the next label, "Maximum salary: …".
  private func withMaximum(_ lower: Finding, after index: Int) -> Finding {
    guard lower.maximum == nil, index + 1 < sections.count, sections[index + 1].kind == .pay,
      let heading = sections[index].heading, let next = sections[index + 1].heading,
      heading.contains(where: { Self.leastWords.contains(document.key($0)) }),
      saysMaximum(in: next), let upper = finding(in: sections[index + 1]),
      let least = lower.minimum, let most = upper.maximum, least <= most
    else { return lower }
    var whole = lower
    whole.maximum = most
    whole.currency = lower.currency ?? upper.currency
    whole.period = lower.period ?? upper.period
    whole.tokens = lower.tokens.lowerBound..<upper.tokens.upperBound
    whole.raw = raw(whole.tokens)
    return whole
  }

  // MARK: Pieces

  /// Words and signs that call amounts pay.
  static let payWords = JDWords.set(
    """
    salary ctc pay compensation stipend package remuneration lpa wage wages payout earn 💰 💵 💸
    """)

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
      if finding.currency != nil { return finding }
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
        || standsAlone(first, second, at: index..<end, in: context)
    else { return nil }
    guard !isOfBusiness(first, second, at: index..<end, in: context) else { return nil }
    var low = first.value
    if let second, second.hasScale, !first.hasScale, second.value > 0, low < 1000 {
      low *= second.scale
    }
    var high = second?.value
    guard low > 0 || high != nil else { return nil }
    if let least = high, least < low {
      high = low
      low = least
    }
    let isLimit = high == nil && (context.isLimit || isUpTo(index, in: range))
    let isIndian = first.isIndian || second?.isIndian == true
    return Finding(
      minimum: isLimit ? nil : low, maximum: isLimit ? low : high, currency: currency,
      period: period ?? context.ratePeriod ?? (isIndian ? "year" : nil), raw: raw(index..<end),
      tokens: index..<end)
  }

  private func raw(_ tokens: Range<Int>) -> String {
    JDWords.split(document.string(tokens)).joined(separator: " ")
  }

  private func isUpTo(_ index: Int, in range: Range<Int>) -> Bool {
    let before = (max(range.lowerBound, index - 2)..<index).map { document.key($0) }
    return before == ["up", "to"]
      || before.contains { ["upto", "maximum", "max", "till"].contains($0) }
  }
}
