/// Whether a city's name stands as the place of work.
extension LocationRule {
  static let places = JDWords.set(
    "in at from near to for based around @ location office location: on-site onsite")

  private static let otherUses = JDWords.set(
    """
    times post university institute college bank stock exchange red school journal tribune airport
    fc united giants yankees marathon agreement accord globe herald chronicle jobs headquarters
    headquartered hq pride metro
    """)

  /// Words behind the city that belong to its name: "Oslo CBD", "Oslo city centre".
  private static let areas = JDWords.set("cbd city centre center downtown area")

  /// Where "our Oslo" goes on as a place of work.
  private static let sites = JDWords.set("office location team campus branch hub studio site")

  /// The longest line, or part between bars, in which a city behind a mark is the place of work.
  private static let longestLine = 16

  func standsAsPlace(
    _ index: Int, end: Int, in range: Range<Int>, city: LocationTable.City, hasRegion: Bool,
    isAfterCity: Bool
  ) -> Bool {
    let next = end < range.upperBound ? document.key(end) : ""
    if Self.otherUses.contains(document.key(end)) { return false }
    if index > range.lowerBound, document.key(index - 1) == ".",
      !document.tokens[index].hasSpaceBefore
    {
      return false
    }
    if speaksOfCompany(index, in: range) { return false }
    if document.isBareWords { return hasRegion && !city.isAmbiguous }
    if isAfterCity { return !city.isAmbiguous }
    if hasRegion { return true }
    guard !city.isAmbiguous else { return false }
    let before = document.key(index - 1)
    let isPlaced = index > range.lowerBound && Self.places.contains(before)
    if isPlaced || ["our", "the"].contains(before) && Self.sites.contains(next) { return true }
    if ["location", "office", "based", "branch", "locations"].contains(document.key(end)) {
      return true
    }
    if followsQuarter(index, in: range) { return true }
    let isLast = end == range.upperBound || !document.tokens[end].isWord
    let isArea = Self.areas.contains(next)
    guard isInShortPart(index, of: range, longest: Self.longestLine) else { return false }
    if index == range.lowerBound, isArea || next == "|" { return true }
    return ["-", "–", "|", "(", ",", "—"].contains(before) && (isLast || isArea)
  }

  /// The longest name of a part of a town, in words.
  private static let longestQuarter = 3

  /// "In Harbour Row, Oslo": behind a part of the town.
  private func followsQuarter(_ index: Int, in range: Range<Int>) -> Bool {
    guard index > range.lowerBound, document.key(index - 1) == "," else { return false }
    let reach = max(range.lowerBound, index - 1 - Self.longestQuarter)..<index - 1
    let name = reach.reversed().prefix {
      let token = document.tokens[$0]
      return token.isWord && token.isCapitalized && !token.isAllCapitals
    }
    guard let first = name.last, first > range.lowerBound else { return false }
    return ["in", "at", "near"].contains(document.key(first - 1))
  }
}
