/// Finds the title in texts of bare words: the phrase of title words that is named most.
///
/// Without capitals and marks only words that are known to stand in titles are taken before the
/// noun, so that the sentence around it stays out.
struct BareWordTitle {
  let document: JDDocument

  private static let heads = JDWords.set(
    """
    developer engineer administrator architect analyst manager designer scientist consultant
    specialist coordinator dba programmer assistant technician director officer clerk secretary
    supervisor
    """)

  /// Words right before a title that say that it is the one sought.
  private static let triggers = JDWords.set(
    """
    seeking looking searching hiring title position seek add hire overview description role summary opening
    opportunity talented experienced passionate skilled join motivated need
    """)

  /// Those of them that may stand a few tokens before it: "seeking ambitious nice senior engineer".
  private static let distantTriggers = JDWords.set(
    "seeking looking searching hiring seek hire need join summary")

  /// Tokens that may stand between such a word and the title.
  private static let praiseCount = 4

  func title() -> Range<Int>? {
    var votes: [String: (points: Int, range: Range<Int>)] = [:]
    for index in document.tokens.indices where Self.heads.contains(document.key(index)) {
      guard let range = phrase(endingAt: index) else { continue }
      let key = document.tokens[range].filter(\.isSpoken).map(\.key).joined(separator: " ")
      var points = 2
      if range.lowerBound == 0 { points += 4 }
      if index < 40 { points += 2 }
      if index < 120 { points += 1 }
      if isTriggered(range.lowerBound) { points += 4 }
      if isNumber(range.lowerBound - 1) { points += 2 }
      let next = document.key(range.upperBound)
      if ["responsible", "join", "role", "responsibility", "position", "report", "i", "ii", "iii"]
        .contains(next)
      {
        points += 2
      }
      let entry = votes[key] ?? (0, range)
      votes[key] = (entry.points + points, entry.range)
    }
    let best = votes.values.max {
      $0.points == $1.points ? $0.range.lowerBound > $1.range.lowerBound : $0.points < $1.points
    }
    guard let best, best.points >= 4 else { return nil }
    let range = longer(best.range, of: votes.values.map(\.range))
    let end = range.upperBound
    return ["i", "ii", "iii"].contains(document.key(end)) ? range.lowerBound..<end + 1 : range
  }

  /// Another title that is sought before, and ends in the same words: "full stack developer", where
  /// the text goes on with "developer".
  private func longer(_ best: Range<Int>, of ranges: [Range<Int>]) -> Range<Int> {
    let words = best.map { document.key($0) }
    let longer = ranges.filter { range in
      range.count > best.count && range.lowerBound < best.lowerBound
        && isTriggered(range.lowerBound)
        && range.suffix(best.count).map { document.key($0) } == words
    }
    return longer.min { $0.lowerBound < $1.lowerBound } ?? best
  }

  /// The number of a position: "22538 database administrator".
  private func isNumber(_ index: Int) -> Bool {
    document.tokens.indices.contains(index) && document.tokens[index].kind == .number
      && document.key(index).utf8.count >= 4
  }

  /// Whether a trigger stands right before the title, or one of the distant ones a few tokens
  /// before.
  private func isTriggered(_ start: Int) -> Bool {
    (1...1 + Self.praiseCount).contains { distance in
      let word = document.key(start - distance)
      return distance == 1 ? Self.triggers.contains(word) : Self.distantTriggers.contains(word)
    }
  }

  private func phrase(endingAt head: Int) -> Range<Int>? {
    var start = head
    while start > 0, head - start < 7 {
      let before = document.key(start - 1)
      if TitleLexicon.modifiers.contains(before) {
        start -= 1
      } else if ["-", "/"].contains(before)
        || before == "." && ["sr", "jr"].contains(document.key(start - 2)),
        start > 1, TitleLexicon.modifiers.contains(document.key(start - 2))
      {
        start -= 2
      } else {
        break
      }
    }
    if head <= 3,
      ["responsible", "role", "join", "ii", "iii", "position"].contains(document.key(head + 1))
    {
      start = 0
      if let trigger = (0..<head).last(where: { Self.triggers.contains(document.key($0)) }) {
        start = trigger + 1
        while start < head, TitleLexicon.noise.contains(document.key(start)) { start += 1 }
      }
    }
    // "department department administrator": the sentence before ends in the title's first word.
    if start < head, document.key(start) == document.key(start + 1) { start += 1 }
    let words = (start..<head).filter { document.tokens[$0].isSpoken }.count
    let isWhole = document.key(head) == "dba"
    guard words >= 1 || isWhole, words <= 6 else { return nil }
    // "database administrator dba" says one title twice.
    if isWhole, Self.heads.contains(document.key(head - 1)) { return nil }
    if Self.heads.contains(document.key(head + 1)), document.key(head + 1) != "dba" { return nil }
    return start..<head + 1
  }
}
