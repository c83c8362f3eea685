/// The times that amounts pay for.
extension PayRule {
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
    "per a an every each / - in ( gross net brutto netto base basic")

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
