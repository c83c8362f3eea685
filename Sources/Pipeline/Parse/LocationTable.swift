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

  struct Region: Sendable {
    var name: String
    var isCountry: Bool
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
    for entry in CityList.states.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
      let names = entry.split(separator: "|").map { JDWords.trimmed(String($0)) }
      guard let name = names.first, !name.isEmpty else { continue }
      for spelling in names {
        phrases.append((key(spelling), Region(name: name, isCountry: false)))
      }
    }
    for entry in CityList.countries.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
      let names = entry.split(separator: "|").map { JDWords.trimmed(String($0)) }
      guard let name = names.first, !name.isEmpty else { continue }
      for spelling in names {
        phrases.append((key(spelling), Region(name: name, isCountry: true)))
      }
    }
    return PhraseTable(phrases)
  }()

  /// A name as the words of its tokens.
  private static func key(_ name: String) -> String {
    JDTokenizer.tokens(of: Array(name.utf8)).filter(\.isSpoken).map(\.key).joined(separator: " ")
  }
}
