/// Titles that a text names in passing: in a heading of duties, in what it asks for.
extension TitleRule {
  /// "WordPress Developer responsibilities" as a heading.
  func headed() -> Title? {
    let scanner = TitleScanner(document: document)
    for section in sections where section.kind == .responsibilities || section.kind == .requirements
    {
      guard let heading = section.heading, heading.count >= 2,
        let range = scanner.title(in: heading)
      else { continue }
      let words = document.tokens[range].filter(\.isSpoken)
      let isNamed =
        words.first?.isCapitalized ?? false || document.key(range.lowerBound - 1) == "as"
      if words.count >= 2, isNamed { return title(range) }
    }
    return nil
  }

  /// "Proven experience as a tester", where all such experience is of one title.
  func impliedByExperience() -> Title? {
    var implied: Range<Int>?
    for piece in document.pieces {
      for index in piece.tokens {
        guard let found = experienced(at: index, in: piece.tokens) else { continue }
        let isOther = implied.map { words($0) != words(found) } ?? false
        if isOther || isOneOfSeveral(found, in: piece.tokens) { return nil }
        implied = implied ?? found
      }
    }
    return implied.flatMap { title($0) }
  }

  /// The title of "experience as a tester" or "experience in a tester role", at "as" or "in".
  private func experienced(at index: Int, in piece: Range<Int>) -> Range<Int>? {
    let scanner = TitleScanner(document: document)
    let before = document.key(index - 1)
    if document.key(index) == "in", before == "experience",
      ["a", "an"].contains(document.key(index + 1))
    {
      let start = min(index + 2, piece.upperBound)
      guard let found = scanner.title(in: start..<min(piece.upperBound, start + 7)),
        found.lowerBound == start, found.count >= 2,
        ["role", "position"].contains(document.key(found.upperBound))
      else { return nil }
      return found
    }
    guard document.key(index) == "as",
      ["experience", "worked", "working", "exp", "years", "year"].contains(before),
      !["well", "such", "per"].contains(document.key(index + 1))
    else { return nil }
    let start = min(index + 1, piece.upperBound)
    let end = sentenceEnd(from: start, in: piece)
    guard let found = scanner.title(in: start..<min(end, start + 12)), found.count >= 2 else {
      return nil
    }
    return found
  }

  /// "Experience as a tester, oven builder or similar": what would do, and not what the job is.
  private func isOneOfSeveral(_ found: Range<Int>, in piece: Range<Int>) -> Bool {
    guard [",", "or", "/"].contains(document.key(found.upperBound)),
      found.upperBound + 1 < piece.upperBound
    else { return false }
    let rest = found.upperBound + 1..<min(piece.upperBound, found.upperBound + 6)
    guard let other = TitleScanner(document: document).title(in: rest) else { return false }
    return other.count >= 2
  }

  private func words(_ range: Range<Int>) -> [String] { range.map { document.key($0) } }

  /// "Tester: 2 years", as job boards list what is asked.
  func ofYears() -> Title? {
    let scanner = TitleScanner(document: document)
    for piece in document.pieces {
      let line = piece.tokens
      guard let found = scanner.title(in: line), found.lowerBound == line.lowerBound,
        found.count >= 2, document.key(found.upperBound) == ":",
        found.upperBound + 1 < line.upperBound,
        document.tokens[found.upperBound + 1].kind == .number
      else { continue }
      return title(found)
    }
    return nil
  }
}
