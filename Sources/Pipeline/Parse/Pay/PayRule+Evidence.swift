/// What makes amounts pay that no word near them calls so, and what makes amounts something else.
extension PayRule {
  /// Whether amounts without a currency look like pay: a range of thousands, or an amount of
  /// thousands for a time.
  func isBarePay(
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
    pension kiwisaver incentive incentives
    """)

  /// "£45,000 DOE", "$120k - $150k + equity".
  func saysPay(
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

  /// A line about the job in which a range may stand behind a place or a grade, in tokens.
  private static let shortLine = 16

  /// Whether a line, or its part between bars, holds nothing but a range of thousands, or a short
  /// line about the job ends in one: "Oslo centre, £26k - £30k", "Grade 7 (£41,000 - £46,000)".
  func standsAlone(
    _ first: Amount, _ second: Amount?, at tokens: Range<Int>, in context: Context
  ) -> Bool {
    guard let second, min(first.value, second.value) >= 1000 else { return false }
    let range = context.range
    let start = tokens.lowerBound
    let before = start > range.lowerBound ? document.key(start - 1) : ""
    let after = tokens.upperBound < range.upperBound ? document.key(tokens.upperBound) : ""
    let opens =
      before.isEmpty || before == "|"
      || start == range.lowerBound + 1 && ["from", "between"].contains(before)
    if opens, after.isEmpty || ["|", ",", ";", "(", "+"].contains(after) { return true }
    guard context.isOfJob, range.count <= Self.shortLine, min(first.value, second.value) >= 10_000
    else { return false }
    return before == "(" ? after == ")" : [",", "-", "–", "—"].contains(before) && after.isEmpty
  }

  /// A word that calls crores pay stands at most so many tokens before them.
  private static let croreDistance = 8

  /// Whether amounts are those of a business: "$5 million", "a turnover of ₹500 crore".
  func isOfBusiness(
    _ first: Amount, _ second: Amount?, at tokens: Range<Int>, in context: Context
  ) -> Bool {
    if ["million", "billion", "mn", "bn", "m", "b"].contains(document.key(tokens.upperBound)) {
      return true
    }
    let isInCrores = first.scale == Scale.crore || second?.scale == Scale.crore
    return isInCrores && first.scale != Scale.lakh
      && !context.follows(tokens.lowerBound, by: Self.croreDistance)
  }
}
