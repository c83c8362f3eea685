/// Places and employers in a title line.
extension TitleCleaning {
  /// Whether a city, a state or a country begins at a token.
  func isPlace(_ index: Int, _ upper: Int) -> Bool {
    LocationTable.cities.match(in: document, at: index, upTo: upper) != nil
      || LocationTable.regions.match(in: document, at: index, upTo: upper) != nil
      || isTown(index, upper)
  }

  /// The longest name of a town, in words.
  private static let longestTown = 3

  /// "Little Oven, TX": a name of no list before a state or a country.
  private func isTown(_ index: Int, _ upper: Int) -> Bool {
    let name = (index..<min(max(index, upper), index + Self.longestTown)).prefix {
      let token = document.tokens[$0]
      return token.isWord && token.isCapitalized && !TitleLexicon.modifiers.contains(token.key)
        && !TitleLexicon.heads.contains(token.key)
    }
    return !name.isEmpty && document.key(name.upperBound) == ","
      && LocationTable.regions.match(in: document, at: name.upperBound + 1, upTo: upper) != nil
  }

  /// Whether "in" leads to the employer or a part of it: "Tester in an IT company".
  func isEmployer(_ index: Int, _ upper: Int) -> Bool {
    document.tokens[index..<upper].prefix(5).contains { Self.employers.contains($0.key) }
  }

  private static let employers = JDWords.set(
    "company companies firm organisation mnc ltd limited team")
}
