import GRDB
import SimCore

/// The edits of the library that a decision on an item asks for.
struct ReviewPlan {
  var edits: [CatalogEdit] = []
  /// Whether the decision makes no sense where the library has all of it already.
  var mustEdit = false

  init(_ item: ReviewItem, _ kind: ReviewDecision.Kind, _ db: Database) throws {
    switch kind {
    case .sendBack: break
    case .reject(let never):
      if never { edits = [try Self.exclusion(by: item, db)] }
    case .approve(let approval):
      (edits, mustEdit) = try Self.approval(of: item, approval, db)
    case .merge(let slug):
      edits = try Self.merge(of: item, into: slug, db)
    }
  }

  private static func approval(
    of item: ReviewItem, _ approval: ReviewApproval, _ db: Database
  ) throws -> (edits: [CatalogEdit], mustEdit: Bool) {
    switch item.queue {
    case .skills: ([try newSkill(item, approval, db)], true)
    case .kras:
      (try kras(of: item, approval, role: try queuedRole(of: item, db)), true)
    case .roles: ([try newRole(item, approval, db)], true)
    // The decision was right, and the title goes on to mean all of them.
    case .collisions: ([], false)
    // The new role is the right one: a verdict on what made the flip, not on the library.
    case .flips: ([], false)
    case .aliases:
      ([try newAlias(item.subject, ofSkill: try queuedSkill(of: item, db), db)], false)
    }
  }

  private static func merge(
    of item: ReviewItem, into slug: String, _ db: Database
  ) throws -> [CatalogEdit] {
    switch item.queue {
    case .skills, .aliases:
      return [try newAlias(item.subject, ofSkill: try skillID(slug, db), db)]
    case .kras:
      return try kras(of: item, ReviewApproval(), role: try roleID(slug, db))
    case .roles:
      let role = try roleID(slug, db)
      return item.subject == NewRoleName.untitled
        ? [] : [.addRoleAlias(roleID: role, text: item.subject)]
    case .collisions:
      return try settledTitle(item, role: try roleID(slug, db), slug: slug, db)
    case .flips:
      // Neither role is the right one, but this.
      _ = try roleID(slug, db)
      return []
    }
  }

  /// The title of a collision means one role: the others lose it. Those that share it in another
  /// form ("database developer" of "Senior Database Developer") never have it from now on.
  private static func settledTitle(
    _ item: ReviewItem, role: Int, slug: String, _ db: Database
  ) throws -> [CatalogEdit] {
    let list = try String.fetchOne(
      db, sql: "SELECT role_ids FROM collision_log WHERE id = ?", arguments: [item.id])
    let shared = try RecordCoding.record([Int].self, from: list ?? "[]")
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT role_id, text, position FROM role_aliases WHERE key = ? ORDER BY role_id",
      arguments: [TextKey(item.subject).text])
    let owners = rows.map { $0[0] as Int }
    guard owners.contains(role) || shared.contains(role) else {
      throw ReviewError.notSharing(slug, title: item.subject)
    }
    return rows.filter { $0[0] != role }.map {
      .removeRoleAlias(roleID: $0[0], text: $0[1], position: $0[2])
    }
      + shared.filter { $0 != role && !owners.contains($0) }.map {
        .exclude(CatalogExclusion(kind: .role, text: item.subject, targetID: $0))
      }
  }

  /// The KRAs that a reviewer gave, or drafts of the item's duties.
  private static func kras(
    of item: ReviewItem, _ approval: ReviewApproval, role: Int
  ) throws -> [CatalogEdit] {
    let given = approval.kras.isEmpty
    let texts =
      given
      ? KRADraft.drafts(
        of: SentenceSplitter.distinctSentences(of: item.subject), limit: RoleProposal.kraLimit)
      : approval.kras
    return try texts.map { .addKRA(roleID: role, text: try content($0, "a KRA")) }
  }

  private static func newRole(
    _ item: ReviewItem, _ approval: ReviewApproval, _ db: Database
  ) throws -> CatalogEdit {
    let text = try String.fetchOne(
      db, sql: "SELECT proposal FROM role_queue WHERE id = ?", arguments: [item.id])
    let proposal = try RecordCoding.record(RoleProposal.self, from: text ?? "")
    let name = try content(approval.name ?? proposal.displayName, "the name")
    guard name != NewRoleName.untitled else { throw ReviewError.needsName }
    let slug = try slug(of: name)
    guard let domain = approval.domain ?? proposal.domain, !TextKey(domain).isEmpty else {
      throw ReviewError.needsDomain
    }
    guard try !exists("roles", slug: slug, db) else {
      throw ReviewError.slugTaken(kind: "role", slug: slug)
    }
    let kras = approval.kras.isEmpty ? proposal.kras : approval.kras
    guard !kras.isEmpty else { throw ReviewError.needsKRA }
    // The title that was proposed means the role under its new name, too.
    let isRenamed = TextKey(item.subject) != TextKey(name) && item.subject != NewRoleName.untitled
    return .addRole(
      BundleCatalog.BundleRole(
        id: try Store.retiredID(of: .role, slug: slug, db) ?? Store.freeID(of: .role, db),
        slug: slug, displayName: name,
        archetype: try approval.archetype.map { try content($0, "the archetype") }
          ?? kras.prefix(2).joined(separator: " "),
        domain: try content(domain, "the domain"),
        aliases: [name] + (isRenamed ? [item.subject] : []),
        kras: try kras.map { try content($0, "a KRA") }),
      dimensionIDs: approval.dimensions.isEmpty
        ? proposal.dimensions.map(\.id) : try dimensionIDs(approval.dimensions, db))
  }

  private static func newSkill(
    _ item: ReviewItem, _ approval: ReviewApproval, _ db: Database
  ) throws -> CatalogEdit {
    let name = try content(approval.name ?? item.subject, "the name")
    let slug = try slug(of: name)
    try refuseExcluded(item.subject, db)
    for text in [item.subject, name] {
      if let owner = try owner(of: text, db) { throw ReviewError.textTaken(text, slug: owner) }
    }
    guard try !exists("skills", slug: slug, db) else {
      throw ReviewError.slugTaken(kind: "skill", slug: slug)
    }
    let profile = try profile(of: item, db)
    let category = try Row.fetchOne(
      db, sql: "SELECT id FROM skill_categories WHERE lower(name) = lower(?)",
      arguments: [profile.category])
    var aliases = [try alias(name, type: "CANONICAL", isPrimary: true, db)]
    if TextKey(name) != TextKey(item.subject) {
      aliases.append(
        SkillAliasReference(
          aliasText: item.subject, aliasType: "SYNONYM", id: aliases[0].id + 1, isPrimary: false,
          matchStrategy: SkillAlias.caseInsensitive))
    }
    return .addSkill(
      BundleCatalog.BundleSkill(
        id: try Store.retiredID(of: .skill, slug: slug, db) ?? Store.freeID(of: .skill, db),
        slug: slug, displayName: name,
        categoryID: category?[0], skillNature: profile.skillNature,
        volatility: profile.volatility, typicalLifespan: profile.typicalLifespan,
        versionStrategy: profile.versionStrategy, aliases: aliases,
        dimensionIDs: try dimensionIDs(approval.dimensions, db)))
  }

  /// What step 2 made of the skill, or where it was not reached what the name tells.
  private static func profile(of item: ReviewItem, _ db: Database) throws -> SkillProfile {
    let text = try String.fetchOne(
      db, sql: "SELECT extract_details FROM runs WHERE id = ?", arguments: [item.runID])
    let details = try text.map { try RecordCoding.record(ExtractDetails.self, from: $0) }
    let detail = details?.skillsDetail.first { $0.inputSkill == item.subject }
    return detail?.newSkillMeta?.derived ?? SkillNameRules.profile(of: item.subject)
  }

  /// A text as a new alias of a skill; no edit is refused for one that it has.
  private static func newAlias(
    _ text: String, ofSkill skill: Int, _ db: Database
  ) throws -> CatalogEdit {
    let slug = try String.fetchOne(
      db, sql: "SELECT slug FROM skills WHERE id = ?", arguments: [skill])
    try refuseExcluded(text, db)
    if let owner = try owner(of: text, db), owner != slug {
      throw ReviewError.textTaken(text, slug: owner)
    }
    var alias = try alias(text, type: "SYNONYM", isPrimary: false, db)
    // Where another spelling counts only as it stands ("Less"), so does this one.
    if try StoredSkillName.isOnlyInOtherCapitals(text, db) {
      alias.matchStrategy = SkillAlias.caseSensitive
    }
    return .addSkillAlias(skillID: skill, alias: alias)
  }

  private static func refuseExcluded(_ text: String, _ db: Database) throws {
    if try Store.exclusions(db).contains(CatalogExclusion(ofAnySkill: text)) {
      throw ReviewError.excludedSkill(text)
    }
  }

  private static func slug(of name: String) throws -> String {
    let slug = Slug.make(from: name)
    guard !slug.isEmpty else { throw ReviewError.emptyText(what: "the slug of \"\(name)\"") }
    return slug
  }

  private static func alias(
    _ text: String, type: String, isPrimary: Bool, _ db: Database
  ) throws -> SkillAliasReference {
    SkillAliasReference(
      aliasText: text, aliasType: type, id: try Store.freeID(of: .alias, db),
      isPrimary: isPrimary, matchStrategy: SkillAlias.caseInsensitive)
  }

  private static func exclusion(by item: ReviewItem, _ db: Database) throws -> CatalogEdit {
    switch (item.queue, item.target) {
    case (.skills, _): return try exclusion(of: item.subject, from: .anySkill, db)
    case (.aliases, let slug?): return try exclusion(of: item.subject, from: .skill(slug), db)
    case (.collisions, let slug?), (.flips, let slug?):
      return try exclusion(of: item.subject, from: .role(slug), db)
    default: throw ReviewError.notPossible("rejecting for ever", item.queue)
    }
  }

  static func exclusion(
    of text: String, from target: ReviewExclusion, _ db: Database
  ) throws -> CatalogEdit {
    switch target {
    case .role(let slug):
      .exclude(
        CatalogExclusion(
          kind: .role, text: try content(text, "the title"), targetID: try roleID(slug, db)))
    case .skill(let slug):
      .exclude(
        CatalogExclusion(
          kind: .skill, text: try content(text, "the skill text"),
          targetID: try skillID(slug, db)))
    case .anySkill: .exclude(CatalogExclusion(ofAnySkill: try content(text, "the skill text")))
    }
  }
}
