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

  /// The library's names that are a text but for case and spaces. O(log names).
  static func named(_ text: String, _ db: Database) throws -> [StoredSkillName] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT a.text, a.match_strategy, s.slug FROM skill_aliases a
        JOIN skills s ON s.id = a.skill_id WHERE a.key = ? ORDER BY a.id
        """, arguments: [TextKey(text).text]
    ).map { row in
      StoredSkillName(
        text: row[0], isCaseSensitive: row[1] == SkillAlias.caseSensitive, slug: row[2])
    }
  }

  /// Whether the library has a text in other capitals, and only in those.
  static func isOnlyInOtherCapitals(_ text: String, _ db: Database) throws -> Bool {
    let names = try named(text, db)
    return !names.isEmpty && !names.contains { $0.matches(text) }
  }

  /// The keys by which names are found.
  static func addKeys(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE skill_aliases ADD COLUMN key TEXT NOT NULL DEFAULT ''")
    let update = try db.makeStatement(sql: "UPDATE skill_aliases SET key = ? WHERE id = ?")
    for row in try Row.fetchAll(db, sql: "SELECT id, text FROM skill_aliases") {
      try update.execute(arguments: [TextKey(row[1]).text, row[0] as Int])
    }
    try db.execute(sql: "CREATE INDEX skill_aliases_by_key ON skill_aliases (key)")
  }
}
