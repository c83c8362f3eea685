/// One change that a reviewer makes to the library.
///
/// Edits outlive the import of a newer catalog: those that still apply are made again.
public enum CatalogEdit: Codable, Hashable, Sendable {
  /// Gives a role a further KRA.
  case addKRA(roleID: Int, text: String)
  /// Gives a role a further title.
  case addRoleAlias(roleID: Int, text: String)
  /// Takes a title from a role; `position` is where it stood.
  case removeRoleAlias(roleID: Int, text: String, position: Int)
  /// Gives a skill a further text.
  case addSkillAlias(skillID: Int, alias: SkillAliasReference)
  /// Adds a skill.
  case addSkill(BundleCatalog.BundleSkill)
  /// Adds a role.
  case addRole(BundleCatalog.BundleRole, dimensionIDs: [Int])
  /// Says what a text never means.
  case exclude(CatalogExclusion)

  enum CodingKeys: String, CodingKey {
    case addKRA = "add_kra"
    case addRoleAlias = "add_role_alias"
    case removeRoleAlias = "remove_role_alias"
    case addSkillAlias = "add_skill_alias"
    case addSkill = "add_skill"
    case addRole = "add_role"
    case exclude
  }

  enum AddKRACodingKeys: String, CodingKey {
    case roleID = "role_id"
    case text
  }

  enum AddRoleAliasCodingKeys: String, CodingKey {
    case roleID = "role_id"
    case text
  }

  enum RemoveRoleAliasCodingKeys: String, CodingKey {
    case roleID = "role_id"
    case text, position
  }

  enum AddSkillAliasCodingKeys: String, CodingKey {
    case skillID = "skill_id"
    case alias
  }

  enum AddRoleCodingKeys: String, CodingKey {
    case _0 = "role"
    case dimensionIDs = "dimension_ids"
  }
}

extension CatalogEdit {
  /// The change in a line, for people.
  public var text: String {
    switch self {
    case .addKRA(let role, let text): "KRA of role \(role): \(text)"
    case .addRoleAlias(let role, let text): "title of role \(role): \(text)"
    case .removeRoleAlias(let role, let text, _): "title taken from role \(role): \(text)"
    case .addSkillAlias(let skill, let alias): "alias of skill \(skill): \(alias.aliasText)"
    case .addSkill(let skill): "skill \(skill.slug): \(skill.displayName)"
    case .addRole(let role, _): "role \(role.slug): \(role.displayName)"
    case .exclude(let exclusion):
      switch exclusion.kind {
      case .role, .skill:
        "\"\(exclusion.key)\" is never \(exclusion.kind.rawValue) \(exclusion.targetID)"
      case .anySkill: "\"\(exclusion.key)\" is no skill"
      }
    }
  }

  /// The role that the edit needs to be there; nil for an edit of something else.
  var neededRoleID: Int? {
    switch self {
    case .addKRA(let role, _), .addRoleAlias(let role, _), .removeRoleAlias(let role, _, _): role
    default: nil
    }
  }

  /// The skill that the edit needs to be there.
  var neededSkillID: Int? {
    if case .addSkillAlias(let skill, _) = self { skill } else { nil }
  }

  /// The role that the edit makes or changes.
  var roleID: Int? {
    if case .addRole(let role, _) = self { role.id } else { neededRoleID }
  }

  /// The skill that the edit makes or changes.
  var skillID: Int? {
    if case .addSkill(let skill) = self { skill.id } else { neededSkillID }
  }

  var exclusion: CatalogExclusion? {
    if case .exclude(let exclusion) = self { exclusion } else { nil }
  }

  /// The texts that it brings into the library's entries; one that it takes away was the library's.
  var texts: [String] {
    switch self {
    case .addKRA(_, let text), .addRoleAlias(_, let text): [text]
    case .addSkillAlias(_, let alias): [alias.aliasText]
    case .addSkill(let skill): [skill.displayName] + (skill.aliases ?? []).map(\.aliasText)
    case .addRole(let role, _):
      [role.displayName, role.archetype].compactMap { $0 } + (role.aliases ?? [])
        + (role.kras ?? [])
    case .removeRoleAlias, .exclude: []
    }
  }
}

extension Catalog {
  /// The catalog as it would be without edits: what an import is compared with.
  ///
  /// - Parameter edits: those that changed it, in the order they were made.
  func removing(_ edits: [CatalogEdit]) -> Catalog {
    var roles = Dictionary(uniqueKeysWithValues: allRoles.map { ($0.id, $0) })
    var skills = Dictionary(uniqueKeysWithValues: self.skills.map { ($0.id, $0) })
    var taken: [Int: [(text: String, position: Int)]] = [:]
    for edit in edits.reversed() {
      switch edit {
      case .addKRA(let role, let text): roles[role]?.kras.removeAll { $0 == text }
      case .addRoleAlias(let role, let text):
        roles[role]?.aliases.removeAll { $0 == text }
        // It may have been taken from the role later.
        taken[role]?.removeAll { $0.text == text }
      case .removeRoleAlias(let role, let text, let position):
        taken[role, default: []].append((text, position))
      case .addSkillAlias(let skill, let alias):
        skills[skill]?.aliases.removeAll { $0.id == alias.id }
      case .addSkill(let skill): skills[skill.id] = nil
      case .addRole(let role, _): roles[role.id] = nil
      case .exclude: break
      }
    }
    // A place is one among all titles of the role: each finds those before it there.
    for (role, titles) in taken {
      for (text, position) in titles.sorted(by: { $0.position < $1.position }) {
        let end = roles[role]?.aliases.count ?? 0
        roles[role]?.aliases.insert(text, at: min(position, end))
      }
    }
    return Catalog(
      information: information, roles: Array(roles.values), skills: Array(skills.values),
      dimensions: dimensions, categories: categories)
  }
}
