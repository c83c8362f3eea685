import Foundation
public import Pipeline

/// Reads and writes catalogs in our own JSON format.
public enum CatalogFolder {
  /// Reads and validates the catalog in `path`.
  ///
  /// - Throws: `CatalogError` that names the file, and the place in it where it can.
  public static func read(_ path: String) throws(CatalogError) -> Catalog {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path: path)
    }
    guard isFolder.boolValue else {
      throw .malformed(path: path, reason: "a catalog is a folder that holds catalog.json")
    }
    guard FileManager.default.fileExists(atPath: path + "/catalog.json") else {
      throw .noCatalogFile(folder: path)
    }
    typealias Documents = CatalogDocuments
    let manifest = try decode(Documents.Manifest.self, path + "/catalog.json")
    guard manifest.format == Documents.format else {
      throw .malformed(
        path: path + "/catalog.json",
        reason: "its format is \(manifest.format), this build reads \(Documents.format)")
    }
    let dimensions = try decode([Documents.DimensionEntry].self, path + "/dimensions.json")
    var dimensionIDs: [String: Int] = [:]
    for dimension in dimensions {
      guard dimensionIDs.updateValue(dimension.id, forKey: dimension.slug) == nil else {
        throw .duplicateSlug(kind: "dimension", slug: dimension.slug)
      }
    }
    var roles: [Role] = []
    for file in try jsonFiles(in: path + "/roles") {
      for entry in try decode([Documents.RoleEntry].self, file) {
        roles.append(try role(entry, dimensionIDs))
      }
    }
    var categories: [SkillCategory] = []
    var entries: [(category: Int?, skill: Documents.SkillEntry)] = []
    for file in try jsonFiles(in: path + "/skills") {
      let document = try decode(Documents.CategoryFile.self, file)
      if let category = document.category {
        categories.append(
          SkillCategory(
            id: category.id, name: category.name,
            subCategories: document.subCategories.map { .init(id: $0.id, name: $0.name) }))
      }
      entries += document.skills.map { (document.category?.id, $0) }
    }
    let catalog = Catalog(
      information: CatalogInformation(
        name: manifest.name, release: manifest.release, licence: manifest.licence,
        source: manifest.source),
      roles: roles, skills: try skills(entries, dimensionIDs),
      dimensions: dimensions.map {
        CatalogDimension(
          id: $0.id, slug: $0.slug, displayName: $0.displayName, rationale: $0.rationale,
          difficultyHint: $0.difficultyHint)
      },
      categories: categories)
    try CatalogCheck.validate(catalog)
    return catalog
  }

  private static func role(
    _ entry: CatalogDocuments.RoleEntry, _ dimensionIDs: [String: Int]
  ) throws(CatalogError) -> Role {
    Role(
      id: entry.id, slug: entry.slug, displayName: entry.displayName, archetype: entry.archetype,
      domain: entry.domain, aliases: entry.aliases, kras: entry.kras,
      dimensionIDs: try ids(entry.dimensions, of: "role \(entry.slug)", dimensionIDs),
      baseline: entry.baseline, isCandidate: entry.isCandidate ?? true)
  }

  /// The skills in order of their ids. Aliases without an id get the next free one in that order,
  /// the canonical text of a skill first.
  private static func skills(
    _ entries: [(category: Int?, skill: CatalogDocuments.SkillEntry)],
    _ dimensionIDs: [String: Int]
  ) throws(CatalogError) -> [Skill] {
    let ordered = entries.sorted { $0.skill.id < $1.skill.id }
    let givenIDs = ordered.flatMap { $0.skill.aliases.compactMap(\.object.id) }
    try CatalogCheck.checkRange(of: givenIDs, kind: "skill alias")
    var nextAliasID = (givenIDs.max() ?? 0) + 1
    func aliasID(_ given: Int?) -> Int {
      if let given { return given }
      defer { nextAliasID += 1 }
      return nextAliasID
    }
    var skills: [Skill] = []
    for (category, entry) in ordered {
      var aliases: [SkillAlias] = []
      if !entry.aliases.contains(where: { $0.object.type == "CANONICAL" }) {
        aliases.append(
          SkillAlias(
            id: aliasID(nil), text: entry.displayName, type: "CANONICAL", isPrimary: true,
            matchStrategy: entry.matchStrategy ?? SkillAlias.caseInsensitive))
      }
      for alias in entry.aliases.map(\.object) {
        let strategy = alias.matchStrategy ?? SkillAlias.caseInsensitive
        guard [SkillAlias.caseSensitive, SkillAlias.caseInsensitive].contains(strategy) else {
          throw .malformed(
            path: "skill \(entry.slug)",
            reason: "the alias \"\(alias.text)\" has the match strategy \(strategy), known are "
              + "CASE_SENSITIVE and CASE_INSENSITIVE")
        }
        aliases.append(
          SkillAlias(
            id: aliasID(alias.id), text: alias.text, type: alias.type ?? "SYNONYM",
            isPrimary: alias.type == "CANONICAL", matchStrategy: strategy))
      }
      skills.append(
        Skill(
          id: entry.id, slug: entry.slug, displayName: entry.displayName, categoryID: category,
          subCategoryID: entry.subCategoryID, nature: entry.skillNature,
          volatility: entry.volatility, typicalLifespan: entry.typicalLifespan,
          versionStrategy: entry.versionStrategy ?? "UNVERSIONED",
          isExtractable: entry.isExtractable ?? true,
          isAlsoCategory: entry.isAlsoCategory ?? false, aiKind: entry.aiKind, aliases: aliases,
          dimensionIDs: try ids(entry.dimensions, of: "skill \(entry.slug)", dimensionIDs)))
    }
    return skills
  }

  private static func ids(
    _ slugs: [String], of owner: String, _ known: [String: Int]
  ) throws(CatalogError) -> [Int] {
    var ids: [Int] = []
    for slug in slugs {
      guard let id = known[slug] else { throw .unknownDimension(slug, owner: owner) }
      ids.append(id)
    }
    return ids
  }

  private static func jsonFiles(in folder: String) throws(CatalogError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".json") }.sorted().map { folder + "/" + $0 }
    } catch {
      throw .unreadable(path: folder, reason: "it is no folder that can be listed")
    }
  }

  private static func decode<Document: Decodable>(
    _ type: Document.Type, _ path: String
  ) throws(CatalogError) -> Document {
    guard FileManager.default.fileExists(atPath: path) else {
      throw .missing(path: path)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "permission denied")
    }
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw .malformed(path: path, reason: JSONFault.line(for: error))
    }
  }
}
