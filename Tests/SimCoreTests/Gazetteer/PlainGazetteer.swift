@testable import SimCore

/// The gazetteer by its definition, slowly: every stretch of whole characters, longest first.
/// Shares `TextKey` with the tested code, and nothing else.
struct PlainGazetteer {
  let entries: [Gazetteer.Entry]
  /// The scalars of the test's texts that normalisation ties to the one before them.
  var joining: Set<Unicode.Scalar> = ["\u{301}", "\u{327}", "\u{1161}", "\u{11A8}"]

  func matches(in text: String) -> [Gazetteer.Match] {
    let scalars = Array(text.unicodeScalars)
    var offsets = [0]
    for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
    var result: [Gazetteer.Match] = []
    var start = 0
    while start < scalars.count {
      if let (end, id) = longest(scalars, from: start) {
        result.append(.init(id: id, start: offsets[start], end: offsets[end]))
        start = end
      } else {
        start += 1
      }
    }
    return result
  }

  private func longest(_ scalars: [Unicode.Scalar], from start: Int) -> (end: Int, id: Int)? {
    guard isBoundary(scalars, start), !scalars[start].properties.isWhitespace else { return nil }
    for end in stride(from: scalars.count, to: start, by: -1) {
      guard isBoundary(scalars, end), !scalars[end - 1].properties.isWhitespace else { continue }
      let part = String(String.UnicodeScalarView(scalars[start..<end]))
      let key = TextKey(part)
      let fitting = entries.filter { entry in
        TextKey(entry.text) == key
          && (!entry.isCaseSensitive
            || ExactText(TextKey.spelling(of: entry.text))
              == ExactText(TextKey.spelling(of: part)))
      }.sorted {
        ($0.isCaseSensitive ? 0 : 1, $0.id) < ($1.isCaseSensitive ? 0 : 1, $1.id)
      }
      if let entry = fitting.first, isFree(scalars, start, end, name: key.text) {
        return (end, entry.id)
      }
    }
    return nil
  }

  private func isBoundary(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0, index < scalars.count, joining.contains(scalars[index]) else { return true }
    return scalars[index - 1].properties.isWhitespace
  }

  private func isFree(
    _ scalars: [Unicode.Scalar], _ start: Int, _ end: Int, name: String
  ) -> Bool {
    func isWord(_ index: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      switch scalars[index].properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
        return true
      default: return false
      }
    }
    func isOne(of characters: String, _ index: Int) -> Bool {
      scalars.indices.contains(index) && characters.unicodeScalars.contains(scalars[index])
    }
    if isWord(start - 1) || isWord(end) { return false }
    if isOne(of: "+#＋＃", end), !name.hasSuffix("+"), !name.hasSuffix("#") { return false }
    let isSingleLetter =
      name.unicodeScalars.count == 1 && name.unicodeScalars.first?.properties.isAlphabetic == true
    guard isSingleLetter else { return true }
    let joiners = "-&'.\u{2010}\u{2019}＆"
    if isOne(of: joiners, start - 1), isWord(start - 2) { return false }
    return !(isOne(of: joiners, end) && isWord(end + 1))
  }
}
