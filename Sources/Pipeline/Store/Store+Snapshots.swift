import Crypto
import Foundation
import GRDB
import SimCore

/// Every catalog version under which a run was decided, so that runs can be replayed after the
/// catalog has changed.
///
/// A version is a list of parts (roles, skills and dimensions as JSON); equal parts of different
/// versions are stored once, so that a small change costs its own size and the list.
extension Store {
  /// The kinds of parts.
  private enum Part: String {
    case role, skill, dimension, exclusion
  }

  /// Keeps a version's catalog; nothing happens where it is kept already, nor in a store that is
  /// only looked at: no run of it is decided under the version.
  func keepSnapshot(of catalog: Catalog, version: Int) throws {
    guard !isReadOnly, try !read({ try Self.hasSnapshot(of: version, $0) }) else { return }
    // Written as JSON before the transaction: it keeps other writers out only to insert.
    let snapshot = BundleCatalog(catalog)
    var parts = try snapshot.roles.map { (Part.role, try RecordCoding.text($0)) }
    parts += try (snapshot.skills ?? []).map { (.skill, try RecordCoding.text($0)) }
    parts += try (snapshot.dimensions ?? []).map { (.dimension, try RecordCoding.text($0)) }
    parts += try (snapshot.exclusions ?? []).map { (.exclusion, try RecordCoding.text($0)) }
    try write { [parts] db in
      guard try !Self.hasSnapshot(of: version, db) else { return }
      let find = try db.makeStatement(
        sql: "SELECT id FROM catalog_parts WHERE kind = ? AND hash = ?")
      let insert = try db.makeStatement(
        sql: "INSERT INTO catalog_parts (kind, hash, body) VALUES (?, ?, ?)")
      let ids: [Int64] = try parts.map { kind, body in
        let hash = Self.hash(of: body)
        if let id = try Int64.fetchOne(find, arguments: [kind.rawValue, hash]) { return id }
        try insert.execute(arguments: [kind.rawValue, hash, body])
        return db.lastInsertedRowID
      }
      try db.execute(
        sql: "INSERT INTO catalog_snapshots VALUES (?, ?)",
        arguments: [version, try RecordCoding.text(ids)])
    }
  }

  /// A version's catalog.
  ///
  /// - Throws: `StoreError.unknownCatalogVersion` where no run was decided under it.
  func snapshot(ofVersion version: Int) throws -> BundleCatalog {
    try read { [path] db in
      let list = try String.fetchOne(
        db, sql: "SELECT parts FROM catalog_snapshots WHERE version = ?", arguments: [version])
      guard let list else { throw StoreError.unknownCatalogVersion(version, path: path) }
      let statement = try db.makeStatement(sql: "SELECT kind, body FROM catalog_parts WHERE id = ?")
      var roles: [BundleCatalog.BundleRole] = []
      var skills: [BundleCatalog.BundleSkill] = []
      var dimensions: [BundleCatalog.BundleDimension] = []
      var exclusions: [CatalogExclusion] = []
      for id in try RecordCoding.record([Int64].self, from: list) {
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { continue }
        let body: String = row[1]
        switch Part(rawValue: row[0]) {
        case .role:
          roles.append(try RecordCoding.record(BundleCatalog.BundleRole.self, from: body))
        case .skill:
          skills.append(try RecordCoding.record(BundleCatalog.BundleSkill.self, from: body))
        case .dimension:
          dimensions.append(
            try RecordCoding.record(BundleCatalog.BundleDimension.self, from: body))
        case .exclusion:
          exclusions.append(try RecordCoding.record(CatalogExclusion.self, from: body))
        case nil: break
        }
      }
      return BundleCatalog(
        roles: roles, skills: skills, dimensions: dimensions,
        exclusions: exclusions.isEmpty ? nil : exclusions)
    }
  }

  /// The role that a slug has last named in a catalog under which a run was decided.
  package func decidedRole(slug: String) throws -> BundleCatalog.BundleRole? {
    try read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT body FROM catalog_parts WHERE kind = ? AND json_extract(body, '$.slug') = ?
          ORDER BY id DESC LIMIT 1
          """,
        arguments: [Part.role.rawValue, slug]
      ).map { try RecordCoding.record(BundleCatalog.BundleRole.self, from: $0) }
    }
  }

  /// Takes texts out of the roles and skills of some ids, and exclusions, in every version that is
  /// kept. An entry whose name is among the texts goes. Runs that were decided under such a version
  /// replay without them.
  static func removeFromSnapshots(
    _ texts: Set<ExactText>, ofRoles roles: Set<Int>, ofSkills skills: Set<Int>,
    exclusions: Set<CatalogExclusion>, _ db: Database
  ) throws {
    var replacements: [Int64: [Int64]] = [:]
    func change<Entry: Codable & Hashable>(
      _ kind: Part, id: Int? = nil, _ body: (Entry) -> Entry?
    ) throws {
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, body FROM catalog_parts
          WHERE kind = ?1 AND (?2 IS NULL OR json_extract(body, '$.id') = ?2)
          """,
        arguments: [kind.rawValue, id])
      for row in rows {
        let entry = try RecordCoding.record(Entry.self, from: row[1])
        let changed = body(entry)
        guard changed != entry else { continue }
        let part: Int64 = row[0]
        replacements[part] = try replace(part, of: kind, by: changed, db)
      }
    }
    for id in roles {
      try change(.role, id: id) { (role: BundleCatalog.BundleRole) in role.without(texts) }
    }
    for id in skills {
      try change(.skill, id: id) { (skill: BundleCatalog.BundleSkill) in skill.without(texts) }
    }
    try change(.exclusion) { (exclusion: CatalogExclusion) in
      exclusions.contains(exclusion) ? nil : exclusion
    }
    guard !replacements.isEmpty else { return }
    for row in try Row.fetchAll(db, sql: "SELECT version, parts FROM catalog_snapshots") {
      let parts = try RecordCoding.record([Int64].self, from: row[1])
      guard parts.contains(where: { replacements[$0] != nil }) else { continue }
      try db.execute(
        sql: "UPDATE catalog_snapshots SET parts = ? WHERE version = ?",
        arguments: [
          try RecordCoding.text(parts.flatMap { replacements[$0] ?? [$0] }), row[0] as Int,
        ])
    }
  }

  /// Gives a part another body, or takes it away.
  ///
  /// - Returns: the part that stands for it now: itself, one that has the body already, or none.
  private static func replace(
    _ part: Int64, of kind: Part, by entry: (some Encodable)?, _ db: Database
  ) throws -> [Int64] {
    var others: [Int64] = []
    if let entry {
      let body = try RecordCoding.text(entry)
      let hash = hash(of: body)
      others = try Int64.fetchAll(
        db, sql: "SELECT id FROM catalog_parts WHERE kind = ? AND hash = ?",
        arguments: [kind.rawValue, hash])
      if others.isEmpty {
        try db.execute(
          sql: "UPDATE catalog_parts SET hash = ?, body = ? WHERE id = ?",
          arguments: [hash, body, part])
        return [part]
      }
    }
    try db.execute(sql: "DELETE FROM catalog_parts WHERE id = ?", arguments: [part])
    return others
  }

  private static func hash(of body: String) -> Data {
    Data(SHA256.hash(data: Data(body.utf8)))
  }

  private static func hasSnapshot(of version: Int, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM catalog_snapshots WHERE version = ?)",
      arguments: [version]) ?? false
  }
}
