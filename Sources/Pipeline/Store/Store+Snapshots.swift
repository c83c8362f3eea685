import Crypto
import Foundation
import GRDB

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

  /// Keeps a version's catalog; nothing happens where it is kept already.
  func keepSnapshot(of catalog: Catalog, version: Int) throws {
    guard try !read({ try Self.hasSnapshot(of: version, $0) }) else { return }
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
        let hash = Data(SHA256.hash(data: Data(body.utf8)))
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

  private static func hasSnapshot(of version: Int, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM catalog_snapshots WHERE version = ?)",
      arguments: [version]) ?? false
  }
}
