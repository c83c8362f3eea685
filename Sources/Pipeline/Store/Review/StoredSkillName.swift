import GRDB
import SimCore

/// A name of a skill in the store's library.
struct StoredSkillName {
  let text: String
  let isCaseSensitive: Bool
  /// Of its skill.
  let slug: String

  /// Whether a text is this name; one that counts only as it stands is another in other capitals.
  func matches(_ other: String) -> Bool { !isCaseSensitive || text == other }
}

extension SkillAlias {
  /// The library's names that are a text but for case and spaces. O(names).
  static func rows(ofKey key: TextKey, _ db: Database) throws -> [StoredSkillName] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT a.text, a.match_strategy, s.slug FROM skill_aliases a
        JOIN skills s ON s.id = a.skill_id
        """)
    var names: [StoredSkillName] = []
    while let row = try rows.next() {
      let text: String = row[0]
      guard TextKey(text) == key else { continue }
      names.append(
        StoredSkillName(
          text: text, isCaseSensitive: row[1] == SkillAlias.caseSensitive, slug: row[2]))
    }
    return names
  }

  /// Whether the library has a text in other capitals, and only in those.
  static func hasOtherSpelling(of text: String, _ db: Database) throws -> Bool {
    let rows = try rows(ofKey: TextKey(text), db)
    return !rows.isEmpty && !rows.contains { $0.matches(text) }
  }
}
