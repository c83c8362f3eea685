import SimCore

/// Finds the library's skills in a JD: the default reader's stage 2, a pure function.
enum SkillExtraction {
  /// The skills that stand in the text, in the order of their first place, each once.
  ///
  /// A skill is named as the text writes it first, without general words around it
  /// (`SkillNaming`). It is primary where it stands in the title, in the duties or in what is
  /// required, and not primary where it stands only in what would be nice to have or elsewhere.
  /// Skills that the catalog says are not extractable do not count, nor do names inside passages
  /// about the employer, its benefits or the application, nor names that reach over the end of a
  /// line. O(length of the text + mentions · sections).
  static func skills(
    in text: JDText, reading: JDReading, library: CatalogLookup
  ) -> [ExtractedSkill] {
    let areas = Areas(reading)
    let cleaned = Array(text.cleaned.utf8)
    let naming = SkillNaming(text: cleaned, library: library)
    var order: [Int] = []
    var found: [Int: ExtractedSkill] = [:]
    for mention in mentions(in: cleaned, library: library) where !naming.isVerb(mention) {
      for name in naming.names(of: mention) {
        let range = text.originalRange(ofCleaned: name.range)
        guard !areas.isLeftOut(range.lowerBound) else { continue }
        let isPrimary = areas.isPrimary(range.lowerBound)
        if found[name.skill] == nil {
          order.append(name.skill)
          found[name.skill] = ExtractedSkill(
            name: name.spelling ?? naming.string(name.range),
            isPrimary: isPrimary, start: range.lowerBound, end: range.upperBound)
        } else if isPrimary {
          found[name.skill]?.isPrimary = true
        }
      }
    }
    return order.compactMap { found[$0] }
  }

  /// The names of the gazetteer in a prepared text, in order; in a text without capitals also
  /// those whose capitals matter, beside others.
  private static func mentions(in text: [UInt8], library: CatalogLookup) -> [SkillMention] {
    let scanned = withLineEnds(text)
    let mentions = library.skillGazetteer.matches(in: scanned).compactMap { match in
      library.skillID(ofAlias: match.id).map { SkillMention(skill: $0, range: match.range) }
    }
    guard JDDocument.isBareWords(text) else { return mentions }
    return library.caselessNames.adding(to: mentions, in: scanned)
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
    let leftOut: [Range<Int>]
    let primary: [Range<Int>]

    init(_ reading: JDReading) {
      leftOut =
        reading.sections.filter(\.isBoilerplate).map(\.range)
        + reading.spans.filter { $0.field == .aboutCompany }.map(\.range)
      let nice = ["good to have", "nice to have", "preferred", "plus", "desirable", "bonus"]
      primary =
        reading.sections.filter { section in
          let heading = TextKey(section.heading ?? "").text
          switch section.kind {
          case .responsibilities, .requirements, .roleSummary:
            return !nice.contains { heading.contains($0) }
          default: return false
          }
        }.map(\.range)
        + reading.spans.filter { $0.field == .role || $0.field == .responsibility }.map(\.range)
    }

    func isLeftOut(_ offset: Int) -> Bool { leftOut.contains { $0.contains(offset) } }
    func isPrimary(_ offset: Int) -> Bool { primary.contains { $0.contains(offset) } }
  }
}
