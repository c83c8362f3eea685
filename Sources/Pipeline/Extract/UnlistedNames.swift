import SimCore

/// Finds names that the library lacks beside names that it has: "VPLS" in "MPLS, VPLS and BGP".
///
/// Only what looks like a name counts: capitals ("VPLS"), capitals within ("SnapKit"), or, where
/// several known names stand in the same enumeration, capitalised words ("Metal", "Amazon Gateway")
/// that the text does not use as common ones. They are new to the library, so a review may add
/// them.
struct UnlistedNames {
  private let text: [UInt8]
  private let library: CatalogLookup
  /// The words that the text writes in small letters.
  private let commonWords: Set<String>

  /// - Complexity: O(length of the text).
  init(text: [UInt8], library: CatalogLookup) {
    self.text = text
    self.library = library
    commonWords = Set(
      text.split { !JDBytes.isLetter($0) }
        .filter { $0.first.map(JDBytes.isLowercase) ?? false }
        .map { String(decoding: $0, as: UTF8.self) })
  }

  /// The unlisted names of an enumeration, at most this far from a known one.
  private static let reach = 4

  /// The ranges of unlisted names, in order.
  ///
  /// - Parameter known: the ranges of the library's names, in order.
  /// - Complexity: O(length of the text + known).
  func names(beside known: [Range<Int>]) -> [Range<Int>] {
    guard !known.isEmpty else { return [] }
    let items = Enumeration.items(of: text, around: known)
    let kinds = items.map { $0.isKnown ? nil : kind(of: $0.range) }
    // How many names away the next known one is, before and after.
    var before = [Int?](repeating: nil, count: items.count)
    var after = before
    for index in items.indices.dropFirst() where items[index].isJoined {
      let previous = items[index - 1]
      if previous.endsKnown {
        before[index] = 1
      } else if kinds[index - 1] != nil {
        before[index] = before[index - 1].map { $0 + 1 }
      }
    }
    for index in items.indices.dropLast().reversed() where items[index + 1].isJoined {
      let next = items[index + 1]
      if next.startsKnown {
        after[index] = 1
      } else if kinds[index + 1] != nil {
        after[index] = after[index + 1].map { $0 + 1 }
      }
    }
    let company = knownCounts(items)
    return items.indices.compactMap { index in
      guard let kind = kinds[index],
        min(before[index] ?? .max, after[index] ?? .max) <= Self.reach
      else { return nil }
      let isBetween = before[index] != nil && after[index] != nil
      let isName =
        switch kind {
        case .capitals: true
        case .twoCapitals: isBetween
        case .capitalised: isBetween && company[index] > 1 || company[index] > 2
        case .words: company[index] > 1
        }
      return isName ? items[index].range : nil
    }
  }

  /// How many items with known names the enumeration of each item has.
  private func knownCounts(_ items: [Enumeration.Item]) -> [Int] {
    var counts: [Int] = []
    var start = 0
    for index in items.indices
    where index + 1 == items.count || !items[index + 1].isJoined {
      let count = items[start...index].count(where: \.isKnown)
      counts += Array(repeating: count, count: index + 1 - start)
      start = index + 1
    }
    return counts
  }

  /// What makes an item look like a name.
  private enum Kind {
    /// "VPLS", "SnapKit".
    case capitals
    /// "TE": short enough to be anything.
    case twoCapitals
    /// "Metal".
    case capitalised
    /// "Amazon Gateway".
    case words
  }

  /// Nil of what is no name, or one of the library's.
  private func kind(of range: Range<Int>) -> Kind? {
    let words = text[range].split(separator: JDBytes.space)
    guard let first = words.first, first.startIndex == range.lowerBound, words.count <= 3,
      words.allSatisfy(isPlain), !isLabel(range),
      library.skillTexts.match(String(decoding: text[range], as: UTF8.self)) == nil
    else { return nil }
    if words.count == 1 { return kind(ofWord: first) }
    let isNamed = words.allSatisfy { word in
      word.first.map(JDBytes.isUppercase) == true && !isCommon(word)
    }
    return isNamed ? .words : nil
  }

  private func kind(ofWord word: ArraySlice<UInt8>) -> Kind? {
    let capitals = word.count(where: JDBytes.isUppercase)
    let letters = word.count(where: JDBytes.isLetter)
    let stem = word.last == UInt8(ascii: "s") ? word.dropLast() : word
    if stem.allSatisfy({ JDBytes.isUppercase($0) || JDBytes.isDigit($0) }) {
      if word.count == 2 { return capitals == 2 ? .twoCapitals : nil }
      return capitals > 1 && stem.count <= Self.longestAcronym ? .capitals : nil
    }
    guard JDBytes.isUppercase(word[word.startIndex]), letters >= Self.shortestName,
      !isCommon(word)
    else { return nil }
    if capitals > 1, capitals < letters, !word.contains(UInt8(ascii: "-")) { return .capitals }
    return capitals == 1 && letters == word.count ? .capitalised : nil
  }

  /// Letters, digits and hyphens after a letter, and none of the words that are no skill's name.
  private func isPlain(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count > 1, word.first.map(JDBytes.isLetter) == true,
      word.allSatisfy({ JDBytes.isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else { return false }
    return !Self.others.contains(JDBytes.lowercased(word))
  }

  /// Whether the text, or everybody, uses a word as a common one.
  private func isCommon(_ word: ArraySlice<UInt8>) -> Bool {
    let key = JDBytes.lowercased(word)
    return commonWords.contains(key) || Self.nounEndings.contains { key.hasSuffix($0) }
  }

  /// Whether an item is a label of a job description ("Skills"), a term of the work ("Full Time"),
  /// or the first cell of a row before a list ("Ovens | gas, wood").
  private func isLabel(_ range: Range<Int>) -> Bool {
    let key = JDBytes.lowercased(text[range])
    if HeadingTable.phrases[key] != nil || Self.terms.contains(key) { return true }
    var start = range.lowerBound
    while start > 0, [JDBytes.space, JDBytes.verticalBar].contains(text[start - 1]) { start -= 1 }
    guard start == 0 || text[start - 1] == JDBytes.lineFeed else { return false }
    let rest = text[range.upperBound...].drop { $0 == JDBytes.space }
    return rest.first == JDBytes.verticalBar
      && rest.dropFirst().prefix { $0 != JDBytes.lineFeed && $0 != JDBytes.verticalBar }
        .contains(JDBytes.comma)
  }

  /// Kinds of employment and ways to work.
  private static let terms = Set(
    JDWords.phrases(
      """
      full time, full-time, fulltime, part time, part-time, contract, contractual, permanent
      temporary, internship, freelance, freelancer, remote, hybrid, onsite, on-site, on site
      in office, office based, work from home, work from office, wfo, remote work, home office
      day shift, night shift, rotational shift, flexible hours, immediate joiner, immediate joiners
      """))

  private static let longestAcronym = 6
  private static let shortestName = 4
  /// Of words for what is done.
  private static let nounEndings = ["ing", "ment", "tion"]

  /// What stands in enumerations and is no skill: degrees, places, times, words of forms.
  private static let others = JDWords.set(
    """
    be bs ba bsc bca bba btech ms msc mca mba mtech me phd pg ug cs cse ece eee degree diploma
    us usa uk eu uae emea apac inr usd lpa ctc pa am pm est pst ist gmt utc na asap tbd hr it
    ceo cto cfo mnc wfh eoe kpi kpis sla slas poc pocs pr prs faq faqs etc eg ie nda ndas id ids ok
    required preferred mandatory optional desired title role location salary experience
    communication developer developers engineer engineers manager team client clients customer
    customers company business
    node core web manual session security network computer science
    """)
}
