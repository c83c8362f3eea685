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
    let mode = workMode()
    func add(_ finding: Finding) {
      guard found.count < Self.mostFindings,
        names.insert("\(finding.location.city ?? "")|\(finding.location.country ?? "")").inserted
      else { return }
      var finding = finding
      finding.location.workMode = mode?.mode
      found.append(finding)
    }
    for section in sections where section.kind == .location {
      for piece in section.pieces {
        for finding in cities(in: piece.tokens, isLabelled: true) { add(finding) }
      }
    }
    if !found.isEmpty { return found }
    for section in sections where !excluded(section.kind) {
      for piece in section.pieces {
        for finding in cities(in: piece.tokens, isLabelled: isCityLine(piece)) { add(finding) }
      }
    }
    if found.isEmpty, let mode, mode.mode != "onsite" {
      found.append(
        Finding(location: JobLocation(workMode: mode.mode), tokens: mode.tokens))
    }
    return found
  }

  private func excluded(_ kind: SectionKind) -> Bool {
    switch kind {
    case .company, .benefits, .equalOpportunity, .education: true
    default: false
    }
  }

  /// A line of nothing but cities, states and countries.
  private func isCityLine(_ piece: JDPiece) -> Bool {
    guard piece.startsLine, piece.endsLine, piece.tokens.count <= 12 else { return false }
    var index = piece.tokens.lowerBound
    var sawCity = false
    while index < piece.tokens.upperBound {
      if let match = LocationTable.cities.match(
        in: document, at: index, upTo: piece.tokens.upperBound)
      {
        guard !match.value.isAmbiguous || sawCity else { return false }
        sawCity = true
        index = match.end
      } else if let match = LocationTable.regions.match(
        in: document, at: index, upTo: piece.tokens.upperBound)
      {
        index = match.end
      } else if document.tokens[index].kind == .mark
        || ["or", "and", "in"].contains(document.key(index))
      {
        index += 1
      } else {
        return false
      }
    }
    return sawCity
  }

  // MARK: Cities

  private static let places = JDWords.set(
    "in at from near to for based around @ location office location: on-site onsite")

  private static let otherUses = JDWords.set(
    """
    times post university institute college bank stock exchange red school journal tribune airport
    fc united giants yankees marathon agreement accord globe herald chronicle jobs headquarters
    headquartered hq pride metro
    """)

  private func cities(in range: Range<Int>, isLabelled: Bool) -> [Finding] {
    var found: [Finding] = []
    var index = range.lowerBound
    var isAfterCity = false
    while index < range.upperBound, found.count < 4 * Self.mostFindings {
      guard
        let match = LocationTable.cities.match(in: document, at: index, upTo: range.upperBound),
        document.tokens[index].isCapitalized || isLabelled || document.isBareWords
      else {
        if document.tokens[index].isWord, !["and", "or"].contains(document.key(index)) {
          isAfterCity = false
        }
        index += 1
        continue
      }
      let region = regions(after: match.end, in: range)
      let stands =
        isLabelled
        ? !match.value.isAmbiguous || document.tokens[index].isCapitalized
        : standsAsPlace(
          index, end: match.end, in: range, city: match.value, hasRegion: region != nil,
          isAfterCity: isAfterCity)
      if stands {
        let end = region?.end ?? match.end
        found.append(Finding(location: location(match.value, region), tokens: index..<end))
        isAfterCity = true
        index = end
      } else {
        index = match.end
      }
    }
    return found
  }

  private func standsAsPlace(
    _ index: Int, end: Int, in range: Range<Int>, city: LocationTable.City, hasRegion: Bool,
    isAfterCity: Bool
  ) -> Bool {
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
    if isPlaced
      || ["our", "the"].contains(before)
        && ["office", "location", "team", "campus", "branch"].contains(document.key(end))
    {
      return true
    }
    if ["location", "office", "based", "branch", "locations"].contains(document.key(end)) {
      return true
    }
    let isSuffix = ["-", "–", "|", "(", ",", "—"].contains(before) && range.count <= 16
    return isSuffix && (end == range.upperBound || !document.tokens[end].isWord)
  }

  private static let companyWords = JDWords.set(
    """
    headquartered headquarters headquarter hq offices founded clients customers presence university
    institute subsidiary incorporated branches centers centres studied reporting reports listed
    serving countries
    """)

  /// "headquartered in", "with offices in", "clients in": not where the job is.
  private func speaksOfCompany(_ index: Int, in range: Range<Int>) -> Bool {
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

  private struct Place {
    var state: String?
    var country: String?
    var end: Int
  }

  private func regions(after end: Int, in range: Range<Int>) -> Place? {
    var place = Place(state: nil, country: nil, end: end)
    var cursor = end
    while cursor < range.upperBound {
      var next = cursor
      if [",", "-", "("].contains(document.key(next)) { next += 1 }
      guard next < range.upperBound,
        let match = LocationTable.regions.match(in: document, at: next, upTo: range.upperBound)
      else { break }
      let isShort = document.tokens[next].key.utf8.count <= 3
      guard !isShort || document.tokens[next].isAllCapitals || document.isBareWords else { break }
      guard next > cursor || isShort == false || document.tokens[next].isAllCapitals else { break }
      if match.value.isCountry {
        place.country = match.value.name
      } else {
        place.state = match.value.name
      }
      cursor = match.end
      place.end = match.end
      if place.country != nil { break }
    }
    return place.end > end ? place : nil
  }

  private func location(_ city: LocationTable.City, _ place: Place?) -> JobLocation {
    let name = city.name.split(separator: ",").first.map(String.init) ?? city.name
    let isElsewhere = place?.country.map { $0 != city.country } ?? false
    return JobLocation(
      aliases: city.aliases, city: name,
      country: place?.country ?? city.country,
      state: place?.state ?? (isElsewhere ? nil : city.state))
  }

  // MARK: Mode of work

  private struct Mode {
    var mode: String
    var tokens: Range<Int>
  }

  private static let modes = PhraseTable<String>(
    JDWords.phrases(
      """
      fully remote, 100 % remote, remote position, remote job, remote role, remote work
      remote working
      remote opportunity, work remotely, working remotely, work from home, remote first, remote only
      permanent remote, remote location, work from anywhere, completely remote, remote friendly
      remote employment
      permanent work from home, remote developer, remote engineer, remote full time
      """
    ).map { ($0, "remote") }
      + JDWords.phrases(
        """
        hybrid work, hybrid working, hybrid model, hybrid role, hybrid mode, hybrid position
        hybrid job, hybrid schedule, hybrid remote, hybrid work model, hybrid setup
        """
      ).map { ($0, "hybrid") }
      + JDWords.phrases(
        """
        work from office, working from office, onsite role, on site role, onsite position
        onsite job, on site position
        on site job, wfo, onsite only, on site work, in office role
        """
      ).map { ($0, "onsite") })

  private func workMode() -> Mode? {
    for section in sections where section.kind == .location {
      if let mode = labelledMode(section) { return mode }
    }
    for section in sections where section.kind != .benefits && section.kind != .company {
      for piece in section.pieces {
        for index in piece.tokens {
          if let match = Self.modes.match(in: document, at: index, upTo: piece.tokens.upperBound) {
            let before = document.key(index - 1)
            if ["no", "not", "or", "don't"].contains(before) { continue }
            return Mode(mode: match.value, tokens: index..<match.end)
          }
          if let mode = bracketed(index, in: piece.tokens) { return mode }
        }
      }
    }
    return nil
  }

  /// "Location: Remote", "Work remotely: No".
  private func labelledMode(_ section: JDSection) -> Mode? {
    let heading = section.heading.map { document.phraseWords($0) } ?? []
    guard let piece = section.pieces.first else { return nil }
    if heading.contains("remotely") {
      switch document.key(piece.tokens.first { document.tokens[$0].isSpoken } ?? 0) {
      case "yes": return Mode(mode: "remote", tokens: piece.tokens)
      case "no": return Mode(mode: "onsite", tokens: piece.tokens)
      default: return nil
      }
    }
    for index in piece.tokens {
      switch document.key(index) {
      case "remote", "anywhere", "wfh", "remotely":
        return Mode(mode: "remote", tokens: index..<index + 1)
      case "hybrid": return Mode(mode: "hybrid", tokens: index..<index + 1)
      case "onsite", "on-site", "wfo": return Mode(mode: "onsite", tokens: index..<index + 1)
      case "work" where document.key(index + 1) == "from" && document.key(index + 2) == "home":
        return Mode(mode: "remote", tokens: index..<index + 3)
      default: continue
      }
    }
    return nil
  }

  /// "(Remote)", "- Remote", "| Hybrid" on a short line.
  private func bracketed(_ index: Int, in range: Range<Int>) -> Mode? {
    let key = document.key(index)
    guard ["remote", "hybrid", "onsite"].contains(key), range.count <= 18 else { return nil }
    let before = document.key(index - 1)
    let after = index + 1 < range.upperBound ? document.key(index + 1) : ""
    let isOpen = ["(", "-", "–", "|", ",", "—", "/"].contains(before) || index == range.lowerBound
    let isClosed = after.isEmpty || [")", "|", ",", "-", "/", ";", "."].contains(after)
    guard isOpen, isClosed, document.tokens[index].isCapitalized else { return nil }
    return Mode(mode: key, tokens: index..<index + 1)
  }
}
