/// The upper end of pay, behind a dash or words: "$110k - $140k", "£25,000 rising to £30,000".
extension PayRule {
  private static let dashes = JDWords.set("- – — to ~ \u{2010} \u{2011} \u{2012} \u{2212} \u{2015}")

  /// Marks and words between an amount and the word "maximum".
  private static let links = JDWords.set(", ; . - – — / | & and to")

  /// Words and marks between "maximum" and its amount, beside those that say pay.
  private static let saying = JDWords.set(". : - – — of is")

  /// Words before "to" and "up to" that make two amounts one range.
  private static let rises = JDWords.set(
    "rising rise rises increasing increases progressing growing go goes going")

  private static let riseOpenings = JDWords.set("and or can may could will")

  /// The token after what joins two amounts: a dash, "to", "up to", "and" after "between", "rising
  /// to", ", maximum".
  private func joinEnd(at index: Int, isBetween: Bool, in range: Range<Int>) -> Int? {
    guard index < range.upperBound else { return nil }
    if let end = maximumEnd(at: index, in: range) { return end }
    let key = document.key(index)
    if Self.dashes.contains(key) || isBetween && key == "and" { return index + 1 }
    if key == "up", document.key(index + 1) == "to" { return index + 2 }
    return riseEnd(at: index, in: range)
  }

  /// "Maximum salary", "- max.", "and a maximum of" is not one: behind a mark or a word that joins.
  private func maximumEnd(at index: Int, in range: Range<Int>) -> Int? {
    var cursor = index
    while cursor < min(range.upperBound, index + 2), Self.links.contains(document.key(cursor)) {
      cursor += 1
    }
    guard Self.mostWords.contains(document.key(cursor)) else { return nil }
    cursor += 1
    while cursor < range.upperBound,
      Self.payWords.contains(document.key(cursor)) || Self.saying.contains(document.key(cursor))
    {
      cursor += 1
    }
    return cursor
  }

  /// "Rising to", "and can go up to".
  private func riseEnd(at index: Int, in range: Range<Int>) -> Int? {
    var cursor = index
    while cursor < min(range.upperBound, index + 2),
      Self.riseOpenings.contains(document.key(cursor))
    {
      cursor += 1
    }
    guard cursor < range.upperBound, Self.rises.contains(document.key(cursor)) else { return nil }
    cursor += 1
    if document.key(cursor) == "up" { cursor += 1 }
    return document.key(cursor) == "to" ? cursor + 1 : nil
  }

  /// The upper end of a range whose lower end is `first`, and the period that stands between them
  /// ("$110,000/yr - $140,000/yr").
  ///
  /// A smaller number of nothing is none: "₹20,000 - 5 days a week".
  func upperAmount(
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
}
