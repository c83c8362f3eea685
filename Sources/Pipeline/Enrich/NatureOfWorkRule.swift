/// Tells the nature of the work by the words of the duties.
///
/// Each sentence gives a nature the points of the cues that stand in it (2 for a strong one, 1 for
/// a weak one, each once, at most `limit(ofWords:)`); the nature with most points over all
/// sentences is the work's, the earlier of the table where two have as many. Under `floor` there is
/// none. O(words).
enum NatureOfWorkRule {
  /// Points that a sentence gives at most: a list of tools is no nature of work. One more for every
  /// eight words of a text that was written without full stops.
  static func limit(ofWords count: Int) -> Int { max(4, count / 8) }
  /// Points that a nature needs.
  static let floor = 2

  struct Finding: Equatable {
    /// Rows of the table.
    var first: Int
    /// The next one, where it has at least half of the first one's points and reaches the floor.
    var second: Int?
    /// The sentences that speak for the first, the most telling ones before the others.
    var sentences: [String]
  }

  static func finding(in sentences: [String]) -> Finding? {
    var totals = [Int](repeating: 0, count: NatureOfWorkTable.entries.count)
    let points = sentences.map(points)
    for row in points {
      for (nature, points) in row { totals[nature] += points }
    }
    let ranked = totals.indices.sorted {
      totals[$0] != totals[$1] ? totals[$0] > totals[$1] : $0 < $1
    }
    guard let first = ranked.first, totals[first] >= floor else { return nil }
    let second = ranked.dropFirst().first {
      totals[$0] >= floor && totals[$0] * 2 >= totals[first]
    }
    let telling = sentences.indices.filter { points[$0][first] != nil }.sorted {
      let (left, right) = (points[$0][first] ?? 0, points[$1][first] ?? 0)
      return left != right ? left > right : $0 < $1
    }
    return Finding(first: first, second: second, sentences: telling.map { sentences[$0] })
  }

  /// The points of a sentence by nature.
  private static func points(of sentence: String) -> [Int: Int] {
    let words = CueWords.stems(of: sentence)
    let limit = limit(ofWords: words.count)
    var said: Set<ArraySlice<String>> = []
    var points: [Int: Int] = [:]
    var index = 0
    while index < words.count {
      guard let match = NatureOfWorkTable.cues.match(in: words, at: index) else {
        index += 1
        continue
      }
      if said.insert(words[index..<index + match.count]).inserted {
        let nature = match.value.nature
        points[nature] = min(points[nature, default: 0] + match.value.points, limit)
      }
      index += match.count
    }
    return points
  }
}

extension ClientOutput.NatureOfWork {
  /// What a finding says, with a quote of the most telling sentence that stands in the text.
  init(_ finding: NatureOfWorkRule.Finding, in text: JDText) {
    let first = NatureOfWorkTable.entries[finding.first]
    var summary = first.summary
    if let second = finding.second {
      summary += " Also: \(NatureOfWorkTable.entries[second].inShort)."
    }
    self.init(
      source: .jd, label: first.label, summary: summary,
      quote: finding.sentences.lazy.compactMap { JDQuote.verbatim($0, in: text) }.first)
  }

  /// Duties of no nature that the table knows, of a role that has no baseline.
  static func unknown(_ sentences: [String], in text: JDText) -> ClientOutput.NatureOfWork {
    ClientOutput.NatureOfWork(
      source: .jd, label: sentences.isEmpty ? "Not stated" : "General duties",
      summary: sentences.isEmpty
        ? "The text names no duties, and nothing is known of what is typical of the role."
        : "The duties are of no one kind that is known here.",
      quote: sentences.lazy.compactMap { JDQuote.verbatim($0, in: text) }.first)
  }
}
