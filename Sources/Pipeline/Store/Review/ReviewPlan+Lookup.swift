import GRDB
import SimCore

/// What plans look up in the library.
extension ReviewPlan {
  static func content(_ text: String, _ what: String) throws -> String {
    guard !TextKey(text).text.isEmpty else { throw ReviewError.emptyText(what: what) }
    // SQLite's text functions would end at it.
    guard !text.utf8.contains(0) else { throw ReviewError.zeroCharacter(what: what) }
    return text
  }

  static func exists(_ table: String, slug: String, _ db: Database) throws -> Bool {
    try id(in: table, slug: slug, db) != nil
  }

  private static func id(in table: String, slug: String, _ db: Database) throws -> Int? {
    try Int.fetchOne(db, sql: "SELECT id FROM \(table) WHERE slug = ?", arguments: [slug])
  }

  static func roleID(_ slug: String, _ db: Database) throws -> Int {
    guard let id = try id(in: "roles", slug: slug, db) else {
      throw ReviewError.unknownTarget(slug, kind: "role")
    }
    return id
  }

  static func skillID(_ slug: String, _ db: Database) throws -> Int {
    guard let id = try id(in: "skills", slug: slug, db) else {
      throw ReviewError.unknownTarget(slug, kind: "skill")
    }
    return id
  }

  static func dimensionIDs(_ slugs: [String], _ db: Database) throws -> [Int] {
    try slugs.map { slug in
      guard let id = try id(in: "dimensions", slug: slug, db) else {
        throw ReviewError.unknownTarget(slug, kind: "dimension")
      }
      return id
    }
  }

  static func queuedRole(of item: ReviewItem, _ db: Database) throws -> Int {
    guard let slug = item.target else {
      throw ReviewError.unknownTarget("that item \(item.id) is about", kind: "role")
    }
    return try roleID(slug, db)
  }

  static func queuedSkill(of item: ReviewItem, _ db: Database) throws -> Int {
    guard let slug = item.target else {
      throw ReviewError.unknownTarget("that item \(item.id) is about", kind: "skill")
    }
    return try skillID(slug, db)
  }

  /// The slug of the skill that a text means, word for word; nil for none.
  static func owner(of text: String, _ db: Database) throws -> String? {
    try StoredSkillName.named(text, db).first { $0.matches(text) }?.slug
  }
}
