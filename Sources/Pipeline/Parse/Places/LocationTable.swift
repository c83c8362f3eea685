/// Cities, states and countries that job descriptions name.
enum LocationTable {
  struct City: Sendable {
    var name: String
    var state: String?
    var country: String
    var aliases: [String]
    /// Whether the name is also a common word or surname, so that it needs a label or a state.
    var isAmbiguous: Bool
  }

  /// A state or a country.
  struct Region: Sendable {
    var name: String
    /// The country of the state, or the country itself.
    var country: String
    /// The short form of the state ("TX").
    var code: String?
    /// Whether the spelling is also a city's, so that it counts only after a city of the state.
    var isAlsoCity = false

    var isCountry: Bool { name == country }
  }

  /// Cities by every name, in lower case.
  static let cities: PhraseTable<City> = {
    var phrases: [(String, City)] = []
    for (country, text) in CityList.byCountry {
      for line in text.split(separator: "\n") {
        for entry in line.split(separator: ";") {
          let parts = entry.split(separator: "|", omittingEmptySubsequences: false).map {
            JDWords.trimmed(String($0))
          }
          guard var name = parts.first, !name.isEmpty else { continue }
          let isAmbiguous = name.hasPrefix("?")
          if isAmbiguous { name.removeFirst() }
          let state = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
          let aliases =
            parts.count > 2
            ? parts[2].split(separator: ",").map { JDWords.trimmed(String($0)) } : []
          let city = City(
            name: name, state: state, country: country, aliases: aliases, isAmbiguous: isAmbiguous)
          for spelling in [name] + aliases {
            phrases.append((key(spelling), city))
          }
        }
      }
    }
    return PhraseTable(phrases)
  }()

  /// States and countries by every name, in lower case.
  static let regions: PhraseTable<Region> = {
    var phrases: [(String, Region)] = []
    for (country, text) in CityList.states {
      for entry in text.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
        var names = entry.split(separator: "|").map { JDWords.trimmed(String($0)) }
        guard let first = names.first, !first.isEmpty else { continue }
        let isAlsoCity = first.hasPrefix("?")
        if isAlsoCity { names[0].removeFirst() }
        let code = names.dropFirst().first { $0.utf8.count <= 3 }
        for (position, spelling) in names.enumerated() {
          let region = Region(
            name: names[0], country: country, code: code, isAlsoCity: isAlsoCity && position == 0)
          phrases.append((key(spelling), region))
        }
      }
    }
    for entry in CityList.countries.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
      let names = entry.split(separator: "|").map { JDWords.trimmed(String($0)) }
      guard let name = names.first, !name.isEmpty else { continue }
      for spelling in names {
        phrases.append((key(spelling), Region(name: name, country: name)))
      }
    }
    return PhraseTable(phrases)
  }()

  /// What a code in lower case stands for after a city of the country.
  static let codes: [String: [Region]] = {
    var codes: [String: [Region]] = [:]
    for (country, text) in CityList.codes {
      for entry in text.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
        let parts = entry.split(separator: "|").map { JDWords.trimmed(String($0)) }
        guard let code = parts.first, !code.isEmpty else { continue }
        let region = Region(
          name: parts.count > 1 ? parts[1] : country, country: country,
          code: parts.count > 1 ? code : nil)
        codes[code.lowercased(), default: []].append(region)
      }
    }
    return codes
  }()

  /// A name as the words of its tokens.
  private static func key(_ name: String) -> String {
    JDTokenizer.tokens(of: Array(name.utf8)).filter(\.isSpoken).map(\.key).joined(separator: " ")
  }
}
