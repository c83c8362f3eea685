/// What the text says of the employer.
extension CompanyRule {
  func about(name: Name?) -> About? {
    var ranges: [Range<Int>] = []
    for section in sections where section.kind == .company && !section.pieces.isEmpty {
      let words = section.pieces.reduce(0) { $0 + $1.tokens.count }
      guard words >= 8 else { continue }
      ranges = section.pieces.flatMap { withoutVows($0.tokens) }
      if !ranges.isEmpty { break }
    }
    if ranges.isEmpty, let name { ranges = openingPassage(name) }
    guard !ranges.isEmpty else { return nil }
    let text = ranges.map { document.string($0) }.joined(separator: "\n")
    let words = JDWords.split(text)
    guard words.count >= 6 else { return nil }
    return About(
      about: AboutCompany(
        sourceMarker: SourceMarker(ofWords: words), text: text, wordCount: words.count),
      tokens: ranges)
  }

  /// The stretches of a piece between sentences that vow equal opportunity.
  private func withoutVows(_ piece: Range<Int>) -> [Range<Int>] {
    guard !document.isBareWords else { return [piece] }
    var stretches: [Range<Int>] = []
    for sentence in SentenceRule.sentences(in: piece, of: document.tokens)
    where DutyLexicon.nature(of: document.phraseWords(sentence.tokens.prefix(40)))
      != .equalOpportunity
    {
      if let last = stretches.last, last.upperBound == sentence.tokens.lowerBound {
        stretches[stretches.count - 1] = last.lowerBound..<sentence.tokens.upperBound
      } else {
        stretches.append(sentence.tokens)
      }
    }
    return stretches
  }

  private func withoutPossessive(_ word: String) -> String {
    word.hasSuffix("'s") ? String(word.dropLast(2)) : word
  }

  /// Sentences before the first heading, from the company's name to where the job begins.
  private func openingPassage(_ name: Name) -> [Range<Int>] {
    let first = withoutPossessive(document.key(name.tokens.lowerBound))
    for section in sections where section.kind == .opening || section.kind == .roleSummary {
      var passage: Range<Int>?
      for piece in section.pieces {
        for sentence in SentenceRule.sentences(in: piece.tokens, of: document.tokens) {
          let words = document.phraseWords(sentence.tokens.prefix(40))
          let speaksOfJob = words.contains {
            ["looking", "seeking", "hiring", "candidate", "responsible"].contains($0)
          }
          let nature = DutyLexicon.nature(of: words)
          if let current = passage {
            if speaksOfJob || nature == .duty || nature == .equalOpportunity
              || !piece.tokens.contains(current.lowerBound)
            {
              return [current]
            }
            passage = current.lowerBound..<sentence.tokens.upperBound
          } else if words.first.map(withoutPossessive) == first, !speaksOfJob, words.count > 6,
            nature != .equalOpportunity,
            words.contains("is") || words.contains("has") || words.contains("provides")
              || words.contains("helps")
          {
            passage = sentence.tokens
          }
        }
      }
      if let passage { return [passage] }
    }
    return []
  }
}
