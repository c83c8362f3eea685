/// Single letters that count or grade, and are no language.
extension SkillNaming {
  private static let counted = JDWords.set(
    """
    series class grade section vitamin plan part phase tier appendix option group schedule category
    band type hepatitis
    """)

  /// Whether a name of one letter is one of an order: "a Series C company", and "C. Bake" at the
  /// start of a line.
  func isOrdinal(_ mention: SkillMention) -> Bool {
    guard mention.range.count == 1, mention.spelling == nil else { return false }
    if Self.counted.contains(word(before: mention.range.lowerBound)) { return true }
    let end = mention.range.upperBound
    return end < text.count
      && (text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")"))
      && opensLine(mention.range.lowerBound) && !word(after: end + 1).isEmpty
  }

  private func opensLine(_ place: Int) -> Bool {
    var index = place
    while index > 0, text[index - 1] == JDBytes.space || text[index - 1] == JDBytes.tab {
      index -= 1
    }
    return index == 0 || text[index - 1] == JDBytes.lineFeed
  }
}
