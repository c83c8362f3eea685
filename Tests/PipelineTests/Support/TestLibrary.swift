import SimCore

@testable import Pipeline

/// Small catalogs, built in a line.
enum TestLibrary {
  static func role(
    _ id: Int, _ slug: String, aliases: [String] = [], kras: [String] = [],
    dimensions: [Int] = [], domain: String = "Software"
  ) -> Role {
    Role(
      id: id, slug: slug, displayName: slug.split(separator: "-").joined(separator: " "),
      archetype: "Does \(slug).", domain: domain, aliases: aliases, kras: kras,
      dimensionIDs: dimensions)
  }

  static func skill(
    _ id: Int, _ name: String, dimensions: [Int] = [], aliases: [String] = [],
    nature: String = "TOOL"
  ) -> Skill {
    let texts = [name] + aliases
    return Skill(
      id: id, slug: Slug.make(from: name), displayName: name, categoryID: 1, subCategoryID: 2,
      nature: nature, volatility: "STABLE", typicalLifespan: "EVERGREEN",
      aliases: texts.enumerated().map { index, text in
        SkillAlias(
          id: id * 100 + index, text: text, type: index == 0 ? "CANONICAL" : "SYNONYM",
          isPrimary: index == 0, matchStrategy: SkillAlias.caseInsensitive)
      }, dimensionIDs: dimensions)
  }

  static func dimension(_ id: Int) -> CatalogDimension {
    CatalogDimension(
      id: id, slug: "dimension-\(id)", displayName: "Dimension \(id)", rationale: "Why \(id).",
      difficultyHint: "well_known")
  }

  static func catalog(
    roles: [Role], skills: [Skill] = [], dimensions: [Int] = []
  ) -> Catalog {
    Catalog(
      information: CatalogInformation(name: "test", release: "1", licence: "none"),
      roles: roles, skills: skills, dimensions: dimensions.map(dimension))
  }

  static func lookup(
    roles: [Role], skills: [Skill] = [], dimensions: [Int] = []
  ) -> CatalogLookup {
    CatalogLookup(catalog(roles: roles, skills: skills, dimensions: dimensions))
  }
}
