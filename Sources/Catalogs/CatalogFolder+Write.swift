import Foundation
public import Pipeline

extension CatalogFolder {
  /// Writes `catalog` as a folder that `read` reads back equal, aliases with their ids. It appears
  /// whole or not at all.
  ///
  /// - Precondition: the catalog obeys the rules of `CatalogCheck`, as one does that was read or comes
  ///   from a store.
  /// - Throws: `CatalogError.exists` where there is something at `path`, `.unwritable`.
  public static func write(_ catalog: Catalog, to path: String) throws(CatalogError) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw .exists(path: path)
    }
    do {
      try AtomicFolder.write(to: path) { try write(catalog, into: $0) }
    } catch {
      let reason = (error as? any FaultError)?.description ?? error.localizedDescription
      throw .unwritable(path: path, reason: reason)
    }
  }

  /// Writes the documents of a catalog into a folder.
  private static func write(_ catalog: Catalog, into path: String) throws {
    for folder in ["/roles", "/skills"] {
      try FileManager.default.createDirectory(
        atPath: path + folder, withIntermediateDirectories: false)
    }
    try put(
      CatalogDocuments.Manifest(
        format: CatalogDocuments.format, name: catalog.information.name,
        release: catalog.information.release, licence: catalog.information.licence,
        source: catalog.information.source), path + "/catalog.json")
    try put(catalog.dimensions.map(entry), path + "/dimensions.json")
    let slugs = Dictionary(
      uniqueKeysWithValues: catalog.dimensions.map { ($0.id, $0.slug) })
    // Two domains may have one slug: their roles share a file, each names its own.
    for (domain, roles) in Dictionary(
      grouping: catalog.allRoles, by: { Slug.make(from: $0.domain) })
    {
      try put(roles.map { entry($0, slugs) }, "\(path)/roles/\(domain).json")
    }
    for category in catalog.categories {
      let skills = catalog.skills.filter { $0.categoryID == category.id }
      try put(
        CatalogDocuments.CategoryFile(
          category: .init(id: category.id, name: category.name),
          subCategories: category.subCategories.map { .init(id: $0.id, name: $0.name) },
          skills: skills.map { entry($0, slugs) }),
        "\(path)/skills/\(category.id)-\(Slug.make(from: category.name)).json")
    }
    let known = Set(catalog.categories.map(\.id))
    let others = catalog.skills.filter { $0.categoryID.map { !known.contains($0) } ?? true }
    if !others.isEmpty {
      try put(
        CatalogDocuments.CategoryFile(
          category: nil, subCategories: [], skills: others.map { entry($0, slugs) }),
        "\(path)/skills/without-category.json")
    }
  }

  private static func entry(_ dimension: CatalogDimension) -> CatalogDocuments.DimensionEntry {
    CatalogDocuments.DimensionEntry(
      id: dimension.id, slug: dimension.slug, displayName: dimension.displayName,
      rationale: dimension.rationale, difficultyHint: dimension.difficultyHint)
  }

  private static func entry(
    _ role: Role, _ dimensionSlugs: [Int: String]
  ) -> CatalogDocuments.RoleEntry {
    CatalogDocuments.RoleEntry(
      id: role.id, slug: role.slug, displayName: role.displayName, archetype: role.archetype,
      domain: role.domain, aliases: role.aliases, kras: role.kras,
      dimensions: role.dimensionIDs.compactMap { dimensionSlugs[$0] }, baseline: role.baseline,
      isCandidate: role.isCandidate ? nil : false)
  }

  private static func entry(
    _ skill: Skill, _ dimensionSlugs: [Int: String]
  ) -> CatalogDocuments.SkillEntry {
    CatalogDocuments.SkillEntry(
      id: skill.id, slug: skill.slug, displayName: skill.displayName,
      subCategoryID: skill.subCategoryID, skillNature: skill.nature,
      volatility: skill.volatility, typicalLifespan: skill.typicalLifespan,
      versionStrategy: skill.versionStrategy, isExtractable: skill.isExtractable,
      isAlsoCategory: skill.isAlsoCategory, matchStrategy: nil, aiKind: skill.aiKind,
      aliases: skill.aliases.map {
        .object(
          .init(id: $0.id, text: $0.text, type: $0.type, matchStrategy: $0.matchStrategy))
      },
      dimensions: skill.dimensionIDs.compactMap { dimensionSlugs[$0] })
  }

  private static func put(_ document: some Encodable, _ path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(document).write(to: URL(fileURLWithPath: path))
  }
}
