/// Finds where the work is done: cities that stand as a location, and the mode of work.
struct LocationRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Finding: Sendable {
    var location: JobLocation
    var tokens: Range<Int>
  }

  /// No text names more places of work than this.
  private static let mostFindings = 12

  func findings() -> [Finding] {
    var found: [Finding] = []
    var names: Set<String> = []
    let remote = remoteRegions()
    let mode = workMode() ?? remote.mode
    func add(_ finding: Finding) {
      let location = finding.location
      guard found.count < Self.mostFindings,
        names.insert("\(location.city ?? location.state ?? "")|\(location.country ?? "")").inserted
      else { return }
      var finding = finding
      finding.location.workMode = mode?.mode
      found.append(finding)
    }
    for section in sections where section.kind == .location {
      for piece in section.pieces {
        for finding in cities(in: piece, isLabelled: true) { add(finding) }
      }
    }
    if !found.isEmpty { return found }
    let regions = statedRegions()
    for section in sections where !excluded(section.kind) {
      for piece in section.pieces {
        let isCityLine = placeLine(piece)?.hasCity ?? false
        for finding in cities(in: piece, isLabelled: isCityLine)
        where regions.isEmpty
          || regions.contains(where: { $0.location.country == finding.location.country })
        {
          add(finding)
        }
      }
    }
    if found.isEmpty { regions.forEach(add) }
    if found.isEmpty { remote.findings.forEach(add) }
    if found.isEmpty { namedPlaces().forEach(add) }
    if found.isEmpty, let mode, mode.mode != "onsite" {
      found.append(
        Finding(location: JobLocation(workMode: mode.mode), tokens: mode.tokens))
    }
    return found
  }

  func excluded(_ kind: SectionKind) -> Bool {
    switch kind {
    case .company, .benefits, .equalOpportunity, .education: true
    default: false
    }
  }

  /// What a line of nothing but places and modes of work holds.
  struct PlaceLine {
    var hasCity = false
    var hasRegion = false
    var hasMode = false
  }

  private static let placeLinks = JDWords.set("or and in within from the across on site")

  /// The content of a line of nothing but places and modes of work, or `nil` for another line.
  func placeLine(_ piece: JDPiece) -> PlaceLine? {
    guard piece.startsLine, piece.endsLine, piece.tokens.count <= 12 else { return nil }
    let limit = piece.tokens.upperBound
    var line = PlaceLine()
    var index = piece.tokens.lowerBound
    while index < limit {
      if let match = LocationTable.cities.match(in: document, at: index, upTo: limit) {
        guard !match.value.isAmbiguous || line.hasCity else { return nil }
        line.hasCity = true
        index = match.end
        // "Dublin 2".
        if index < limit, document.tokens[index].kind == .number { index += 1 }
      } else if let mode = modeWord(at: index) {
        line.hasMode = true
        index = mode.tokens.upperBound
      } else if document.tokens[index].kind == .mark
        || Self.placeLinks.contains(document.key(index))
      {
        index += 1
      } else if let match = LocationTable.regions.match(in: document, at: index, upTo: limit) {
        line.hasRegion = true
        index = match.end
      } else {
        return nil
      }
    }
    return line
  }

  // MARK: Cities

  /// Signs that say "location" at the start of a line.
  private static let pins: Set<String> = ["📍", "🌍", "🌎", "🌏"]

  private func cities(in piece: JDPiece, isLabelled: Bool) -> [Finding] {
    let range = piece.tokens
    let isLabelled = isLabelled || Self.pins.contains(document.key(range.lowerBound))
    var found: [Finding] = []
    var index = range.lowerBound
    var isAfterCity = false
    while index < range.upperBound, found.count < 4 * Self.mostFindings {
      guard
        let match = LocationTable.cities.match(in: document, at: index, upTo: range.upperBound),
        document.tokens[index].isCapitalized || isLabelled || document.isBareWords
      else {
        if let city = unlistedCity(at: index, in: piece, isLabelled: isLabelled) {
          found.append(city)
          isAfterCity = false
          index = city.tokens.upperBound
          continue
        }
        if document.tokens[index].isWord, !["and", "or"].contains(document.key(index)) {
          isAfterCity = false
        }
        index += 1
        continue
      }
      let region = regions(after: match.end, of: match.value, in: range)
      let stands =
        isLabelled
        ? !match.value.isAmbiguous || document.tokens[index].isCapitalized
        : standsAsPlace(
          index, end: match.end, in: range, city: match.value, hasRegion: region != nil,
          isAfterCity: isAfterCity)
      if stands {
        let end = region?.end ?? match.end
        let location = location(match.value, at: index..<match.end, region)
        found.append(Finding(location: location, tokens: index..<end))
        isAfterCity = true
        index = end
      } else {
        index = match.end
      }
    }
    return found
  }

  private static let companyWords = JDWords.set(
    """
    headquartered headquarters headquarter hq offices founded clients customers presence university
    institute subsidiary incorporated branches centers centres studied reporting reports listed
    serving countries
    """)

  /// "headquartered in", "with offices in", "clients in": not where the job is.
  func speaksOfCompany(_ index: Int, in range: Range<Int>) -> Bool {
    let start = max(range.lowerBound, index - 18)
    for cursor in (start..<index).reversed() {
      let key = document.key(cursor)
      if [".", "!", "?"].contains(key), document.tokens[cursor].kind == .mark { return false }
      if Self.companyWords.contains(key) {
        return true
      }
    }
    return false
  }

  /// Whether a capitalised word that is no place goes on.
  func runsOn(_ index: Int, in range: Range<Int>) -> Bool {
    guard index < range.upperBound, document.tokens[index].isWord else { return false }
    return document.tokens[index].isCapitalized
      && LocationTable.regions.match(in: document, at: index, upTo: range.upperBound) == nil
  }
}
