import SimCore

/// Names in "-ing" that say what is done ("monitoring the ovens"), not what is known.
extension SkillNaming {
  /// Whether a name of one word in "-ing" has an object: "monitoring the servers".
  func isVerb(_ mention: SkillMention) -> Bool {
    guard isGerund(mention) else { return false }
    var start = mention.range.upperBound
    while start < text.count, text[start] == JDBytes.space { start += 1 }
    var end = start
    while end < text.count, JDBytes.isLetter(text[end]) { end += 1 }
    return Self.determiners.contains(JDBytes.lowercased(text[start..<end]))
  }

  /// Whether a name in a duty says what is done there, and no skill: one word in "-ing" that is
  /// neither asked for ("experience in debugging") nor listed beside another skill.
  ///
  /// - Parameters:
  ///   - previous: the mention before it in the text.
  ///   - next: the mention after it.
  func isDone(_ mention: SkillMention, after previous: SkillMention?, before next: SkillMention?)
    -> Bool
  {
    guard isGerund(mention), mention.spelling == nil else { return false }
    let isListed =
      previous.map { Enumeration.joins($0.range.upperBound..<mention.range.lowerBound, of: text) }
      ?? false
      || next.map { Enumeration.joins(mention.range.upperBound..<$0.range.lowerBound, of: text) }
        ?? false
    return !isListed && !isAsked(before: mention.range.lowerBound)
  }

  /// Whether the words before a place, in its line, ask for something.
  private func isAsked(before place: Int) -> Bool {
    let start = max(0, place - Self.askingReach)
    let line = text[start..<place].split(
      separator: JDBytes.lineFeed, omittingEmptySubsequences: false)
    let words = JDBytes.lowercased(line.last ?? []).split { !$0.isLetter }
    return words.contains { Self.asking.contains(String($0)) }
  }

  private static let askingReach = 48
  private static let asking = JDWords.set(
    """
    experience experienced knowledge familiar familiarity understanding proficient proficiency
    expertise skilled skills exposure background hands
    """)

  private func isGerund(_ mention: SkillMention) -> Bool {
    let name = text[mention.range]
    return name.suffix(3).elementsEqual("ing".utf8) && !name.contains(JDBytes.space)
  }

  private static let determiners = JDWords.set(
    """
    the a an our your their its his her all any every each this that these those both new existing
    complex various multiple daily other how what
    """)
}
