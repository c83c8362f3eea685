/// Texts of people who apply.
extension RejectionRule {
  /// Whether the text describes a person who applies.
  func isResume(_ counts: Counts, _ points: Int) -> Bool {
    let opening = Array(document.tokens.lazy.filter(\.isWord).prefix(12).map(\.key))
    let namesItself =
      opening.contains("vitae") || opening.contains("résumé")
      || opening.first == "resume" && opening.count > 1
    let periods = employmentPeriods()
    if tellsOfPerson(periods) { return true }
    var score = min(periods.count, 4) * 2 + min(counts.resume, 4) + min(counts.person, 6)
    if namesItself { score += 5 }
    let addresses = sections.contains {
      $0.kind == .application || $0.kind == .benefits || $0.kind == .equalOpportunity
    }
    if addresses { score -= 2 }
    let you = document.tokens.prefix(4000).reduce(0) {
      $0 + (Self.addressWords.contains($1.key) ? 1 : 0)
    }
    score -= min(you, 8)
    return score >= 7
  }

  private static let addressWords = JDWords.set("you your we our candidate candidates")

  private static let months = JDWords.set(
    """
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july
    august september october november december
    """
  )

  private struct Periods {
    var count = 0
    /// Those that last.
    var openCount = 0
    /// Those that name a month.
    var monthCount = 0
  }

  /// "Jan 2019 – Present", "03/2020 – today", "2015 - 2018".
  private func employmentPeriods() -> Periods {
    var periods = Periods()
    for index in document.tokens.indices.prefix(20_000) where isCalendarYear(index) {
      guard ["-", "–", "—", "to", "until", "till"].contains(document.key(index + 1)) else {
        continue
      }
      var next = index + 2
      if Self.months.contains(document.key(next)) || document.key(next) == "till" { next += 1 }
      if !isCalendarYear(next), document.key(next + 1) == "/" { next += 2 }
      let isOpen = ["present", "now", "current", "date", "today", "ongoing"]
        .contains(document.key(next))
      guard isOpen || isCalendarYear(next) else { continue }
      periods.count += 1
      if isOpen { periods.openCount += 1 }
      let previous = document.key(index - 1)
      if previous == "/" || Self.months.contains(previous) || document.key(index).contains(".") {
        periods.monthCount += 1
      }
    }
    return periods
  }

  /// "2019", and "03.2019".
  private func isCalendarYear(_ index: Int) -> Bool {
    guard index < document.tokens.count, document.tokens[index].kind == .number,
      let last = document.key(index).split(separator: ".").last, let year = Int(last)
    else { return false }
    return year >= 1960 && year <= 2040
  }

  /// Whether the text speaks to nobody and tells what somebody has done: a work that lasts, and
  /// beside it earlier ones, schools, or how to reach the person; or that, and works of months.
  private func tellsOfPerson(_ periods: Periods) -> Bool {
    guard periods.count > 0,
      !document.tokens.prefix(4000).contains(where: { Self.readerWords.contains($0.key) })
    else { return false }
    let hasSchools = sections.contains { $0.kind == .education && $0.heading != nil }
    return periods.openCount > 0 && (periods.count > 1 || hasSchools || opensWithContact())
      || periods.monthCount > 1 && opensWithContact()
  }

  static let readerWords = addressWords.union(
    JDWords.set(
      """
      you'll you're you've yours we'll we're we've applicant applicants apply applying hiring
      vacancy vacancies
      """))

  /// Tokens at the top among which a person says how to be reached.
  private static let contactTokens = 60

  /// Whether an e-mail address or the number of a telephone stands at the top.
  private func opensWithContact() -> Bool {
    var digits = 0
    for index in document.tokens.indices.prefix(Self.contactTokens) {
      let token = document.tokens[index]
      if token.kind == .link, token.key.contains("@") { return true }
      if token.kind == .number, !isCalendarYear(index) {
        digits += token.key.utf8.count(where: JDBytes.isDigit)
        if digits >= Self.telephoneDigits { return true }
      } else if !["+", "-", "(", ")"].contains(token.key) {
        digits = 0
      }
    }
    return false
  }

  private static let telephoneDigits = 9
}
