import Foundation
import GRDB
import SimCore

extension Store {
  private enum Setting {
    static let version = "catalog_version"
    static let information = "catalog_information"
    static let fingerprint = "catalog_fingerprint"
    /// The largest id of a kind that any catalog of the store had.
    static func largestID(_ kind: CatalogNumbering.Kind) -> String { "largest_\(kind.rawValue)_id" }
  }

  /// The version of the stored catalog: 0 for none, raised by every change.
  public func catalogVersion() throws -> Int {
    try read { try Self.catalogVersion($0) }
  }

  /// The fingerprint under which the catalog was imported; nil where there is none.
  public func catalogFingerprint() throws -> String? {
    try read { try Self.setting(Setting.fingerprint, $0) }
  }

  /// The fingerprint of the catalog as it was imported, without reviewers' edits.
  static func catalogFingerprint(_ db: Database) throws -> String? {
    try setting(Setting.fingerprint, db)
  }

  /// The largest id of a kind that a catalog had which the store does not hold any more.
  static func largestPastID(of kind: CatalogNumbering.Kind, _ db: Database) throws -> Int {
    try setting(Setting.largestID(kind), db).flatMap { Int($0) } ?? 0
  }

  /// Remembers which ids were given or promised: runs and queues may name them when their entries
  /// and edits are gone.
  static func keepLargestIDs(_ db: Database) throws {
    for kind in CatalogNumbering.Kind.allCases {
      let largest = try freeID(of: kind, db) - 1
      if largest > 0 { try set(Setting.largestID(kind), to: "\(largest)", db) }
    }
  }

  static func catalogVersion(_ db: Database) throws -> Int {
    try setting(Setting.version, db).flatMap { Int($0) } ?? 0
  }

  private static func setting(_ name: String, _ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM settings WHERE name = ?"), arguments: [name])
  }

  private static func set(_ name: String, to value: String, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      arguments: [name, value])
  }

  /// Raises the catalog version; every change of the library calls it in its own transaction.
  static func raiseCatalogVersion(_ db: Database) throws {
    try set(Setting.version, to: "\(try catalogVersion(db) + 1)", db)
  }

  /// Replaces the stored catalog in one transaction.
  ///
  /// What was learned stays: centroids, runs and queues name roles by id. So does what reviewers
  /// added: their edits are made again in the new catalog.
  ///
  /// - Returns: the new catalog version.
  /// - Throws: `CatalogError` where the catalog breaks a rule (`CatalogCheck.validate`), or gives an
  ///   id to something else than the catalogs before it; `ReviewError.idTaken` where it gives away
  ///   that of an approved entry.
  @discardableResult
  public func importCatalog(_ catalog: Catalog) throws -> Int {
    try CatalogCheck.validate(catalog)
    return try replaceCatalog(catalog, isOwn: true)
  }

  /// Refuses what `importCatalog` would; the store stays as it is.
  ///
  /// - Throws: as `importCatalog`.
  package func checkImport(of catalog: Catalog) throws {
    try CatalogCheck.validate(catalog)
    try preview { db in
      try Self.checkIDs(of: catalog, db)
      _ = try Self.replaceCatalog(catalog, db)
    }
  }

  /// Gives a new store its catalog; one that has a catalog by now, from another process, is left
  /// alone.
  ///
  /// - Throws: `CatalogError` where the catalog breaks a rule.
  public func importFirstCatalog(_ catalog: Catalog) throws {
    try CatalogCheck.validate(catalog)
    try write { db in
      if try Self.catalogVersion(db) == 0 { _ = try Self.replaceCatalog(catalog, db) }
    }
  }

  /// Imports a recorded catalog as it is: other systems' snapshots need not obey our rules.
  func importRecorded(_ catalog: Catalog) throws {
    _ = try replaceCatalog(catalog, isOwn: false)
  }

  private func replaceCatalog(_ catalog: Catalog, isOwn: Bool) throws -> Int {
    try write { db in
      if isOwn { try Self.checkIDs(of: catalog, db) }
      let version = try Self.replaceCatalog(catalog, db)
      try Self.retireMissing("\(catalog.information.name) \(catalog.information.release)", db)
      return version
    }
  }

  /// Replaces the catalog within a transaction, and returns the new version.
  static func replaceCatalog(_ catalog: Catalog, _ db: Database) throws -> Int {
    try keepLargestIDs(db)
    for table in ["roles", "skills", "skill_categories", "dimensions", "catalog_exclusions"] {
      try db.execute(sql: "DELETE FROM \(table)")
    }
    try insertDimensions(catalog, db)
    try insertRoles(catalog.allRoles, db)
    try insert(catalog.categories, db)
    try insertSkills(catalog.skills, db)
    for exclusion in catalog.exclusions { _ = try add(exclusion, db) }
    try applyEdits(db)
    try set(Setting.information, to: try RecordCoding.text(catalog.information), db)
    try set(Setting.fingerprint, to: catalog.fingerprint, db)
    try raiseCatalogVersion(db)
    return try catalogVersion(db)
  }

  private static func insertDimensions(_ catalog: Catalog, _ db: Database) throws {
    let statement = try db.makeStatement(sql: "INSERT INTO dimensions VALUES (?, ?, ?, ?, ?)")
    for dimension in catalog.dimensions {
      try statement.execute(arguments: [
        dimension.id, dimension.slug, dimension.displayName, dimension.rationale,
        dimension.difficultyHint,
      ])
    }
  }

  static func insertRoles(_ roles: [Role], _ db: Database) throws {
    let role = try db.makeStatement(sql: "INSERT INTO roles VALUES (?, ?, ?, ?, ?, ?, ?)")
    let alias = try db.makeStatement(
      sql: """
        INSERT INTO role_aliases (role_id, position, text, key) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """)
    let kra = try db.makeStatement(
      sql: "INSERT INTO kras (role_id, position, text) VALUES (?, ?, ?)")
    let link = try db.makeStatement(sql: "INSERT INTO role_dimensions VALUES (?, ?, ?)")
    for entry in roles {
      try role.execute(arguments: [
        entry.id, entry.slug, entry.displayName, entry.archetype, entry.domain,
        try entry.baseline.map { try RecordCoding.text($0) }, entry.isCandidate,
      ])
      for (position, text) in entry.aliases.enumerated() {
        try alias.execute(arguments: [entry.id, position, text, TextKey(text).text])
      }
      for (position, text) in entry.kras.enumerated() {
        try kra.execute(arguments: [entry.id, position, text])
      }
      for (position, dimension) in entry.dimensionIDs.enumerated() {
        try link.execute(arguments: [entry.id, dimension, position])
      }
    }
  }

  private static func insert(_ categories: [SkillCategory], _ db: Database) throws {
    for category in categories {
      try db.execute(
        sql: "INSERT INTO skill_categories VALUES (?, ?)",
        arguments: [category.id, category.name])
      for subCategory in category.subCategories {
        try db.execute(
          sql: "INSERT INTO skill_sub_categories VALUES (?, ?, ?)",
          arguments: [subCategory.id, category.id, subCategory.name])
      }
    }
  }

  static func insertSkills(_ skills: [Skill], _ db: Database) throws {
    let skill = try db.makeStatement(
      sql: "INSERT INTO skills VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    let alias = try db.makeStatement(
      sql: "INSERT INTO skill_aliases VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    let link = try db.makeStatement(sql: "INSERT INTO skill_dimensions VALUES (?, ?, ?)")
    for entry in skills {
      try skill.execute(arguments: [
        entry.id, entry.slug, entry.displayName, entry.categoryID, entry.subCategoryID,
        entry.nature, entry.volatility, entry.typicalLifespan, entry.versionStrategy,
        entry.isExtractable, entry.isAlsoCategory, entry.aiKind,
      ])
      for (position, text) in entry.aliases.enumerated() {
        try alias.execute(arguments: [
          text.id, entry.id, position, text.text, text.type, text.isPrimary, text.matchStrategy,
          TextKey(text.text).text,
        ])
      }
      for (position, dimension) in entry.dimensionIDs.enumerated() {
        try link.execute(arguments: [entry.id, dimension, position])
      }
    }
  }

  /// The stored catalog and its version, read in one transaction.
  ///
  /// - Throws: `StoreError.emptyCatalog` where nothing was imported.
  public func loadCatalog() throws -> (catalog: Catalog, version: Int) {
    try read { [path] db in
      guard let catalog = try Self.storedCatalog(db) else {
        throw StoreError.emptyCatalog(path: path)
      }
      return (catalog, try Self.catalogVersion(db))
    }
  }

  /// The stored catalog within a transaction; nil where nothing was imported.
  static func storedCatalog(_ db: Database) throws -> Catalog? {
    guard let information = try setting(Setting.information, db) else { return nil }
    return Catalog(
      information: try RecordCoding.record(CatalogInformation.self, from: information),
      roles: try roles(db), skills: try skills(db),
      dimensions: try Row.fetchAll(db, sql: "SELECT * FROM dimensions ORDER BY id").map {
        CatalogDimension(
          id: $0["id"], slug: $0["slug"], displayName: $0["display_name"],
          rationale: $0["rationale"], difficultyHint: $0["difficulty_hint"])
      },
      categories: try categories(db), exclusions: try exclusions(db))
  }

  private static func roles(_ db: Database) throws -> [Role] {
    let aliases = try lists("SELECT role_id, text FROM role_aliases ORDER BY role_id, position", db)
    let kras = try lists("SELECT role_id, text FROM kras ORDER BY role_id, position", db)
    let links = try idLists(
      "SELECT role_id, dimension_id FROM role_dimensions ORDER BY role_id, position", db)
    return try Row.fetchAll(db, sql: "SELECT * FROM roles ORDER BY id").map { row in
      let id: Int = row["id"]
      let baseline: String? = row["baseline"]
      return Role(
        id: id, slug: row["slug"], displayName: row["display_name"],
        archetype: row["archetype"], domain: row["domain"], aliases: aliases[id] ?? [],
        kras: kras[id] ?? [], dimensionIDs: links[id] ?? [],
        baseline: try baseline.map { try RecordCoding.record(RoleBaseline.self, from: $0) },
        isCandidate: row["is_candidate"])
    }
  }

  private static func skills(_ db: Database) throws -> [Skill] {
    var aliases: [Int: [SkillAlias]] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM skill_aliases ORDER BY skill_id, position")
    while let row = try rows.next() {
      aliases[row["skill_id"], default: []].append(
        SkillAlias(
          id: row["id"], text: row["text"], type: row["type"], isPrimary: row["is_primary"],
          matchStrategy: row["match_strategy"]))
    }
    let links = try idLists(
      "SELECT skill_id, dimension_id FROM skill_dimensions ORDER BY skill_id, position", db)
    return try Row.fetchAll(db, sql: "SELECT * FROM skills ORDER BY id").map { row in
      let id: Int = row["id"]
      return Skill(
        id: id, slug: row["slug"], displayName: row["display_name"],
        categoryID: row["category_id"], subCategoryID: row["sub_category_id"],
        nature: row["nature"], volatility: row["volatility"],
        typicalLifespan: row["typical_lifespan"], versionStrategy: row["version_strategy"],
        isExtractable: row["is_extractable"], isAlsoCategory: row["is_also_category"],
        aiKind: row["ai_kind"], aliases: aliases[id] ?? [], dimensionIDs: links[id] ?? [])
    }
  }

  private static func categories(_ db: Database) throws -> [SkillCategory] {
    var parts: [Int: [SkillCategory.SubCategory]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM skill_sub_categories ORDER BY id") {
      parts[row["category_id"], default: []].append(.init(id: row["id"], name: row["name"]))
    }
    return try Row.fetchAll(db, sql: "SELECT * FROM skill_categories ORDER BY id").map {
      SkillCategory(id: $0["id"], name: $0["name"], subCategories: parts[$0["id"]] ?? [])
    }
  }

  private static func lists(_ sql: String, _ db: Database) throws -> [Int: [String]] {
    var lists: [Int: [String]] = [:]
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() { lists[row[0], default: []].append(row[1]) }
    return lists
  }

  private static func idLists(_ sql: String, _ db: Database) throws -> [Int: [Int]] {
    var lists: [Int: [Int]] = [:]
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() { lists[row[0], default: []].append(row[1]) }
    return lists
  }
}
