/// Tells the employer's industry by the words of the text, those about the company first.
struct IndustryRule {
  let document: JDDocument
  let sections: [JDSection]

  /// Points that an industry needs.
  private static let floor = 3

  func industry(about: [Range<Int>]) -> Industry {
    var points = [Int](repeating: 0, count: IndustryTable.entries.count)
    for section in sections where section.kind != .benefits && section.kind != .equalOpportunity {
      for piece in section.pieces {
        let weight = section.kind == .company || isWithin(piece.tokens, about) ? 3 : 1
        count(piece.tokens, weight: weight, &points)
      }
    }
    let ranked = points.indices.sorted {
      points[$0] == points[$1] ? $0 < $1 : points[$0] > points[$1]
    }
    guard let first = ranked.first, points[first] >= Self.floor else { return Industry() }
    let second = ranked.count > 1 ? ranked[1] : first
    let hasSecond = points[second] >= 2 * Self.floor && points[second] * 3 >= points[first] * 2
    return Industry(
      primary: named(first), secondary: hasSecond && second != first ? named(second) : nil)
  }

  private func named(_ index: Int) -> NamedIndustry {
    let entry = IndustryTable.entries[index]
    return NamedIndustry(domain: entry.name, aliases: entry.aliases)
  }

  private func isWithin(_ range: Range<Int>, _ passages: [Range<Int>]) -> Bool {
    passages.count == 1 && passages[0].overlaps(range)
  }

  private func count(_ range: Range<Int>, weight: Int, _ points: inout [Int]) {
    var index = range.lowerBound
    while index < range.upperBound {
      if let match = IndustryTable.cues.match(in: document, at: index, upTo: range.upperBound) {
        points[match.value] += weight
        index = match.end
      } else {
        index += 1
      }
    }
  }
}
