import SimCore

/// A catalog compiled for the stages: look-ups by id, by title, by skill text, and the gazetteer.
///
/// Immutable; built once a catalog version. O(catalog) to build.
public struct CatalogLookup: Sendable {
  /// The catalog that it was built from.
  public let catalog: Catalog
  let titles: AliasTable
  let skillTexts: SkillTable
  let skillGazetteer: Gazetteer
  let caselessNames: CaselessNames

  private let rolePositions: [Int: Int]
  private let rolePositionsBySlug: [String: Int]
  private let skillPositions: [Int: Int]
  private let dimensionPositions: [Int: Int]
  private let rolesOfDimension: [Int: [Int]]
  private let aliasOwners: [Int: (skill: Int, alias: Int)]
  private let exclusions: Set<CatalogExclusion>

  /// Compiles a catalog.
  ///
  /// - Precondition: ids and slugs are unique within their kinds, as `CatalogCheck.validate`
  ///   checks.
  public init(_ catalog: Catalog) { self.init(catalog, gazetteer: nil) }

  /// - Parameter gazetteer: one that was compiled of this catalog's skill aliases before;
  ///   compiled here where nil.
  init(_ catalog: Catalog, gazetteer: Gazetteer?) {
    self.catalog = catalog
    let exclusions = Set(catalog.exclusions)
    self.exclusions = exclusions
    titles = AliasTable(
      catalog.roles.flatMap { role in role.aliases.map { (text: $0, roleID: role.id) } }
        .filter { text, role in
          exclusions.isEmpty
            || !exclusions.contains(CatalogExclusion(kind: .role, text: text, targetID: role))
        })
    var entries: [SkillTable.Entry] = []
    var owners: [Int: (skill: Int, alias: Int)] = [:]
    for (position, skill) in catalog.skills.enumerated() {
      for (index, alias) in skill.aliases.enumerated() {
        owners[alias.id] = (position, index)
        entries.append(
          SkillTable.Entry(
            aliasID: alias.id, text: alias.text, skillID: skill.id,
            isCaseSensitive: alias.isCaseSensitive))
      }
    }
    skillTexts = SkillTable(entries)
    skillGazetteer = gazetteer ?? Gazetteer(Self.skillNames(of: catalog))
    caselessNames = CaselessNames(catalog: catalog)
    aliasOwners = owners
    func positions(_ ids: [Int]) -> [Int: Int] {
      Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    }
    rolePositions = positions(catalog.roles.map(\.id))
    rolePositionsBySlug = Dictionary(
      uniqueKeysWithValues: catalog.roles.enumerated().map { ($1.slug, $0) })
    skillPositions = positions(catalog.skills.map(\.id))
    dimensionPositions = positions(catalog.dimensions.map(\.id))
    var roles: [Int: [Int]] = [:]
    for role in catalog.roles {
      for id in role.dimensionIDs where roles[id]?.last != role.id {
        roles[id, default: []].append(role.id)
      }
    }
    rolesOfDimension = roles
  }

  /// What the gazetteer finds in texts: the aliases of all skills. Those of skills that are not
  /// extractable are found so that no name within them is.
  static func skillNames(of catalog: Catalog) -> [Gazetteer.Entry] {
    catalog.skills.flatMap { skill in
      skill.aliases.map {
        Gazetteer.Entry(id: $0.id, text: $0.text, isCaseSensitive: $0.isCaseSensitive)
      }
    }
  }

  func role(_ id: Int) -> Role? { rolePositions[id].map { catalog.roles[$0] } }
  func role(slug: String) -> Role? { rolePositionsBySlug[slug].map { catalog.roles[$0] } }
  func skill(_ id: Int) -> Skill? { skillPositions[id].map { catalog.skills[$0] } }
  func dimension(_ id: Int) -> CatalogDimension? {
    dimensionPositions[id].map { catalog.dimensions[$0] }
  }

  /// The skill and the alias that an alias id means.
  func alias(_ id: Int) -> (skill: Skill, alias: SkillAlias)? {
    aliasOwners[id].map { owner in
      let skill = catalog.skills[owner.skill]
      return (skill, skill.aliases[owner.alias])
    }
  }

  /// The skill that an alias id names.
  func skillID(ofAlias id: Int) -> Int? {
    aliasOwners[id].map { catalog.skills[$0.skill].id }
  }

  /// Whether a reviewer said that a skill text never means a skill.
  func isExcluded(_ text: String, fromSkill id: Int) -> Bool {
    !exclusions.isEmpty
      && exclusions.contains(CatalogExclusion(kind: .skill, text: text, targetID: id))
  }

  /// Whether a reviewer said that a text is no skill at all.
  func isNoSkill(_ text: String) -> Bool {
    !exclusions.isEmpty && exclusions.contains(CatalogExclusion(ofAnySkill: text))
  }

  /// The roles that reviewers said a JD of any of the titles is never decided for.
  func excludedRoles(ofTitles titles: [String]) -> Set<Int> {
    guard !exclusions.isEmpty else { return [] }
    let keys = Set(titles.map { TextKey($0).text })
    return Set(exclusions.filter { $0.kind == .role && keys.contains($0.key) }.map(\.targetID))
  }

  /// The roles under which a dimension lies, ascending by id.
  func roles(ofDimension id: Int) -> [Role] {
    (rolesOfDimension[id] ?? []).compactMap { role($0) }
  }

  /// The roles that have a dimension of the skill, each once, in no particular order.
  func roleIDs(of skill: Skill) -> [Int] {
    if skill.dimensionIDs.count == 1 { return rolesOfDimension[skill.dimensionIDs[0]] ?? [] }
    return Array(Set(skill.dimensionIDs.flatMap { rolesOfDimension[$0] ?? [] }))
  }

  /// The domains of the library, in the order of their first role.
  var domains: [String] {
    var seen: Set<String> = []
    return catalog.roles.map(\.domain).filter { seen.insert($0).inserted }
  }
}
