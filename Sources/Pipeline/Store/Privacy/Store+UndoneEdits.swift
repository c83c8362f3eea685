import Foundation
import GRDB
import SimCore

/// What reviewers made of a run's queue rows and took back: a forgotten run takes it along.
extension Store {
  /// Removes the edits that were made of a run's queue rows and taken back, with the texts that they
  /// brought into the library: from the versions of the catalog that are kept, and from its vectors.
  /// What the library has all the same stays in both. The ids that the edits were promised are not
  /// given again.
  ///
  /// - Returns: whether there were such edits.
  static func removeUndoneEdits(ofRun id: String, _ db: Database) throws -> Bool {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT e.id, e.body FROM catalog_edits e JOIN audit_log a ON a.id = e.audit_id
        WHERE a.run_id = ? AND NOT e.is_active ORDER BY e.id
        """,
      arguments: [id])
    guard !rows.isEmpty else { return false }
    try keepLargestIDs(db)
    let edits = try rows.map { try RecordCoding.record(CatalogEdit.self, from: $0[1]) }
    for row in rows {
      try db.execute(
        sql: "DELETE FROM catalog_edits WHERE id = ?", arguments: [row[0] as Int64])
    }
    // An edit that holds may wait for its role or skill: its texts are not in the library yet.
    let held = Set(try activeEdits(db).flatMap(\.texts).map { ExactText($0) })
    let texts = try Set(edits.flatMap(\.texts).map { ExactText($0) }).filter { text in
      try !held.contains(text) && !libraryHolds(text.text, db)
    }
    for text in texts {
      try db.execute(sql: "DELETE FROM catalog_vectors WHERE text = ?", arguments: [text.text])
    }
    try removeFromSnapshots(
      texts, ofRoles: Set(edits.compactMap(\.roleID)), ofSkills: Set(edits.compactMap(\.skillID)),
      exclusions: Set(edits.compactMap(\.exclusion)).subtracting(try exclusions(db)), db)
    return true
  }

  /// Whether a text stands in the library, word for word.
  private static func libraryHolds(_ text: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM kras WHERE text = ?1)
          OR EXISTS (SELECT 1 FROM role_aliases WHERE text = ?1)
          OR EXISTS (SELECT 1 FROM roles WHERE display_name = ?1 OR archetype = ?1)
          OR EXISTS (SELECT 1 FROM skill_aliases WHERE text = ?1)
          OR EXISTS (SELECT 1 FROM skills WHERE display_name = ?1)
        """,
      arguments: [text]) ?? false
  }

  /// Where the compiled names of the library lie, and its KRAs: caches beside the store.
  var gazetteerPath: String { "\(path).gazetteer" }
  var indexPath: String { "\(path).kra-index" }

  /// Removes the caches: they may be of a version that had what is forgotten now. The next process
  /// makes them anew.
  func removeLibraryCaches() {
    guard path != Self.memoryPath else { return }
    for cache in [gazetteerPath, indexPath] { unlink(cache) }
  }
}

extension BundleCatalog.BundleRole {
  /// The role without some texts; nil where its name is among them.
  func without(_ texts: Set<ExactText>) -> Self? {
    guard !texts.contains(ExactText(displayName)) else { return nil }
    var role = self
    role.aliases?.removeAll { texts.contains(ExactText($0)) }
    role.kras?.removeAll { texts.contains(ExactText($0)) }
    if let archetype, texts.contains(ExactText(archetype)) { role.archetype = nil }
    return role
  }
}

extension BundleCatalog.BundleSkill {
  /// The skill without some texts; nil where its name is among them.
  func without(_ texts: Set<ExactText>) -> Self? {
    guard !texts.contains(ExactText(displayName)) else { return nil }
    var skill = self
    skill.aliases?.removeAll { texts.contains(ExactText($0.aliasText)) }
    return skill
  }
}
