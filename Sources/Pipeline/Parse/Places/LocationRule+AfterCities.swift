/// The state and the country that stand after a city.
extension LocationRule {
  /// What stands after a city.
  struct Place {
    var state: String?
    var country: String?
    /// The country of the state.
    var stateCountry: String?
    var end: Int
  }

  /// The state and the country that stand after a city.
  func regions(
    after end: Int, of city: LocationTable.City, in range: Range<Int>
  ) -> Place? {
    var place = Place(end: end)
    while place.country == nil, place.end < range.upperBound {
      let isAfterMark = [",", "-", "("].contains(document.key(place.end))
      let next = isAfterMark ? place.end + 1 : place.end
      guard let match = region(at: next, of: city, isAfterMark: isAfterMark, in: range),
        match.value.isCountry || place.state == nil
      else { break }
      if match.value.isCountry {
        place.country = match.value.name
      } else {
        place.state = match.value.name
        place.stateCountry = match.value.country
      }
      place.end = match.end
    }
    return place.end > end ? place : nil
  }

  /// The state or country at a token after a city.
  ///
  /// A code counts in capitals and means what it means in the city's country. That of a state which
  /// is not known to be the city's must not run on: "Dublin, OH" but not "Pune, MS Office".
  private func region(
    at index: Int, of city: LocationTable.City, isAfterMark: Bool, in range: Range<Int>
  ) -> (value: LocationTable.Region, end: Int)? {
    guard index < range.upperBound else { return nil }
    let token = document.tokens[index]
    let known = LocationTable.regions.match(in: document, at: index, upTo: range.upperBound)
    guard token.key.utf8.count <= 3, known.map({ $0.end == index + 1 }) ?? true else {
      guard let known, !known.value.isAlsoCity || isOwn(known.value, of: city) else { return nil }
      return known
    }
    guard token.isAllCapitals || document.isBareWords && isAfterMark else { return nil }
    if let known, known.value.isCountry || isOwn(known.value, of: city) { return known }
    guard !runsOn(index + 1, in: range) else { return nil }
    if let local = LocationTable.codes[token.key]?.first(where: { isOwn($0, of: city) }) {
      return (local, index + 1)
    }
    return document.isBareWords ? nil : known
  }

  /// Whether a region is the city's country, or a state that the city lies in or may lie in.
  private func isOwn(_ region: LocationTable.Region, of city: LocationTable.City) -> Bool {
    region.country == city.country
      && (region.isCountry || city.state == nil || city.state == region.code)
  }

  /// The city with what stands after it. A city of the same name elsewhere has no other names.
  func location(
    _ city: LocationTable.City, at tokens: Range<Int>, _ place: Place?
  ) -> JobLocation {
    let name = city.name.split(separator: ",").first.map(String.init) ?? city.name
    let country = place?.country ?? place?.stateCountry ?? city.country
    guard country == city.country else {
      let written = document.string(tokens)
      return JobLocation(
        city: written.lowercased() == name.lowercased() ? name : written, country: country,
        state: place?.state)
    }
    return JobLocation(aliases: city.aliases, city: name, country: country, state: place?.state)
  }
}
