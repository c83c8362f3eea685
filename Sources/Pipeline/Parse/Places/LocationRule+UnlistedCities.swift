/// Cities that no list has, told by the state or country after them.
extension LocationRule {
  /// The city at a token: capitalised words before a comma and a state or country.
  ///
  /// Two capitals mean more than states ("Java, MS"). So the city stands under a label, alone on a
  /// line, at the end of a short one, before a postal code, or where work is said to be done.
  func unlistedCity(at index: Int, in piece: JDPiece, isLabelled: Bool) -> Finding? {
    let range = piece.tokens
    guard !document.isBareWords, let end = cityEnd(from: index, in: range),
      document.key(end) == ",",
      let match = LocationTable.regions.match(in: document, at: end + 1, upTo: range.upperBound),
      !speaksOfCompany(index, in: range)
    else { return nil }
    let isCode = match.end == end + 2 && document.key(end + 1).utf8.count <= 3
    if isCode {
      guard document.tokens[end + 1].isAllCapitals,
        !runsOn(match.end, in: range) || modeWord(at: match.end) != nil
      else { return nil }
    }
    let isStateCode = isCode && !match.value.isCountry
    let hasPostalCode = isStateCode && isPostalCode(match.end, in: range)
    let city = index..<end
    let stands =
      isLabelled || hasPostalCode
      ? isFresh(index, in: range)
      : !isShouted(city) && document.key(end + 1) != Self.microsoft
        && (isAloneOnLine(piece, city: city, end: match.end)
          || isStateCode && standsAsUnlisted(city, end: match.end, in: range))
    guard stands else { return nil }
    var location = JobLocation(
      city: JDWords.split(document.string(city)).joined(separator: " "),
      country: match.value.country,
      state: match.value.isCountry ? nil : match.value.name)
    var tokens = index..<match.end
    if !match.value.isCountry,
      let country = country(after: hasPostalCode ? match.end + 1 : match.end, in: range)
    {
      location.country = country.name
      tokens = index..<country.end
    }
    return Finding(location: location, tokens: tokens)
  }

  /// The code of Mississippi, which in lists of skills is a maker: "Visual Basic, MS".
  private static let microsoft = "ms"

  // MARK: The name

  /// The most words of a city's name.
  private static let mostCityWords = 3

  /// Words that stand capitalised before a state or country and name no city.
  private static let noCities = JDWords.set(
    """
    remote remotely hybrid onsite on-site anywhere flexible multiple various any all across work
    home office city cities location locations area region state head headquarters hq corporate
    global client nationwide worldwide telecommute emea apac eu europe asia dach nordics pan
    virtual wfh preferred required mnc based central downtown metro greater tbc tbd negotiable
    confidential several international national regional abroad overseas travel field campus plant
    factory warehouse branch
    """)

  /// What ends the name of a street or a building.
  private static let addressEndings = JDWords.set(
    """
    tower towers building street st road rd avenue ave drive dr floor sector phase colony suite
    block plaza complex estate lane ln highway hwy nagar marg boulevard blvd way court circle
    """)

  /// Where the capitalised words end that begin at a token, where they may name a city.
  ///
  /// "St. Charles", "Wilkes-Barre" and "King of Prussia" are names.
  private func cityEnd(from index: Int, in range: Range<Int>) -> Int? {
    let token = document.tokens[index]
    guard token.isWord, token.isCapitalized else { return nil }
    if index > range.lowerBound {
      let previous = document.tokens[index - 1]
      guard !(previous.isWord && previous.isCapitalized), previous.key != "." else { return nil }
    }
    var cursor = index
    var words = 0
    while cursor < range.upperBound, words <= Self.mostCityWords {
      let token = document.tokens[cursor]
      if words > 0, token.key == "of", isCapitalizedWord(cursor + 1, in: range) {
        cursor += 1
        continue
      }
      guard isCapitalizedWord(cursor, in: range) else { break }
      words += 1
      cursor += 1
      if ["st", "ft", "mt"].contains(token.key), document.key(cursor) == "." {
        cursor += 1
      } else if document.key(cursor) == "-", isCapitalizedWord(cursor + 1, in: range),
        !document.tokens[cursor].hasSpaceBefore, !document.tokens[cursor + 1].hasSpaceBefore
      {
        cursor += 1
      }
    }
    guard words <= Self.mostCityWords, !Self.addressEndings.contains(document.key(cursor - 1)),
      !(index..<cursor).contains(where: { isOtherName($0, upTo: cursor) })
    else { return nil }
    return cursor
  }

  private func isCapitalizedWord(_ index: Int, in range: Range<Int>) -> Bool {
    index < range.upperBound && document.tokens[index].isWord
      && document.tokens[index].isCapitalized
  }

  /// Whether a word is part of no unlisted name: of a listed city, of a region, or of no place.
  private func isOtherName(_ index: Int, upTo end: Int) -> Bool {
    Self.noCities.contains(document.key(index))
      || LocationTable.cities.match(in: document, at: index, upTo: end) != nil
      || LocationTable.regions.match(in: document, at: index, upTo: end) != nil
  }

  private func isShouted(_ city: Range<Int>) -> Bool {
    city.contains { document.tokens[$0].isAllCapitals && document.tokens[$0].key.utf8.count > 1 }
  }

  // MARK: Where it stands

  /// Whether no sentence leads to the token, or one that says where.
  private func isFresh(_ index: Int, in range: Range<Int>) -> Bool {
    guard index > range.lowerBound, document.tokens[index - 1].isWord else { return true }
    let before = document.key(index - 1)
    return Self.places.contains(before) || before == "or" || before == "and"
  }

  /// The five digits after a state of the United States.
  private func isPostalCode(_ index: Int, in range: Range<Int>) -> Bool {
    guard index < range.upperBound, document.tokens[index].kind == .number else { return false }
    let key = document.key(index)
    return key.utf8.count == 5 && key.utf8.allSatisfy(JDBytes.isDigit)
  }

  /// Whether a line that is no list item holds the city and nothing else but regions and modes.
  private func isAloneOnLine(_ piece: JDPiece, city: Range<Int>, end: Int) -> Bool {
    let range = piece.tokens
    guard city.lowerBound == range.lowerBound, piece.startsLine, piece.endsLine, !piece.isItem,
      range.count <= 12
    else { return false }
    return (end..<range.upperBound).allSatisfy { index in
      document.tokens[index].kind == .mark || modeWord(at: index) != nil
        || LocationTable.regions.match(in: document, at: index, upTo: range.upperBound) != nil
        || ["states", "kingdom", "required", "preferred"].contains(document.key(index))
    }
  }

  private static let siteWords = JDWords.set(
    """
    based located onsite on-site office site commute commuting relocate relocating relocation
    reside residing live living
    """)

  private static let siteLinks = JDWords.set("in at near of to from within around")

  /// "Baker - Malvern, PA", "based in Malvern, PA", "a commute to Malvern, PA".
  private func standsAsUnlisted(_ city: Range<Int>, end: Int, in range: Range<Int>) -> Bool {
    guard city.lowerBound > range.lowerBound else { return false }
    let before = document.key(city.lowerBound - 1)
    if ["-", "–", "|", "—", "("].contains(before), range.count <= 16 {
      return end == range.upperBound || !document.tokens[end].isWord
    }
    let sentence = max(range.lowerBound, city.lowerBound - 4)..<city.lowerBound
    return Self.siteLinks.contains(before)
      && sentence.contains { Self.siteWords.contains(document.key($0)) }
  }

  // MARK: Without a region

  private static let placeLabels = JDWords.set("location locations loc city town place workplace")

  private static let labelFillers = JDWords.set(
    "job work working office of posting the primary company hiring base s")

  /// The longest list of names, in tokens.
  private static let longestList = 12

  private static let choices: Set<String> = ["or", "and", "/", "|", ";", "&"]

  /// The names behind a label where nothing tells their region: "Location: Newport or Titchfield".
  ///
  /// Behind a comma stands what the town belongs to, but in a list that ends in "or".
  func namedPlaces() -> [Finding] {
    for section in sections where section.kind == .location {
      guard let heading = section.heading, let piece = section.pieces.first,
        piece.tokens.count <= Self.longestList
      else { continue }
      let words = document.phraseWords(heading)
      guard words.contains(where: Self.placeLabels.contains),
        words.allSatisfy({ Self.placeLabels.contains($0) || Self.labelFillers.contains($0) })
      else { continue }
      let names = names(in: piece.tokens)
      if !names.isEmpty {
        return names.map { tokens in
          let name = JDWords.split(document.string(tokens)).joined(separator: " ")
          return Finding(location: JobLocation(city: name), tokens: tokens)
        }
      }
    }
    return []
  }

  /// The names that a short text lists, up to a bracket; none where it holds anything else.
  private func names(in range: Range<Int>) -> [Range<Int>] {
    let bracket = range.first { document.key($0) == "(" } ?? range.upperBound
    let last = (range.lowerBound..<bracket).last { document.tokens[$0].isSpoken }
    let list = range.lowerBound..<(last.map { $0 + 1 } ?? range.lowerBound)
    var names: [Range<Int>] = []
    var isChoice = false
    var index = list.lowerBound
    while index < list.upperBound {
      guard let end = cityEnd(from: index, in: list) else { return [] }
      names.append(index..<end)
      index = end
      while index < list.upperBound, document.key(index) == "," || offersChoice(at: index) {
        if offersChoice(at: index) { isChoice = true }
        index += 1
      }
      if index == end, index < list.upperBound { return [] }
    }
    return isChoice ? names : Array(names.prefix(1))
  }

  private func offersChoice(at index: Int) -> Bool { Self.choices.contains(document.key(index)) }
}
