import GRDB
import SimCore

/// Edits of the library: made, taken back, and made again after an import.
extension Store {
  /// The edits that hold, in the order they were made.
  static func activeEdits(_ db: Database) throws -> [CatalogEdit] {
    try String.fetchAll(db, sql: "SELECT body FROM catalog_edits WHERE is_active ORDER BY id")
      .map { try RecordCoding.record(CatalogEdit.self, from: $0) }
  }

  /// The edits that hold and changed the library: what others say, it has from its catalog.
  static func effectiveEdits(_ db: Database) throws -> [CatalogEdit] {
    try String.fetchAll(
      db, sql: "SELECT body FROM catalog_edits WHERE is_active AND is_effective ORDER BY id"
    ).map { try RecordCoding.record(CatalogEdit.self, from: $0) }
  }

  /// Whether an edit changed the library that holds now: one that did not is not taken out of it.
  static func addEditEffects(_ db: Database) throws {
    try db.execute(
      sql: "ALTER TABLE catalog_edits ADD COLUMN is_effective INTEGER NOT NULL DEFAULT 1")
  }

  /// Makes the edits again in a catalog that was just imported. Those whose role or skill the new
  /// catalog does not have wait for one that has it; those that it brings itself have no effect.
  /// One that takes a title from a role keeps where the title stood in this catalog.
  ///
  /// - Throws: `ReviewError.idTaken` where the catalog gives the id of an approved entry to
  ///   another.
  static func applyEdits(_ db: Database) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, body FROM catalog_edits WHERE is_active ORDER BY id")
    var kras = StoredKRAs()
    for row in rows {
      let edit = try placed(RecordCoding.record(CatalogEdit.self, from: row[1]), db)
      let isWaiting =
        try edit.neededRoleID.map { try !exists("roles", id: $0, db) } ?? false
        || edit.neededSkillID.map { try !exists("skills", id: $0, db) } ?? false
      let isEffective = try !isWaiting && apply(edit, &kras, db)
      try db.execute(
        sql: "UPDATE catalog_edits SET is_effective = ?, body = ? WHERE id = ?",
        arguments: [isEffective, try RecordCoding.text(edit), row[0] as Int64])
    }
  }

  /// An edit that takes a title from a role, with its spelling and place in the library; any other
  /// edit, or one of a title that the role does not have, as it is.
  private static func placed(_ edit: CatalogEdit, _ db: Database) throws -> CatalogEdit {
    guard case .removeRoleAlias(let role, let text, _) = edit,
      let title = try Row.fetchOne(
        db, sql: "SELECT text, position FROM role_aliases WHERE role_id = ? AND key = ?",
        arguments: [role, TextKey(text).text])
    else { return edit }
    return .removeRoleAlias(roleID: role, text: title[0], position: title[1])
  }

  /// Makes an edit; false where the library is so already.
  ///
  /// - Parameter kras: of the library, as the edits before it in the transaction left them.
  static func apply(
    _ edit: CatalogEdit, _ kras: inout StoredKRAs, _ db: Database
  ) throws -> Bool {
    switch edit {
    case .addKRA(let role, let text):
      guard try kras.insert(text, ofRole: role, db) else { return false }
      try db.execute(
        sql: """
          INSERT INTO kras (role_id, position, text)
          SELECT ?1, 1 + coalesce(max(position), -1), ?2 FROM kras WHERE role_id = ?1
          """, arguments: [role, text])
    case .addRoleAlias(let role, let text):
      try db.execute(
        sql: """
          INSERT INTO role_aliases (role_id, position, text, key)
          SELECT ?1, 1 + coalesce(max(position), -1), ?2, ?3 FROM role_aliases WHERE role_id = ?1
          ON CONFLICT DO NOTHING
          """, arguments: [role, text, TextKey(text).text])
    case .removeRoleAlias(let role, let text, _):
      try db.execute(
        sql: "DELETE FROM role_aliases WHERE role_id = ? AND key = ?",
        arguments: [role, TextKey(text).text])
    case .addSkillAlias(let skill, let alias):
      return try add(alias, toSkill: skill, db)
    case .addSkill(let skill):
      guard try isFree("skill", skill.id, skill.slug, db) else { return false }
      var entry = BundleCatalog.skill(skill, try dimensionIDs(db))
      // The library has the skill under another slug.
      guard try StoredSkillName.named(entry.displayName, db).isEmpty else { return false }
      entry.aliases = try entry.aliases.filter { try StoredSkillName.named($0.text, db).isEmpty }
      try insertSkills([entry], db)
      return true
    case .addRole(let role, let dimensions):
      guard try isFree("role", role.id, role.slug, db) else { return false }
      let known = try dimensionIDs(db)
      try insertRoles([role.role(dimensionIDs: dimensions.filter(known.contains))], db)
      return true
    case .exclude(let exclusion):
      return try add(exclusion, db)
    }
    return db.changesCount > 0
  }

  /// Adds what a text never means; false where the library says so already.
  static func add(_ exclusion: CatalogExclusion, _ db: Database) throws -> Bool {
    try db.execute(
      sql: "INSERT INTO catalog_exclusions VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      arguments: [exclusion.kind.rawValue, exclusion.key, exclusion.targetID])
    return db.changesCount > 0
  }

  /// Takes an edit back that was made and holds.
  static func revert(_ edit: CatalogEdit, _ db: Database) throws {
    switch edit {
    case .addKRA(let role, let text):
      try db.execute(
        sql: """
          DELETE FROM kras WHERE id = (SELECT id FROM kras WHERE role_id = ? AND text = ?
            ORDER BY position DESC LIMIT 1)
          """, arguments: [role, text])
    case .addRoleAlias(let role, let text):
      try db.execute(
        sql: "DELETE FROM role_aliases WHERE role_id = ? AND key = ?",
        arguments: [role, TextKey(text).text])
    case .removeRoleAlias(let role, let text, let position):
      guard try exists("roles", id: role, db) else { return }
      try db.execute(
        sql: """
          INSERT INTO role_aliases (role_id, position, text, key) VALUES (?, ?, ?, ?)
          ON CONFLICT DO NOTHING
          """, arguments: [role, position, text, TextKey(text).text])
    case .addSkillAlias(_, let alias):
      try db.execute(sql: "DELETE FROM skill_aliases WHERE id = ?", arguments: [alias.id])
    case .addSkill(let skill):
      try db.execute(sql: "DELETE FROM skills WHERE id = ?", arguments: [skill.id])
    case .addRole(let role, _):
      try db.execute(sql: "DELETE FROM roles WHERE id = ?", arguments: [role.id])
    case .exclude(let exclusion):
      try db.execute(
        sql: "DELETE FROM catalog_exclusions WHERE kind = ? AND key = ? AND target_id = ?",
        arguments: [exclusion.kind.rawValue, exclusion.key, exclusion.targetID])
    }
  }

  /// Who needs what an edit added; nil where it can be taken back.
  static func user(of edit: CatalogEdit, _ db: Database) throws -> String? {
    switch edit {
    case .addRole(let role, _):
      if let run = try String.fetchOne(
        db, sql: "SELECT id FROM runs WHERE role_id = ? LIMIT 1", arguments: [role.id])
      {
        return "run \(run)"
      }
      return try activeEdits(db).first { $0.neededRoleID == role.id }?.text
    case .addSkill(let skill):
      return try activeEdits(db).first { $0.neededSkillID == skill.id }?.text
    default: return nil
    }
  }

  /// The id of an entry that has left the library, by its slug: approved again, it comes back.
  static func retiredID(of kind: CatalogNumbering.Kind, slug: String, _ db: Database) throws -> Int?
  {
    try Int.fetchOne(
      db,
      sql: "SELECT id FROM catalog_ids WHERE kind = ? AND slug = ? AND retired_in IS NOT NULL",
      arguments: [kind.rawValue, slug])
  }

  /// The ids of the roles and skills that reviewers approved, by kind and slug.
  static func approvedIDs(_ db: Database) throws -> [CatalogNumbering.Kind: [String: Int]] {
    var ids: [CatalogNumbering.Kind: [String: Int]] = [:]
    for edit in try activeEdits(db) {
      switch edit {
      case .addRole(let role, _): ids[.role, default: [:]][role.slug] = role.id
      case .addSkill(let skill): ids[.skill, default: [:]][skill.slug] = skill.id
      default: break
      }
    }
    return ids
  }

  /// An id that no entry has, had, or was promised.
  static func freeID(of kind: CatalogNumbering.Kind, _ db: Database) throws -> Int {
    var largest = try nextID(of: kind, db) - 1
    let bodies = try String.fetchAll(db, sql: "SELECT body FROM catalog_edits")
    for edit in try bodies.map({ try RecordCoding.record(CatalogEdit.self, from: $0) }) {
      if kind == .role { largest = max(largest, edit.neededRoleID ?? 0) }
      if kind == .skill { largest = max(largest, edit.neededSkillID ?? 0) }
      switch (kind, edit) {
      case (.role, .exclude(let exclusion)) where exclusion.kind == .role,
        (.skill, .exclude(let exclusion)) where exclusion.kind == .skill:
        largest = max(largest, exclusion.targetID)
      case (.role, .addRole(let role, _)): largest = max(largest, role.id)
      case (.skill, .addSkill(let skill)): largest = max(largest, skill.id)
      case (.alias, .addSkill(let skill)):
        largest = max(largest, (skill.aliases ?? []).map(\.id).max() ?? 0)
      case (.alias, .addSkillAlias(_, let alias)): largest = max(largest, alias.id)
      default: break
      }
    }
    return largest + 1
  }

  static func exclusions(_ db: Database) throws -> [CatalogExclusion] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM catalog_exclusions ORDER BY kind, key, target_id"
    ).compactMap { row in
      CatalogExclusion.Kind(rawValue: row["kind"]).map {
        CatalogExclusion(kind: $0, text: row["key"], targetID: row["target_id"])
      }
    }
  }

  /// Adds an alias to a skill; false where some skill has the text.
  private static func add(
    _ alias: SkillAliasReference, toSkill skill: Int, _ db: Database
  ) throws -> Bool {
    let known = try StoredSkillName.named(alias.aliasText, db)
    if known.contains(where: { $0.matches(alias.aliasText) }) { return false }
    if let owner = try String.fetchOne(
      db,
      sql: "SELECT s.slug FROM skill_aliases a JOIN skills s ON s.id = a.skill_id WHERE a.id = ?",
      arguments: [alias.id])
    {
      throw ReviewError.idTaken(kind: "skill alias", id: alias.id, slug: owner)
    }
    try db.execute(
      sql: """
        INSERT INTO skill_aliases
        SELECT ?1, ?2, 1 + coalesce(max(position), -1), ?3, ?4, ?5, ?6, ?7 FROM skill_aliases
        WHERE skill_id = ?2
        """,
      arguments: [
        alias.id, skill, alias.aliasText, alias.aliasType, alias.isPrimary, alias.matchStrategy,
        TextKey(alias.aliasText).text,
      ])
    return true
  }

  /// Whether neither id nor slug of a new entry is in the library.
  private static func isFree(
    _ kind: String, _ id: Int, _ slug: String, _ db: Database
  ) throws -> Bool {
    let table = kind == "role" ? "roles" : "skills"
    let taken = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE slug = ?)", arguments: [slug])
    if taken == true { return false }
    if try exists(table, id: id, db) {
      throw ReviewError.idTaken(kind: kind, id: id, slug: slug)
    }
    return true
  }

  private static func exists(_ table: String, id: Int, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = ?)", arguments: [id]) ?? false
  }

  private static func dimensionIDs(_ db: Database) throws -> Set<Int> {
    Set(try Int.fetchAll(db, sql: "SELECT id FROM dimensions"))
  }
}
