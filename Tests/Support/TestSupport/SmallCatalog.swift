package import Pipeline

/// Catalogs of few roles, for tests.
package enum SmallCatalog {
  /// A baker and a welder: two duties each, and a skill of one dimension.
  package static let twoTrades: Catalog = {
    func role(_ id: Int, _ slug: String, _ title: String, _ kras: [String]) -> Role {
      Role(
        id: id, slug: slug, displayName: title, archetype: title, domain: "Work",
        aliases: [title], kras: kras, dimensionIDs: [id])
    }
    func skill(_ id: Int, _ name: String, _ dimension: Int) -> Skill {
      Skill(
        id: id, slug: name.lowercased(), displayName: name, categoryID: 1, subCategoryID: 1,
        nature: "TOOL", volatility: "STABLE", typicalLifespan: "EVERGREEN",
        aliases: [
          SkillAlias(
            id: id, text: name, type: "CANONICAL", isPrimary: true,
            matchStrategy: SkillAlias.caseInsensitive)
        ], dimensionIDs: [dimension])
    }
    return Catalog(
      information: CatalogInformation(name: "test", release: "1", licence: "none"),
      roles: [
        role(1, "baker", "Baker", ["Bakes bread in the oven.", "Kneads dough by hand."]),
        role(2, "welder", "Welder", ["Welds steel frames.", "Reads drawings of frames."]),
      ],
      skills: [skill(1, "Kneading", 1), skill(2, "Welding", 2)],
      dimensions: (1...2).map {
        CatalogDimension(
          id: $0, slug: "d\($0)", displayName: "Dimension \($0)", rationale: "", difficultyHint: "")
      })
  }()
}
