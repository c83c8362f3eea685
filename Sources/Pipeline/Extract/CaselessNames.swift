import SimCore

/// The names whose capitals matter ("REST", "Chef", "Go"), found in other capitals.
///
/// Such a name may be a common word there, so it counts only where it is listed with another skill:
/// "puppet/chef", and not "go to market". In a text that has no capitals at all it need only touch
/// the other: "jenkins ansible puppet chef".
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

  /// The mentions, and beside them the names found in other capitals, in order.
  ///
  /// - Parameters:
  ///   - mentions: in order, not overlapping.
  ///   - scanned: the text as names are looked for in it, with marks in the place of line breaks.
  ///   - isBareWords: whether the text has no capitals; such a name is then written as the catalog
  ///     spells it.
  /// - Complexity: O(length of the text + n log n) in the mentions and names.
  func adding(
    to mentions: [SkillMention], in text: [UInt8], scanned: [UInt8], isBareWords: Bool
  ) -> [SkillMention] {
    var all = mentions.map { (mention: $0, isSure: true) }
    var next = 0
    for match in gazetteer.matches(in: scanned) {
      guard let name = names[match.id] else { continue }
      while next < mentions.count, mentions[next].range.upperBound <= match.start { next += 1 }
      if next < mentions.count, mentions[next].range.lowerBound < match.end { continue }
      let mention = SkillMention(
        skill: name.skill, range: match.range, spelling: isBareWords ? name.text : nil)
      all.append((mention, false))
    }
    guard all.count > mentions.count else { return mentions }
    all.sort { $0.mention.range.lowerBound < $1.mention.range.lowerBound }
    let isListed = all.indices.map { index in
      index > 0
        && joins(
          all[index - 1].mention.range.upperBound..<all[index].mention.range.lowerBound, of: text,
          isBareWords: isBareWords)
    }
    for index in all.indices.dropFirst() where all[index - 1].isSure && isListed[index] {
      all[index].isSure = true
    }
    for index in all.indices.dropFirst().reversed() where all[index].isSure && isListed[index] {
      all[index - 1].isSure = true
    }
    return all.filter(\.isSure).map(\.mention)
  }

  /// Whether what stands between two names lists them; in bare words a space does.
  private func joins(_ gap: Range<Int>, of text: [UInt8], isBareWords: Bool) -> Bool {
    Enumeration.joins(gap, of: text) && (isBareWords || !text[gap].allSatisfy(JDBytes.isSpace))
  }
}
