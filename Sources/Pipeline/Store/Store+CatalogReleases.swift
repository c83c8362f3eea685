import Foundation
import GRDB

/// Imports of public releases: the same code keeps its id from release to release, and no id that
/// was given is given again.
extension Store {
  /// What an import did, or would do.
  public struct ReleaseImport: Sendable {
    /// What changes in the library, without reviewers' edits.
    public let diff: CatalogDiff
    /// The catalog version of the store afterwards.
    public let version: Int
    /// The catalog under its ids.
    public let catalog: Catalog
  }

  /// The tables of the ids of releases.
  static func createCatalogIDs(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE catalog_ids (
          kind TEXT NOT NULL, id INTEGER NOT NULL, source TEXT NOT NULL, code TEXT NOT NULL,
          slug TEXT NOT NULL, name TEXT NOT NULL, retired_in TEXT,
          PRIMARY KEY (kind, source, code)) WITHOUT ROWID;
        CREATE UNIQUE INDEX catalog_ids_by_id ON catalog_ids (kind, id);
        """)
  }

  /// Puts the vectors of catalog texts into a table with row ids: without them a vector does not
  /// fit its page, and takes a further one of its own.
  static func moveCatalogVectors(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE moved_vectors (
          model TEXT NOT NULL, text TEXT NOT NULL, vector BLOB NOT NULL, UNIQUE (model, text));
        INSERT INTO moved_vectors SELECT model, text, vector FROM catalog_vectors;
        DROP TABLE catalog_vectors;
        ALTER TABLE moved_vectors RENAME TO catalog_vectors;
        """)
  }

  /// Replaces the library by a release, in one transaction.
  ///
  /// What was learned stays. Entries that the release no longer has are retired: they leave the
  /// library, their ids and slugs stay theirs, and a later release that has the code again brings
  /// them back. A release that changes nothing leaves the store as it is.
  ///
  /// - Throws: `CatalogError` where the release breaks a rule of catalogs.
  /// - Complexity: O(both catalogs); nothing is encoded.
  public func importRelease(_ release: CatalogRelease) throws -> ReleaseImport {
    try write { db in
      let (planned, numbering) = try Self.plan(release, db)
      guard !planned.diff.isEmpty else { return planned }
      let version = try Self.replaceCatalog(planned.catalog, db)
      try Self.keep(numbering, of: release, db)
      return ReleaseImport(diff: planned.diff, version: version, catalog: planned.catalog)
    }
  }

  /// What `importRelease` would do; the store stays as it is.
  ///
  /// - Throws: as `importRelease`.
  public func previewRelease(_ release: CatalogRelease) throws -> ReleaseImport {
    try read { try Self.plan(release, $0).planned }
  }

  /// What an import into a new store would do.
  ///
  /// - Throws: as `importRelease`.
  public static func previewOfNewStore(_ release: CatalogRelease) throws -> ReleaseImport {
    var numbering = CatalogNumbering()
    let catalog = numbering.catalog(of: release)
    try CatalogCheck.validate(catalog)
    return ReleaseImport(diff: CatalogDiff(from: nil, to: catalog), version: 1, catalog: catalog)
  }

  /// Whether the library came from a public release.
  public func holdsRelease() throws -> Bool {
    try read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM catalog_ids WHERE kind = 'role' AND retired_in IS NULL)
          """) ?? false
    }
  }

  private static func plan(
    _ release: CatalogRelease, _ db: Database
  ) throws -> (planned: ReleaseImport, numbering: CatalogNumbering) {
    var numbering = try numbering(of: release.source, db)
    let catalog = numbering.catalog(of: release)
    try CatalogCheck.validate(catalog)
    // The library holds reviewers' edits as well; what it was made from tells whether it is the
    // same.
    let isSame = try catalogFingerprint(db) == catalog.fingerprint
    let before = try isSame ? catalog : catalogWithoutEdits(db)
    return (
      ReleaseImport(
        diff: CatalogDiff(from: before, to: catalog), version: try catalogVersion(db),
        catalog: catalog), numbering
    )
  }

  /// The stored library as its catalog brought it; nil where there is none.
  private static func catalogWithoutEdits(_ db: Database) throws -> Catalog? {
    try storedCatalog(db)?.removing(effectiveEdits(db))
  }

  /// The ids that were given to a source's codes, and where new ones begin.
  private static func numbering(of source: String, _ db: Database) throws -> CatalogNumbering {
    var given: [CatalogNumbering.Kind: [String: CatalogNumbering.Given]] = [:]
    var reserved: [CatalogNumbering.Kind: Set<String>] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT kind, id, source, code, slug, name FROM catalog_ids")
    while let row = try rows.next() {
      guard let kind = CatalogNumbering.Kind(rawValue: row[0]) else { continue }
      if row[2] == source {
        given[kind, default: [:]][row[3]] = CatalogNumbering.Given(
          id: row[1], slug: row[4], name: row[5])
      } else {
        reserved[kind, default: []].insert(row[4])
      }
    }
    var next: [CatalogNumbering.Kind: Int] = [:]
    for kind in CatalogNumbering.Kind.allCases { next[kind] = try freeID(of: kind, db) }
    return CatalogNumbering(
      given: given, nextIDs: next, reservedSlugs: reserved, approvedIDs: try approvedIDs(db))
  }

  /// The id after the largest that releases, the library or what was learned have of a kind.
  static func nextID(of kind: CatalogNumbering.Kind, _ db: Database) throws -> Int {
    var largest = try Int.fetchOne(
      db, sql: "SELECT max(id) FROM catalog_ids WHERE kind = ?", arguments: [kind.rawValue])
    for (table, column) in users(of: kind) {
      let used = try Int.fetchOne(db, sql: "SELECT max(\(column)) FROM \(table)")
      largest = max(largest ?? 0, used ?? 0)
    }
    return max(largest ?? 0, try largestPastID(of: kind, db)) + 1
  }

  /// Where ids of a kind stand that were not given by an import of a release.
  private static func users(of kind: CatalogNumbering.Kind) -> [(table: String, column: String)] {
    switch kind {
    case .role: [("roles", "id"), ("runs", "role_id"), ("centroids", "role_id")]
    case .skill: [("skills", "id"), ("alias_queue", "skill_id"), ("run_skills", "skill_id")]
    case .alias: [("skill_aliases", "id")]
    case .dimension: [("dimensions", "id")]
    case .category: [("skill_categories", "id")]
    case .part: [("skill_sub_categories", "id")]
    }
  }

  /// Writes the ids of a release; those it does not have are retired by it.
  private static func keep(
    _ numbering: CatalogNumbering, of release: CatalogRelease, _ db: Database
  ) throws {
    let statement = try db.makeStatement(
      sql: """
        INSERT INTO catalog_ids (kind, id, source, code, slug, name) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (kind, source, code) DO UPDATE SET name = excluded.name
        """)
    for change in numbering.takenOver {
      try db.execute(
        sql: "UPDATE catalog_ids SET code = ? WHERE kind = ? AND source = ? AND code = ?",
        arguments: [change.code, change.kind.rawValue, release.source, change.former])
    }
    for (kind, entries) in numbering.given {
      for (code, entry) in entries.sorted(by: { $0.key < $1.key }) {
        try statement.execute(arguments: [
          kind.rawValue, entry.id, release.source, code, entry.slug, entry.name,
        ])
      }
    }
    try retireMissing("\(release.information.name) \(release.information.release)", db)
  }

  /// Marks the ids that the stored catalog does not use as retired by `release`, and those it does
  /// as in use.
  static func retireMissing(_ release: String, _ db: Database) throws {
    for kind in CatalogNumbering.Kind.allCases {
      guard let (table, column) = users(of: kind).first else { continue }
      try db.execute(
        sql: """
          UPDATE catalog_ids SET retired_in = CASE
            WHEN id IN (SELECT \(column) FROM \(table)) THEN NULL
            ELSE coalesce(retired_in, ?) END
          WHERE kind = ?
          """, arguments: [release, kind.rawValue])
    }
  }
}
