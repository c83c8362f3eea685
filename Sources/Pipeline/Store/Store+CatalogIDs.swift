import GRDB
import SimCore

/// The ids of catalogs that bring their own: what an id has meant, it goes on to mean.
extension Store {
  /// An entry of a catalog, as it is told from others.
  private struct Identity {
    var id: Int
    var slug: String
    var name: String

    /// Whether both are one entry: it may get another slug or another name, not both at once.
    func isSame(as other: Identity) -> Bool {
      slug == other.slug || TextKey(name) == TextKey(other.name)
    }
  }

  /// Refuses a catalog that gives an id to something else than the store has given it to: runs,
  /// centroids, queues and edits would go over to that.
  ///
  /// A library under which nothing was decided is replaced by any other.
  ///
  /// - Throws: `CatalogError.idTaken`.
  static func checkIDs(of catalog: Catalog, _ db: Database) throws {
    let kinds: [(CatalogNumbering.Kind, [Identity])] = [
      (
        .role,
        catalog.allRoles.map { Identity(id: $0.id, slug: $0.slug, name: $0.displayName) }
      ),
      (
        .skill,
        catalog.skills.map { Identity(id: $0.id, slug: $0.slug, name: $0.displayName) }
      ),
      (
        .dimension,
        catalog.dimensions.map { Identity(id: $0.id, slug: $0.slug, name: $0.displayName) }
      ),
    ]
    for (kind, entries) in kinds {
      func taken(_ entry: Identity, by owner: String) -> CatalogError {
        .idTaken(kind: kind.rawValue, id: entry.id, slug: entry.slug, owner: owner)
      }
      let released = try releasedSlugs(of: kind, db)
      let used = Dictionary(grouping: try usedIdentities(of: kind, db), by: \.id)
      for entry in entries {
        if let owner = released[entry.id], owner != entry.slug { throw taken(entry, by: owner) }
        let owners = used[entry.id] ?? []
        if let last = owners.last, !owners.contains(where: { $0.isSame(as: entry) }) {
          throw taken(entry, by: last.slug)
        }
      }
    }
  }

  /// What releases were given, by id. Their slugs stay, whatever becomes of the names.
  private static func releasedSlugs(
    of kind: CatalogNumbering.Kind, _ db: Database
  ) throws -> [Int: String] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, slug FROM catalog_ids WHERE kind = ?", arguments: [kind.rawValue])
    return Dictionary(
      rows.map { ($0[0] as Int, $0[1] as String) }, uniquingKeysWith: { first, _ in first })
  }

  /// The entries of all catalogs that runs were decided under, the latest last; and those of the
  /// library, where reviewers have said anything about it. What they added themselves is not among
  /// those: their edits look after it.
  private static func usedIdentities(
    of kind: CatalogNumbering.Kind, _ db: Database
  ) throws -> [Identity] {
    var rows = try Row.fetchAll(
      db,
      sql: """
        SELECT json_extract(body, '$.id'), json_extract(body, '$.slug'),
          json_extract(body, '$.display_name')
        FROM catalog_parts WHERE kind = ? ORDER BY id
        """,
      arguments: [kind.rawValue])
    if try !activeEdits(db).isEmpty {
      let approved = try Set(approvedIDs(db)[kind, default: [:]].values)
      rows += try Row.fetchAll(db, sql: "SELECT id, slug, display_name FROM \(kind.rawValue)s")
        .filter { !approved.contains($0[0] as Int) }
    }
    return rows.map { Identity(id: $0[0], slug: $0[1], name: $0[2]) }
  }
}
