import SimCore

/// Finds the library's skills in a JD: the default reader's stage 2, a pure function.
enum SkillExtraction {
  /// The skills that stand in the text, in the order of their first place, each once.
  ///
  /// A skill is named as the text writes it first. It is primary where it stands in the title, in
  /// the duties or in what is required, and not primary where it stands only in what would be nice
  /// to have or elsewhere. Names inside passages about the employer, its benefits or the
  /// application do not count. O(length of the text + mentions · sections).
  static func skills(
    in text: JDText, reading: JDReading, library: CatalogLookup
  ) -> [ExtractedSkill] {
    let areas = Areas(reading)
    let cleaned = Array(text.cleaned.utf8)
    var order: [Int] = []
    var found: [Int: ExtractedSkill] = [:]
    for match in library.skillGazetteer.matches(in: cleaned) {
      guard let skill = library.alias(match.id)?.skill else { continue }
      let range = text.originalRange(ofCleaned: match.range)
      guard !areas.isLeftOut(range.lowerBound) else { continue }
      let isPrimary = areas.isPrimary(range.lowerBound)
      if found[skill.id] == nil {
        order.append(skill.id)
        found[skill.id] = ExtractedSkill(
          name: String(decoding: cleaned[match.range], as: UTF8.self), isPrimary: isPrimary,
          start: range.lowerBound, end: range.upperBound)
      } else if isPrimary {
        found[skill.id]?.isPrimary = true
      }
    }
    return order.compactMap { found[$0] }
  }

  /// The parts of a JD by what a mention in them says.
  private struct Areas {
    let leftOut: [Range<Int>]
    let primary: [Range<Int>]

    init(_ reading: JDReading) {
      leftOut = reading.sections.filter(\.isBoilerplate).map(\.range)
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
