import SimCore

/// A name of a skill in a prepared text.
struct SkillMention: Sendable {
  var skill: Int
  /// UTF-8 bytes of the prepared text.
  var range: Range<Int>
  /// The catalog's spelling, where the text has lost its capitals.
  var spelling: String?
}

/// Says what of a mention names the skill: "agile methodologies" is "agile", and "data structures
/// and algorithms" are two skills.
struct SkillNaming {
  let text: [UInt8]
  let library: CatalogLookup

  /// Words after a name that say what kind of thing it is.
  private static let kinds = JDWords.set(
    """
    tool tools tooling technology technologies technique techniques methodology methodologies method
    methods concept concepts pattern patterns principle principles platform platforms framework
    frameworks library libraries environment environments issue issues skill skills process
    processes practice practices knowledge expertise instance instances cluster clusters
    fundamentals ecosystem stack team teams approach delivery image images mechanism mechanisms
    function functions command commands protocol protocols firewall firewalls build builds
    strategy strategies
    """)

  /// Words after a name that say what is done with it or made of it; in a skill's own name they
  /// stay ("Web Development").
  private static let uses = JDWords.set(
    """
    language languages database databases db dbs system systems application applications app apps
    project projects code server servers container containers pipeline pipelines infrastructure
    services solutions products development programming scripting model models algorithms queries
    query website websites lifecycle architecture architectures design designs administration
    operating os reporting plugin plugins software engineering integration containerization
    """)

  /// Words before a name that say how it is meant.
  private static let openings = JDWords.set(
    """
    strong good excellent basic advanced peer full complete entire custom modern latest common
    general proven overall software application automated client-side server-side java python
    writing
    """)

  /// Words between two skills of one mention.
  private static let joints = JDWords.set("and & or")

  /// The names in a mention, in order: one, or those of the skills that "and" joins.
  func names(of mention: SkillMention) -> [SkillMention] {
    guard mention.spelling == nil, let skill = library.skill(mention.skill) else {
      return [mention]
    }
    let words = words(in: mention.range)
    guard words.count > 1 else { return [mention] }
    if let parts = parts(words, of: mention) { return parts }
    let isOwnName = folded(string(mention.range)) == folded(skill.displayName)
    var lower = 0
    var upper = words.count
    var best = mention
    // Words come off one at a time; what is left need not name the skill at every step.
    while upper - lower > 1 {
      let last = key(words[upper - 1])
      if Self.kinds.contains(last) || !isOwnName && isGeneral(words[upper - 1], last) {
        upper -= 1
      } else if !isOwnName, Self.openings.contains(key(words[lower])) {
        lower += 1
      } else {
        break
      }
      let range = trimmed(words[lower].lowerBound..<words[upper - 1].upperBound)
      if !range.isEmpty, !isOwnName || upper - lower == 1,
        library.skillTexts.match(string(range))?.skillID == mention.skill
      {
        best.range = range
      }
    }
    return [best]
  }

  /// Whether a name of one word in "-ing" has an object: "monitoring the servers".
  func isVerb(_ mention: SkillMention) -> Bool {
    let name = text[mention.range]
    guard name.suffix(3).elementsEqual("ing".utf8), !name.contains(JDBytes.space) else {
      return false
    }
    var start = mention.range.upperBound
    while start < text.count, text[start] == JDBytes.space { start += 1 }
    var end = start
    while end < text.count, JDBytes.isLetter(text[end]) { end += 1 }
    return Self.determiners.contains(JDBytes.lowercased(text[start..<end]))
  }

  private static let determiners = JDWords.set(
    """
    the a an our your their its his her all any every each this that these those both new existing
    complex various multiple daily other how what
    """)

  /// The two skills of "A and B" or "A, B"; nil where the whole is a name of its own.
  private func parts(_ words: [Range<Int>], of mention: SkillMention) -> [SkillMention]? {
    for index in words.indices.dropFirst() {
      let isJoint = Self.joints.contains(key(words[index]))
      let followsComma = text[words[index - 1].upperBound - 1] == JDBytes.comma
      guard isJoint || followsComma, index + (isJoint ? 1 : 0) < words.count else { continue }
      let second = isJoint ? index + 1 : index
      let ranges = [
        trimmed(words[0].lowerBound..<words[index - 1].upperBound),
        trimmed(words[second].lowerBound..<words[words.count - 1].upperBound),
      ]
      let parts = ranges.compactMap { range -> SkillMention? in
        guard range.count >= Self.shortestPart,
          let id = library.skillTexts.match(string(range))?
            .skillID, library.skill(id)?.isExtractable == true
        else { return nil }
        return SkillMention(skill: id, range: range)
      }
      if parts.count == 2, parts[0].skill != parts[1].skill { return parts }
    }
    return nil
  }

  /// "CI and CD" is one name.
  private static let shortestPart = 3

  /// A word of use, or "(CI)" after the words that it stands for.
  private func isGeneral(_ word: Range<Int>, _ key: String) -> Bool {
    Self.uses.contains(key)
      || text[word.lowerBound] == UInt8(ascii: "(")
        && text[word.upperBound - 1] == UInt8(ascii: ")")
  }

  /// Lower case, hyphens as spaces.
  private func folded(_ name: String) -> String {
    String(name.lowercased().map { $0 == "-" || $0 == "\n" ? " " : $0 })
  }

  /// The words of a range, cut at spaces, with the marks that touch them.
  private func words(in range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound
    where index == range.upperBound || JDBytes.isSpace(text[index]) {
      if index > start { words.append(start..<index) }
      start = index + 1
    }
    return words
  }

  /// Without marks at the ends that are no part of a name.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    let edges = Array(",;:(/-".utf8)
    while upper > lower, edges.contains(text[upper - 1]) { upper -= 1 }
    while lower < upper, edges.contains(text[lower]) { lower += 1 }
    return lower..<upper
  }

  private func key(_ range: Range<Int>) -> String {
    let range = trimmed(range)
    return JDBytes.lowercased(text[range])
  }

  /// The text of a range, on one line.
  func string(_ range: Range<Int>) -> String {
    let bytes = text[range].map { $0 == JDBytes.lineFeed ? JDBytes.space : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
