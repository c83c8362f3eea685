import SimCore

/// Gives the entries of a release their ids: a code that had one keeps it, a new one gets the next
/// that was never given. Slugs are kept likewise, so that a renamed occupation stays findable.
struct CatalogNumbering: Sendable {
  /// The kinds of ids, each with numbers of its own.
  enum Kind: String, CaseIterable, Sendable {
    case role, skill, alias, dimension, category, part
  }

  /// An id that was given to a code.
  struct Given: Hashable, Sendable {
    var id: Int
    /// Empty for kinds without slugs.
    var slug: String
    var name: String
  }

  /// A code that took over the entry of another.
  struct TakenOver: Hashable, Sendable {
    var kind: Kind
    var former: String
    var code: String
  }

  private(set) var given: [Kind: [String: Given]]
  private(set) var takenOver: [TakenOver] = []
  private var nextIDs: [Kind: Int]
  private var slugs: [Kind: Set<String>]
  private var approvedIDs: [Kind: [String: Int]]

  /// - Parameters:
  ///   - given: what the source's codes were given before, retired ones among them.
  ///   - nextIDs: by kind, an id over all that were ever given; 1 where missing.
  ///   - reservedSlugs: by kind, slugs that no new entry may get.
  ///   - approvedIDs: by kind and slug, what reviewers added: a new code of that name takes its
  ///     place, with its id.
  init(
    given: [Kind: [String: Given]] = [:], nextIDs: [Kind: Int] = [:],
    reservedSlugs: [Kind: Set<String>] = [:], approvedIDs: [Kind: [String: Int]] = [:]
  ) {
    self.given = given
    self.nextIDs = nextIDs
    self.approvedIDs = approvedIDs
    slugs = reservedSlugs
    for (kind, entries) in given {
      slugs[kind, default: []].formUnion(entries.values.map(\.slug))
    }
  }

  /// The release as a catalog. O(release).
  mutating func catalog(of release: CatalogRelease) -> Catalog {
    takeOver(.dimension, release.dimensions.map { ($0.code, $0.displayName) })
    takeOver(.part, (release.category?.parts ?? []).map { ($0.code, $0.name) })
    var dimensions: [String: Int] = [:]
    let catalogDimensions = release.dimensions.map { entry in
      let own = take(.dimension, entry.code, name: entry.displayName)
      dimensions[entry.code] = own.id
      return CatalogDimension(
        id: own.id, slug: own.slug, displayName: entry.displayName, rationale: entry.rationale,
        difficultyHint: "specialised")
    }
    var parts: [String: Int] = [:]
    let category = release.category.map { category in
      SkillCategory(
        id: take(.category, category.code, name: category.name).id, name: category.name,
        subCategories: category.parts.map { part in
          let id = take(.part, part.code, name: part.name).id
          parts[part.code] = id
          return SkillCategory.SubCategory(id: id, name: part.name)
        }.sorted { $0.id < $1.id })
    }
    let roles = release.roles.map { entry in
      let own = take(.role, entry.code, name: entry.displayName)
      return Role(
        id: own.id, slug: own.slug, displayName: entry.displayName, archetype: entry.archetype,
        domain: entry.domain, aliases: entry.aliases, kras: entry.kras,
        dimensionIDs: entry.dimensionCodes.compactMap { dimensions[$0] })
    }
    let skills = release.skills.map { entry in
      let own = take(.skill, entry.code, name: entry.displayName)
      return Skill(
        id: own.id, slug: own.slug, displayName: entry.displayName, categoryID: category?.id,
        subCategoryID: parts[entry.partCode], nature: entry.nature, volatility: "MEDIUM",
        typicalLifespan: "MULTI_YEAR",
        aliases: entry.aliases.enumerated().map { position, alias in
          SkillAlias(
            id: take(.alias, "\(entry.code)\t\(alias.text)", name: alias.text).id,
            text: alias.text, type: position == 0 ? "CANONICAL" : "SYNONYM",
            isPrimary: position == 0,
            matchStrategy: alias.isCaseSensitive
              ? SkillAlias.caseSensitive : SkillAlias.caseInsensitive)
        },
        dimensionIDs: entry.dimensionCodes.compactMap { dimensions[$0] })
    }
    return Catalog(
      information: release.information, roles: roles, skills: skills,
      dimensions: catalogDimensions, categories: category.map { [$0] } ?? [])
  }

  /// Lets new codes take over the entries of those that the release has no more, where they have
  /// the same name: a publisher that gives its groups other codes means the same groups.
  private mutating func takeOver(_ kind: Kind, _ entries: [(code: String, name: String)]) {
    let codes = Set(entries.map { $0.code })
    var gone: [TextKey: String] = [:]
    for (code, entry) in (given[kind] ?? [:]).sorted(by: { $0.value.id < $1.value.id })
    where !codes.contains(code) && gone[TextKey(entry.name)] == nil {
      gone[TextKey(entry.name)] = code
    }
    for (code, name) in entries where given[kind]?[code] == nil {
      guard let former = gone.removeValue(forKey: TextKey(name)),
        let entry = given[kind]?.removeValue(forKey: former)
      else { continue }
      given[kind]?[code] = entry
      takenOver.append(TakenOver(kind: kind, former: former, code: code))
    }
  }

  private mutating func take(_ kind: Kind, _ code: String, name: String) -> Given {
    if var known = given[kind]?[code] {
      if known.name != name {
        known.name = name
        given[kind]?[code] = known
      }
      return known
    }
    if let entry = approved(kind, name) {
      given[kind, default: [:]][code] = entry
      return entry
    }
    let id = nextIDs[kind] ?? 1
    nextIDs[kind] = id + 1
    let entry = Given(id: id, slug: slug(kind, name: name, code: code), name: name)
    given[kind, default: [:]][code] = entry
    return entry
  }

  /// What reviewers added under a name, once.
  private mutating func approved(_ kind: Kind, _ name: String) -> Given? {
    let slug = Slug.make(from: name)
    guard slugs[kind]?.contains(slug) != true, let id = approvedIDs[kind]?.removeValue(forKey: slug)
    else { return nil }
    slugs[kind, default: []].insert(slug)
    return Given(id: id, slug: slug, name: name)
  }

  /// The slug of a name; where it is taken or empty, with the code, then with a number.
  private mutating func slug(_ kind: Kind, name: String, code: String) -> String {
    guard [.role, .skill, .dimension].contains(kind) else { return "" }
    let plain = Slug.make(from: name)
    let stem = plain.isEmpty ? kind.rawValue : plain
    var slug = plain.isEmpty ? "" : plain
    let codeSlug = Slug.make(from: code)
    var attempt = codeSlug.isEmpty ? 2 : 1
    while slug.isEmpty || slugs[kind]?.contains(slug) == true {
      slug = attempt == 1 ? "\(stem)-\(codeSlug)" : "\(stem)-\(attempt)"
      attempt += 1
    }
    slugs[kind, default: []].insert(slug)
    return slug
  }
}
