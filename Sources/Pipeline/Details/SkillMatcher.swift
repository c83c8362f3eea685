import SimCore

/// Finds the library's skill for a skill text: alias, then normalised, then similarity.
struct SkillMatcher: Sendable {
  let library: CatalogLookup
  let embedder: any Embedder
  let threshold: Double
  /// The library's names by meaning, from a cache that the caller keeps.
  let names: @Sendable () async throws -> SkillNameIndex

  /// The matches of `texts`, in their order; nil where the library does not know the skill.
  ///
  /// Only texts that no alias gives are embedded, and only then the library's names are asked for:
  /// a JD whose skills are all known costs no encoding.
  ///
  /// - Parameter unlisted: texts that the reader looked up itself and the library lacked: they are
  ///   looked up once more, and not embedded.
  func matches(
    for texts: [String], unlisted: Set<String> = []
  ) async throws -> [SkillMatch?] {
    var matches = texts.map(exactMatch)
    let unknown = texts.indices.filter { matches[$0] == nil && !unlisted.contains(texts[$0]) }
    guard !unknown.isEmpty, !library.catalog.skills.isEmpty else { return matches }
    let names = try await names()
    let asked = try await embedder.embed(unknown.map { texts[$0] })
    for (row, text) in unknown.enumerated() {
      guard let best = names.nearest(to: asked.rows([row])), best.similarity >= threshold,
        !library.isExcluded(texts[text], fromSkill: best.skillID)
      else { continue }
      matches[text] = SkillMatch(skillID: best.skillID, aliasID: nil, way: .similarity)
    }
    return matches
  }

  private func exactMatch(_ text: String) -> SkillMatch? {
    library.skillTexts.match(text).flatMap { match in
      guard !library.isExcluded(text, fromSkill: match.skillID) else { return nil }
      return switch match.way {
      case .alias: SkillMatch(skillID: match.skillID, aliasID: match.aliasID, way: .alias)
      case .normalised: SkillMatch(skillID: match.skillID, aliasID: nil, way: .normalised)
      }
    }
  }
}
