/// The marks at the ends of a line of duties.
extension ResponsibilityRule {
  /// Without marks that are no part of the sentence.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    let edges: Set<String> = ["*", "|", "=", "_", "~", "#", "\\"]
    while lower < upper,
      edges.contains(document.key(lower)) || document.tokens[lower].kind == .bullet
    {
      lower += 1
    }
    while upper > lower,
      edges.contains(document.key(upper - 1)) || document.tokens[upper - 1].kind == .bullet
    {
      upper -= 1
    }
    guard document.tokens[lower..<upper].contains(where: \.isSpoken) else { return lower..<lower }
    return withEmphasis(lower..<upper, of: range)
  }

  /// With the marks of emphasis at the ends whose counterparts stand inside: "Run **ovens**".
  private func withEmphasis(_ trimmed: Range<Int>, of range: Range<Int>) -> Range<Int> {
    var lower = trimmed.lowerBound
    var upper = trimmed.upperBound
    while lower > range.lowerBound, document.key(lower - 1) == "*" { lower -= 1 }
    while upper < range.upperBound, document.key(upper) == "*" { upper += 1 }
    let isPaired =
      emphasisCount(in: trimmed) > 0 && emphasisCount(in: lower..<upper).isMultiple(of: 2)
    return isPaired ? lower..<upper : trimmed
  }

  /// How often "*" or "**" stands in a range.
  private func emphasisCount(in range: Range<Int>) -> Int {
    range.reduce(0) { count, index in
      let goesOn =
        index > range.lowerBound && document.key(index - 1) == "*"
        && !document.tokens[index].hasSpaceBefore
      return document.key(index) == "*" && !goesOn ? count + 1 : count
    }
  }
}
