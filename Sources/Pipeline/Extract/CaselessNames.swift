import SimCore

/// The names whose capitals matter ("REST", "Chef", "Go"), found in a text that has no capitals.
///
/// Such a name is a common word there too, so it counts only where it touches the name of another
/// skill: "jenkins ansible puppet chef", and not "go to market".
struct CaselessNames: Sendable {
  private let gazetteer: Gazetteer
  private let names: [Int: (skill: Int, text: String)]

  /// O(catalog).
  init(catalog: Catalog) {
    var entries: [Gazetteer.Entry] = []
    var names: [Int: (skill: Int, text: String)] = [:]
    for skill in catalog.skills where skill.isExtractable {
      for alias in skill.aliases where alias.isCaseSensitive {
        entries.append(Gazetteer.Entry(id: alias.id, text: alias.text))
        names[alias.id] = (skill.id, alias.text)
      }
    }
    gazetteer = Gazetteer(entries)
    self.names = names
  }

  /// The mentions, and beside them the names found without capitals, in order.
  ///
  /// - Parameters:
  ///   - mentions: in order, not overlapping.
  ///   - scanned: the text as names are looked for in it, with marks in the place of line breaks.
  func adding(
    to mentions: [SkillMention], in text: [UInt8], scanned: [UInt8]
  ) -> [SkillMention] {
    var all = mentions.map { (mention: $0, isSure: true) }
    for match in gazetteer.matches(in: scanned) {
      guard let name = names[match.id],
        !mentions.contains(where: { $0.range.overlaps(match.range) })
      else { continue }
      all.append((SkillMention(skill: name.skill, range: match.range, spelling: name.text), false))
    }
    all.sort { $0.mention.range.lowerBound < $1.mention.range.lowerBound }
    for index in all.indices.dropFirst() where all[index - 1].isSure && touches(index, all, text) {
      all[index].isSure = true
    }
    for index in all.indices.dropFirst().reversed()
    where all[index].isSure && touches(index, all, text) {
      all[index - 1].isSure = true
    }
    return all.filter(\.isSure).map(\.mention)
  }

  /// Whether a mention is listed with the one before it; in such a text a space does.
  private func touches(
    _ index: Int, _ all: [(mention: SkillMention, isSure: Bool)], _ text: [UInt8]
  ) -> Bool {
    Enumeration.joins(
      all[index - 1].mention.range.upperBound..<all[index].mention.range.lowerBound, of: text)
  }
}
