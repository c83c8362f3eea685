import SimCore

/// Finds the library's skills in a JD: the default reader's stage 2, a pure function.
enum SkillExtraction {
  /// The skills that stand in the text, in the order of their first place, each name once.
  ///
  /// A skill is named as the text writes it first, without general words around it (`SkillNaming`);
  /// where the text calls it by quite another name as well ("HTML" and "HTML5"), under that too. It
  /// is primary where it stands in the title, in the duties or in what is required, and not primary
  /// where it stands only in what would be nice to have, by the heading or the sentence, or
  /// elsewhere. Skills that the catalog says are not extractable do not count, nor do names within
  /// theirs ("level design" in "high level design"), nor do names inside passages about the
  /// employer, its benefits or the application, nor what a degree was taken in, nor names that
  /// reach over the end of a line. Beside the library's skills stand names that it lacks and the
  /// text lists with them (`UnlistedNames`).
  /// O(length of the text + mentions · sections).
  static func skills(
    in text: JDText, reading: JDReading, library: CatalogLookup
  ) -> [ExtractedSkill] {
    let emphasis = Emphasis(text)
    let cleaned = Array(text.cleaned.utf8)
    let isBareWords = JDDocument.isBareWords(cleaned)
    let naming = SkillNaming(text: cleaned, library: library)
    var found = FoundSkills()
    var known: [Range<Int>] = []
    let mentions = mentions(in: cleaned, isBareWords: isBareWords, library: library)
    let areas = Areas(reading, products: products(of: mentions, in: text, library: library))
    for (index, mention) in mentions.enumerated()
    where !naming.isVerb(mention) && !naming.isOrdinal(mention) {
      let isDuty = areas.isDuty(text.originalRange(ofCleaned: mention.range).lowerBound)
      if isDuty,
        naming.isDone(
          mention, after: index > 0 ? mentions[index - 1] : nil,
          before: index + 1 < mentions.count ? mentions[index + 1] : nil)
      {
        continue
      }
      for name in naming.names(of: mention) {
        let range = text.originalRange(ofCleaned: name.range)
        let text = name.spelling ?? naming.string(name.range)
        guard !areas.isLeftOut(range.lowerBound), !areas.isSubject(text, at: range.lowerBound),
          let skill = library.skill(name.skill), skill.isExtractable
        else { continue }
        if known.last != mention.range { known.append(mention.range) }
        let isPrimary = areas.isPrimary(range.lowerBound, emphasis.kind(of: name.range))
        if library.isNoSkill(text) {
          // Left out later, with what other readers find; it must not stand for other spellings.
          found.addAlone(text, at: range, isPrimary: isPrimary, isUnlisted: nil)
        } else {
          found.add(text, of: skill, at: range, isPrimary: isPrimary)
        }
      }
    }
    if !isBareWords {
      for name in UnlistedNames(text: cleaned, library: library).names(beside: known) {
        let range = text.originalRange(ofCleaned: name)
        let text = naming.string(name)
        guard !areas.isSubject(text, at: range.lowerBound) else { continue }
        found.addAlone(
          text, at: range,
          isPrimary: areas.isPrimary(range.lowerBound, emphasis.kind(of: name)), isUnlisted: true)
      }
    }
    return found.inOrder
  }

  /// The names of the gazetteer in a prepared text, in order, and those whose capitals matter and
  /// are others, beside them.
  private static func mentions(
    in text: [UInt8], isBareWords: Bool, library: CatalogLookup
  ) -> [SkillMention] {
    let scanned = withLineEnds(text)
    let mentions = library.skillGazetteer.matches(in: scanned).compactMap { match in
      library.skillID(ofAlias: match.id).map { SkillMention(skill: $0, range: match.range) }
    }
    return library.caselessNames.adding(
      to: mentions, in: text, scanned: scanned, isBareWords: isBareWords)
  }

  /// The places in the original text where skills with a maker and a name of their own stand.
  private static func products(
    of mentions: [SkillMention], in text: JDText, library: CatalogLookup
  ) -> [(place: Int, skill: Int)] {
    mentions.compactMap { mention in
      guard let skill = library.skill(mention.skill), skill.isExtractable,
        SkillNaming.products.contains(skill.nature)
      else { return nil }
      let place = text.originalRange(ofCleaned: mention.range).lowerBound
      return (place: place, skill: mention.skill)
    }
  }

  /// The text with a mark that no name holds for each line break, so that no name spans two lines.
  ///
  /// Where a long line goes on with a small letter the text was only wrapped: a space stands there.
  private static func withLineEnds(_ text: [UInt8]) -> [UInt8] {
    var result = text
    var lineStart = 0
    for index in text.indices where text[index] == JDBytes.lineFeed {
      let next = index + 1 < text.count ? text[index + 1] : 0
      let isWrapped = index - lineStart >= wrappedLine && JDBytes.isLowercase(next)
      result[index] = isWrapped ? JDBytes.space : JDBytes.verticalBar
      lineStart = index + 1
    }
    return result
  }

  /// A line that was wrapped has at least this many bytes.
  private static let wrappedLine = 50

  /// The parts of a JD by what a mention in them says.
  private struct Areas {
    private let leftOut: [Range<Int>]
    private let education: [Range<Int>]
    private let title: [Range<Int>]
    private let duties: [Range<Int>]
    /// Under headings for what is required.
    private let primary: [Range<Int>]
    /// Where a sentence may require something.
    private let prose: [Range<Int>]

    /// Words of headings for what would be nice to have.
    private static let nice = [
      "good to have", "nice to have", "great to have", "preferred", "plus", "desirable", "desired",
      "bonus", "optional", "advantage", "beneficial", "ideally", "extra credit",
    ]

    /// What degrees are taken in and ads list beside "Computer Science".
    private static let subjects: Set = [
      "applied math", "applied mathematics", "bioinformatics", "economics", "mathematics",
      "physics", "statistics",
    ]

    /// A passage that names more products tells of the work, whatever its heading says.
    private static let mostProductsLeftOut = 4

    /// - Parameter products: the skills that are products, by their places.
    init(_ reading: JDReading, products: [(place: Int, skill: Int)]) {
      let passages =
        reading.sections.filter(\.isBoilerplate).map(\.range)
        + reading.spans.filter { $0.field == .aboutCompany }.map(\.range)
      leftOut = passages.filter { passage in
        let named = Set(products.filter { passage.contains($0.place) }.map(\.skill))
        return named.count <= Self.mostProductsLeftOut
      }
      education = reading.spans.filter { $0.field == .education }.map(\.range)
      title = reading.spans.filter { $0.field == .role }.map(\.range)
      duties = reading.spans.filter { $0.field == .responsibility }.map(\.range)
      let asking = reading.sections.filter { !Self.isNice($0) }
      primary =
        asking.filter { [.responsibilities, .requirements, .roleSummary].contains($0.kind) }
        .map(\.range)
      prose = asking.filter { $0.kind == .opening || $0.kind == .experience }.map(\.range)
    }

    /// Whether the heading says so of what is below; "Desired Candidate Profile" does not.
    private static func isNice(_ section: JDReading.Section) -> Bool {
      let heading = String(TextKey(section.heading ?? "").text.map { $0 == "-" ? " " : $0 })
      return nice.contains { heading.contains($0) } && !heading.contains("profile")
    }

    func isLeftOut(_ offset: Int) -> Bool { leftOut.contains { $0.contains(offset) } }
    func isDuty(_ offset: Int) -> Bool { duties.contains { $0.contains(offset) } }

    /// Whether a name says what a degree was taken in.
    func isSubject(_ name: String, at offset: Int) -> Bool {
      Self.subjects.contains(name.lowercased()) && education.contains { $0.contains(offset) }
    }

    /// - Parameter emphasis: what the sentence says of the name.
    func isPrimary(_ offset: Int, _ emphasis: Emphasis.Kind?) -> Bool {
      let contains = { (areas: [Range<Int>]) in areas.contains { $0.contains(offset) } }
      if contains(title) { return true }
      switch emphasis {
      case .optional: return false
      case .required: return contains(primary) || contains(duties) || contains(prose)
      case nil: return contains(primary) || contains(duties)
      }
    }
  }
}

/// Skills as they are found, each name once.
private struct FoundSkills {
  private var skills: [ExtractedSkill] = []
  private var places: [Int: [(spelling: SkillSpelling, index: Int)]] = [:]
  private var alone: [String: Int] = [:]

  /// In the order of their places.
  var inOrder: [ExtractedSkill] { skills.sorted { ($0.start ?? 0) < ($1.start ?? 0) } }

  /// A name of a skill of the library; one that is like a name it has already only makes it
  /// primary.
  mutating func add(_ name: String, of skill: Skill, at range: Range<Int>, isPrimary: Bool) {
    let spelling = SkillSpelling(name)
    let isProduct = SkillNaming.products.contains(skill.nature)
    let like = places[skill.id, default: []].first {
      $0.spelling.isLike(spelling, isProduct: isProduct)
    }
    if let like {
      if isPrimary { skills[like.index].isPrimary = true }
    } else {
      places[skill.id, default: []].append((spelling, skills.count))
      append(name, at: range, isPrimary: isPrimary, isUnlisted: nil)
    }
  }

  /// A name that stands for itself: no spelling of one of the library's skills.
  mutating func addAlone(
    _ name: String, at range: Range<Int>, isPrimary: Bool, isUnlisted: Bool?
  ) {
    let key = name.lowercased()
    if let index = alone[key] {
      if isPrimary { skills[index].isPrimary = true }
    } else {
      alone[key] = skills.count
      append(name, at: range, isPrimary: isPrimary, isUnlisted: isUnlisted)
    }
  }

  private mutating func append(
    _ name: String, at range: Range<Int>, isPrimary: Bool, isUnlisted: Bool?
  ) {
    skills.append(
      ExtractedSkill(
        name: name, isPrimary: isPrimary, start: range.lowerBound, end: range.upperBound,
        isUnlisted: isUnlisted))
  }
}
