/// States and countries without a city.
extension LocationRule {
  /// The states and countries under a label, else on lines that tell the mode of work
  /// ("Remote (Spain)").
  func statedRegions() -> [Finding] {
    let labelled = sections.filter { $0.kind == .location }.flatMap(\.pieces)
    let found = labelled.flatMap { regions(in: $0.tokens) }
    guard found.isEmpty else { return found }
    return sections.filter { $0.kind != .location && !excluded($0.kind) }.flatMap(\.pieces)
      .filter { placeLine($0)?.hasMode ?? false }.flatMap { regions(in: $0.tokens) }
  }

  /// The states and countries of a short text, each state with its country.
  private func regions(in range: Range<Int>) -> [Finding] {
    guard range.count <= 14, !document.isBareWords else { return [] }
    var found: [Finding] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard let finding = region(at: index, in: range) else {
        index += 1
        continue
      }
      found.append(finding)
      index = finding.tokens.upperBound
    }
    return found
  }

  /// The state or country that begins at a token, a state with its country.
  private func region(at index: Int, in range: Range<Int>) -> Finding? {
    guard
      let match = LocationTable.regions.match(in: document, at: index, upTo: range.upperBound),
      standsAlone(match.value, at: index..<match.end)
    else { return nil }
    var location = JobLocation(country: match.value.country)
    var end = match.end
    if !match.value.isCountry {
      location.state = match.value.name
      if let country = country(after: end, in: range) {
        location.country = country.name
        end = country.end
      }
    }
    return Finding(location: location, tokens: index..<end)
  }

  /// The country that stands after a state.
  func country(after end: Int, in range: Range<Int>) -> (name: String, end: Int)? {
    let next = [",", "-", "("].contains(document.key(end)) ? end + 1 : end
    guard
      let match = LocationTable.regions.match(in: document, at: next, upTo: range.upperBound),
      match.value.isCountry
    else { return nil }
    return (match.value.name, match.end)
  }

  private static let regionUses = JDWords.set(
    """
    time times timezone timezones hours shift shifts citizen citizens citizenship client clients
    customers business market markets residents
    """)

  /// Whether a region without a city is a place of work: "India", not "US hours", "outside the US".
  private func standsAlone(_ region: LocationTable.Region, at tokens: Range<Int>) -> Bool {
    let first = document.tokens[tokens.lowerBound]
    if tokens.count == 1, first.key.utf8.count <= 3 {
      guard region.isCountry, first.isAllCapitals else { return false }
    }
    let before = document.key(tokens.lowerBound - 1) == "the" ? -2 : -1
    return !region.isAlsoCity && !Self.regionUses.contains(document.key(tokens.upperBound))
      && !["outside", "except", "excluding", "not", "non"].contains(
        document.key(tokens.lowerBound + before))
  }

  // MARK: Remote work in a sentence

  /// The states and countries from which the work may be done, as sentences tell it.
  struct RemoteRegions {
    var findings: [Finding] = []
    /// The mode of work; none where it is one choice of several ("hybrid or remote in Spain").
    var mode: Mode?
  }

  /// "A fully remote role within Germany", "work remotely from Poland".
  func remoteRegions() -> RemoteRegions {
    var remote = RemoteRegions()
    guard !document.isBareWords else { return remote }
    for section in sections where !excluded(section.kind) {
      for piece in section.pieces {
        for index in piece.tokens where saysRemote(index) {
          let found = regions(afterRemote: index, in: piece.tokens)
          guard !found.isEmpty else { continue }
          remote.findings += found
          if remote.mode == nil, document.key(index - 1) != "or" {
            remote.mode = Mode(mode: "remote", tokens: index..<index + 1)
          }
        }
      }
    }
    return remote
  }

  private func saysRemote(_ index: Int) -> Bool {
    switch document.key(index) {
    case "remote", "remotely":
      return !["no", "not", "non", "don't"].contains(document.key(index - 1))
        && !(document.key(index - 1) == "-" && document.key(index - 2) == "non")
    case "home": return document.key(index - 1) == "from"
    default: return false
    }
  }

  /// Words and marks after "remote" that lead to a place.
  private static let remoteLinks = JDWords.set(
    "within in inside from across throughout anywhere ( - – , : |")

  /// Words and marks that may stand between "remote" and a place; not "servers", "support", "team".
  private static let remoteFillers = remoteLinks.union(
    JDWords.set(
      """
      role position job opportunity opportunities work working basis contract location welcome
      employment based located only the all of is be home or and any where / ;
      """))

  /// The farthest that a place may stand behind "remote".
  private static let remoteReach = 9

  private func regions(afterRemote index: Int, in range: Range<Int>) -> [Finding] {
    var found: [Finding] = []
    var isLinked = false
    var cursor = index + 1
    while cursor < min(range.upperBound, index + Self.remoteReach) {
      if isLinked, let finding = region(at: cursor, in: range) {
        found.append(finding)
        cursor = finding.tokens.upperBound
        continue
      }
      let key = document.key(cursor)
      guard Self.remoteFillers.contains(key) else { break }
      if Self.remoteLinks.contains(key) { isLinked = true }
      cursor += 1
    }
    return found
  }
}
