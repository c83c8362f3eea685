/// Amounts of money.
extension PayRule {
  /// What the words behind digits multiply them by.
  enum Scale {
    static let thousand = 1000.0
    static let lakh = 100_000.0
    static let crore = 10_000_000.0

    static let words: [String: Double] = [
      "k": thousand, "thousand": thousand, "lpa": lakh, "lakh": lakh, "lakhs": lakh, "lac": lakh,
      "lacs": lakh, "l": lakh, "crore": crore, "crores": crore, "cr": crore,
    ]
  }

  struct Amount {
    var value: Double
    var currency: String?
    /// Whether the currency is a dollar sign without a country.
    var isBareDollar = false
    /// Whether the digits are grouped as in India: "4,00,000".
    var isLakhGrouped = false
    /// What a word behind the digits multiplied them by.
    var scale = 1.0
    var isPerYear = false
    var end: Int

    var hasScale: Bool { scale > 1 }

    /// Whether it is counted in lakhs or crores.
    var isIndian: Bool { scale >= Scale.lakh }

    /// The amount in the scale of the one before it: "$120k - 150".
    func scaled(like first: Amount) -> Amount {
      guard first.hasScale, !hasScale, value < 1000, first.value >= 1000 else { return self }
      var amount = self
      amount.value *= first.scale
      return amount
    }

    var looksLikeYear: Bool { !hasScale && value >= 1960 && value <= 2040 }

    /// "401k", a plan for old age.
    var isRetirementPlan: Bool { hasScale && value == 401_000 }
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
    let word = document.key(cursor)
    if let scale = Scale.words[word] {
      amount.isPerYear = word == "lpa"
      amount.value *= scale
      amount.scale = scale
      amount.end += 1
      if scale == Scale.lakh { readThousands(&amount, in: range) }
    } else if word == "/", document.key(cursor + 1) == "-" {
      amount.end += 2
    } else if word == ",", document.key(cursor + 1) == "-",
      !document.tokens[cursor + 1].hasSpaceBefore
    {
      amount.end += 2
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

  // MARK: Digits

  /// The digits at a token, with the groups that stand apart from them.
  private func number(at cursor: inout Int, in range: Range<Int>) -> String? {
    guard cursor < range.upperBound, document.tokens[cursor].kind == .number else { return nil }
    let digits = document.key(cursor)
    cursor += 1
    if let whole = withGroups(after: digits, at: &cursor, in: range) { return whole }
    return withLooseGroups(after: digits, at: &cursor, in: range) ?? digits
  }

  /// "60 000", "60'000": groups of three behind a space or an apostrophe.
  private func withGroups(
    after first: String, at cursor: inout Int, in range: Range<Int>
  ) -> String? {
    guard first.utf8.count <= 3, first.utf8.allSatisfy(JDBytes.isDigit) else { return nil }
    var digits = first
    while cursor < range.upperBound {
      let next = document.key(cursor) == "'" ? cursor + 1 : cursor
      let group = document.key(next)
      guard next < range.upperBound, group.utf8.count == 3,
        group.utf8.allSatisfy(JDBytes.isDigit)
      else { break }
      digits += group
      cursor = next + 1
    }
    return digits == first ? nil : digits
  }

  /// No number has more groups than this.
  private static let mostGroups = 4

  /// "2, 25,000", "50, 000": groups that a stray space at the comma cuts off.
  private func withLooseGroups(
    after first: String, at cursor: inout Int, in range: Range<Int>
  ) -> String? {
    var digits = first
    var whole: String?
    var index = cursor
    for _ in 0..<Self.mostGroups {
      guard index + 1 < range.upperBound, document.key(index) == ",",
        document.tokens[index + 1].kind == .number,
        document.tokens[index].hasSpaceBefore || document.tokens[index + 1].hasSpaceBefore
      else { break }
      digits += "," + document.key(index + 1)
      index += 2
      if Self.isLakhGrouped(digits) || Self.isThousands(digits) {
        whole = digits
        cursor = index
      }
    }
    return whole
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

  /// "50,000": groups of three digits, of which the last is empty, so that it is no other number.
  private static func isThousands(_ text: String) -> Bool {
    let groups = text.split(separator: ",")
    return groups.count > 1 && (1...3).contains(groups[0].utf8.count) && groups.last == "000"
      && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
  }
}
