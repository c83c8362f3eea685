import SimCore

/// Names that say what is done ("monitoring the ovens", "excel in a team"), not what is known.
extension SkillNaming {
  /// Whether a name of one word in "-ing" has an object ("monitoring the servers"), or a name that
  /// is also a verb is one.
  func isVerb(_ mention: SkillMention) -> Bool {
    isGerund(mention)
      ? Self.determiners.contains(word(after: mention.range.upperBound)) : isCommonVerb(mention)
  }

  /// Whether a name that is also a verb opens a sentence, or stands in small letters behind "to"
  /// and the like, and goes on as the verb does: "Excel in a team", "Go the extra mile"; not
  /// "Excel, Word" or "Go developer".
  private func isCommonVerb(_ mention: SkillMention) -> Bool {
    guard mention.spelling == nil,
      let ways = Self.verbs[JDBytes.lowercased(text[mention.range])],
      opensSentence(mention.range.lowerBound)
        || JDBytes.isLowercase(text[mention.range.lowerBound])
          && Self.subjects.contains(word(before: mention.range.lowerBound))
    else { return false }
    var end = mention.range.upperBound
    // "Rest assured, we …"
    let isIdiom = text[mention.range].contains(JDBytes.space)
    if isIdiom, end < text.count, text[end] == JDBytes.comma { end += 1 }
    let next = word(after: end)
    return ways.contains(next) || Self.objects.contains(next)
      || next.hasSuffix("ly") && !Self.plainWords.contains(next)
  }

  /// Names that are also verbs, in lower case, and the words that follow the verb only.
  private static let verbs: [String: Set<String>] = [
    "excel": JDWords.set("in at under within"),
    "express": JDWords.set("ideas thoughts opinions concepts yourself"),
    "go": JDWords.set("above beyond to through into live deep out home further"),
    "react": JDWords.set("to"), "spark": JDWords.set("ideas interest creativity innovation"),
    "sketch": JDWords.set("ideas concepts out"), "helm": [], "bootstrap": [],
    "rest assured": JDWords.set("we you it"),
  ]

  /// Words that begin the object of any verb; "a" may also begin "a plus".
  private static let objects = JDWords.set(
    "the our your their its his her this that these those")

  /// Words in "-ly" that tell of no verb.
  private static let plainWords = JDWords.set(
    "only family daily weekly monthly quarterly yearly hourly assembly early supply")

  private static let subjects = JDWords.set("to will can must you we they")

  /// Whether nothing but a mark or a line's start stands before a place.
  private func opensSentence(_ place: Int) -> Bool {
    var index = place - 1
    while index >= 0, text[index] == JDBytes.space || text[index] == UInt8(ascii: "\t") {
      index -= 1
    }
    guard index >= 0, text[index] != JDBytes.lineFeed else { return true }
    if text[index] < 0x80 { return Self.sentenceMarks.contains(text[index]) }
    while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
    return JDBytes.isMark(JDBytes.scalar(in: text, at: index).0)
  }

  /// Marks that end a sentence or stand before an item.
  private static let sentenceMarks = Set(".!?;-*)".utf8)

  func word(after place: Int) -> String {
    var start = place
    while start < text.count, text[start] == JDBytes.space { start += 1 }
    var end = start
    while end < text.count, JDBytes.isLetter(text[end]) { end += 1 }
    return JDBytes.lowercased(text[start..<end])
  }

  func word(before place: Int) -> String {
    var end = place
    while end > 0, text[end - 1] == JDBytes.space { end -= 1 }
    var start = end
    while start > 0, JDBytes.isLetter(text[start - 1]) { start -= 1 }
    return JDBytes.lowercased(text[start..<end])
  }

  /// Whether a name in a duty says what is done there, and no skill: one word in "-ing" that is
  /// neither a noun in its own right, nor asked for ("experience in debugging"), nor listed beside
  /// another skill.
  ///
  /// - Parameters:
  ///   - previous: the mention before it in the text.
  ///   - next: the mention after it.
  func isDone(_ mention: SkillMention, after previous: SkillMention?, before next: SkillMention?)
    -> Bool
  {
    guard isGerund(mention), mention.spelling == nil,
      !Self.nouns.contains(JDBytes.lowercased(text[mention.range]))
    else { return false }
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

  /// Words in "-ing" that name a thing more often than what is done.
  private static let nouns = JDWords.set("networking scripting")

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
