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
    language languages database databases system systems application applications app apps
    project projects code server servers container containers pipeline pipelines infrastructure
    services solutions products development programming scripting model models algorithms queries
    query website websites lifecycle architecture architectures design designs administration
    operating os reporting plugin plugins software engineering integration containerization api
    apis ci
    """)

  /// Words before a name that say how it is meant.
  private static let openings = JDWords.set(
    """
    strong good excellent basic advanced peer full complete entire custom modern latest common
    general proven overall application automated client-side server-side java python php amazon
    writing
    """)

  /// Words after a product that say what is made for it: who asks for "WordPress themes" asks for
  /// WordPress, and for "JavaScript frameworks", JavaScript.
  private static let makings = JDWords.set(
    """
    development programming theme themes theming plugin plugins customization customisation package
    packages site sites application applications app apps framework frameworks library libraries
    """)

  /// Natures of what has a maker and a name of its own, other than practices and fields.
  static let products: Set<String> = [
    "DATABASE", "FRAMEWORK", "LANGUAGE", "LIBRARY", "PLATFORM", "SERVICE", "TOOL",
  ]

  /// General words that are part of a name, by the words before them: who asks for the "ELK stack"
  /// or "MS SQL Server" names it whole.
  private static let kept: [String: Set<String>] = [
    "api": JDWords.set("rest restful rest-ful"), "apis": JDWords.set("rest restful rest-ful"),
    "architecture": JDWords.set("microservice service"), "design": ["ux"],
    "development": JDWords.set("plugin theme"), "frameworks": ["mocking"],
    "integration": ["service"], "server": JDWords.set("sql mssql ms-sql ubuntu"),
    "services": ["restful"], "stack": JDWords.set("elk mean"),
  ]

  /// Words between two skills of one mention.
  static let joints = JDWords.set("and & or")

  /// The names in a mention, in order: one, or those of the skills that "and" joins.
  func names(of mention: SkillMention) -> [SkillMention] {
    guard mention.spelling == nil, let skill = library.skill(mention.skill) else {
      return [mention]
    }
    let words = words(in: mention.range)
    guard words.count > 1 else { return [mention] }
    if !Self.products.contains(skill.nature), let product = product(words) { return [product] }
    if let parts = parts(words, of: mention) { return parts }
    if let whole = withoutCutNumber(mention, words) { return [whole] }
    let isOwnName = folded(string(mention.range)) == folded(skill.displayName)
    var lower = 0
    var upper = words.count
    var best = mention
    // Words come off one at a time; what is left need not name the skill at every step.
    while upper - lower > 1 {
      let last = key(words[upper - 1])
      if !isKept(last, after: words[upper - 2]),
        Self.kinds.contains(last)
          || !isOwnName && isGeneral(words[upper - 1], last, of: words[lower])
      {
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

  /// The product in a name of a product and what is made for it; nil for other names.
  private func product(_ words: [Range<Int>]) -> SkillMention? {
    guard let last = words.indices.last(where: { !Self.makings.contains(key(words[$0])) }),
      last + 1 < words.count,
      !isKept(key(words[words.count - 1]), after: words[words.count - 2])
    else { return nil }
    let range = trimmed(words[0].lowerBound..<words[last].upperBound)
    guard range.count >= Self.shortestPart,
      let id = library.skillTexts.match(string(range))?.skillID,
      let skill = library.skill(id), skill.isExtractable, Self.products.contains(skill.nature)
    else { return nil }
    return SkillMention(skill: id, range: range)
  }

  /// "Angular" where a name ends within a version ("Angular 8" in "Angular 8.x", "PHP 5" in "PHP
  /// 5/7").
  private func withoutCutNumber(_ mention: SkillMention, _ words: [Range<Int>]) -> SkillMention? {
    let end = mention.range.upperBound
    guard text[words[words.count - 1]].allSatisfy(JDBytes.isDigit), end + 1 < text.count,
      text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: "/"),
      JDBytes.isDigit(text[end + 1]) || text[end + 1] | 0x20 == UInt8(ascii: "x")
    else { return nil }
    let range = trimmed(words[0].lowerBound..<words[words.count - 2].upperBound)
    guard library.skillTexts.match(string(range))?.skillID == mention.skill else { return nil }
    return SkillMention(skill: mention.skill, range: range)
  }

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
      if parts.count == 2 { return parts }
    }
    return nil
  }

  /// "CI and CD" is one name, and "JS frameworks" names nothing.
  private static let shortestPart = 3

  /// Whether a general word is part of the name with the word before it.
  private func isKept(_ word: String, after previous: Range<Int>) -> Bool {
    Self.kept[word]?.contains(key(previous)) ?? false
  }

  /// A word of use, or "(CI)" after the words that it stands for; "API integration" is a name.
  private func isGeneral(_ word: Range<Int>, _ key: String, of first: Range<Int>) -> Bool {
    Self.uses.contains(key) && !self.key(first).hasPrefix("api")
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
