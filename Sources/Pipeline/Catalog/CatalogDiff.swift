/// What an import changes in a library: entries by id, and the texts of roles.
public struct CatalogDiff: Codable, Hashable, Sendable {
  /// An entry that is added, changed or retired.
  public struct Entry: Codable, Hashable, Sendable {
    /// Its id in the library.
    public var id: Int
    /// Its slug, after the import where it stays.
    public var slug: String
    /// Its display name.
    public var name: String
    /// What is different, such as "2 KRAs added"; empty where the entry is added or retired.
    public var changes: [String]
  }

  /// The entries of one kind, each list ascending by id.
  public struct Part: Codable, Hashable, Sendable {
    /// Entries that the library does not have yet.
    public var added: [Entry] = []
    /// Entries that stay and differ.
    public var changed: [Entry] = []
    /// Entries that leave the library.
    public var retired: [Entry] = []

    var isEmpty: Bool { added.isEmpty && changed.isEmpty && retired.isEmpty }
  }

  /// Nil for a store without a library.
  @Nullable public var before: CatalogInformation?
  /// The catalog that is imported.
  public var after: CatalogInformation
  /// The roles that can be chosen.
  public var roles: Part
  /// The skills.
  public var skills: Part
  /// The dimensions.
  public var dimensions: Part

  /// Whether both are the same catalog.
  public var isEmpty: Bool {
    before == after && roles.isEmpty && skills.isEmpty && dimensions.isEmpty
  }

  /// Compares by id. O(both catalogs).
  public init(from old: Catalog?, to new: Catalog) {
    before = old?.information
    after = new.information
    roles = Self.part(
      old?.roles ?? [], new.roles, id: \.id, slug: \.slug, name: \.displayName
    ) { old, new in
      Self.named([
        ("name", old.displayName != new.displayName), ("slug", old.slug != new.slug),
        ("archetype", old.archetype != new.archetype), ("domain", old.domain != new.domain),
        ("baseline", old.baseline != new.baseline),
      ]) + Self.counted("KRA", old.kras, new.kras) + Self.counted("alias", old.aliases, new.aliases)
        + Self.counted("dimension", old.dimensionIDs, new.dimensionIDs)
    }
    let (oldGroups, newGroups) = (Self.groups(old), Self.groups(new))
    skills = Self.part(
      old?.skills ?? [], new.skills, id: \.id, slug: \.slug, name: \.displayName
    ) { old, new in
      var rest = old
      rest.displayName = new.displayName
      rest.aliases = new.aliases
      rest.dimensionIDs = new.dimensionIDs
      return Self.named([
        ("name", old.displayName != new.displayName),
        (
          "kind",
          rest != new
            || oldGroups.categories[old.categoryID] != newGroups.categories[new.categoryID]
            || oldGroups.parts[old.subCategoryID] != newGroups.parts[new.subCategoryID]
        ),
      ]) + Self.counted("alias", old.aliases, new.aliases)
        + Self.counted("dimension", old.dimensionIDs, new.dimensionIDs)
    }
    dimensions = Self.part(
      old?.dimensions ?? [], new.dimensions, id: \.id, slug: \.slug, name: \.displayName
    ) { old, new in
      Self.named([
        ("name", old.displayName != new.displayName), ("slug", old.slug != new.slug),
        ("rationale", old.rationale != new.rationale),
        ("difficulty", old.difficultyHint != new.difficultyHint),
      ])
    }
  }

  /// Entries that `text` names of each list.
  private static let shownEntries = 10

  /// The diff for people: counts, then the first entries of each list.
  public var text: String {
    let from = before.map { "\($0.name) \($0.release)" } ?? "no library"
    var lines = ["\(from) → \(after.name) \(after.release)"]
    if isEmpty { return lines[0] + "\nnothing changes" }
    for (name, part) in [("roles", roles), ("skills", skills), ("dimensions", dimensions)] {
      lines.append(
        "\(name): \(part.added.count) added, \(part.changed.count) changed, "
          + "\(part.retired.count) retired")
      for (sign, entries) in [("+", part.added), ("~", part.changed), ("-", part.retired)] {
        // A whole new library needs no list.
        if before == nil { continue }
        for entry in entries.prefix(Self.shownEntries) {
          let what = entry.changes.isEmpty ? "" : ": " + entry.changes.joined(separator: ", ")
          lines.append("  \(sign) \(entry.slug)\(what)")
        }
        if entries.count > Self.shownEntries {
          lines.append("  \(sign) and \(entries.count - Self.shownEntries) more")
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func part<Item: Hashable>(
    _ old: [Item], _ new: [Item], id: KeyPath<Item, Int>, slug: KeyPath<Item, String>,
    name: KeyPath<Item, String>, _ changes: (Item, Item) -> [String]
  ) -> Part {
    func entry(_ item: Item, _ changes: [String] = []) -> Entry {
      Entry(
        id: item[keyPath: id], slug: item[keyPath: slug], name: item[keyPath: name],
        changes: changes)
    }
    let before = Dictionary(old.map { ($0[keyPath: id], $0) }) { first, _ in first }
    let after = Set(new.map { $0[keyPath: id] })
    var part = Part()
    for item in new {
      guard let known = before[item[keyPath: id]] else {
        part.added.append(entry(item))
        continue
      }
      let found = changes(known, item)
      if !found.isEmpty { part.changed.append(entry(item, found)) }
    }
    part.retired = old.filter { !after.contains($0[keyPath: id]) }.map { entry($0) }
    return part
  }

  /// The names of the categories and of their parts by id.
  private static func groups(
    _ catalog: Catalog?
  ) -> (categories: [Int?: String], parts: [Int?: String]) {
    let categories = catalog?.categories ?? []
    return (
      Dictionary(categories.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
      Dictionary(
        categories.flatMap { $0.subCategories.map { ($0.id, $0.name) } },
        uniquingKeysWith: { first, _ in first })
    )
  }

  private static func named(_ changes: [(name: String, isChange: Bool)]) -> [String] {
    changes.filter(\.isChange).map { "another \($0.name)" }
  }

  /// "2 KRAs added", "1 alias removed"; "KRAs in another order" where only that is new.
  private static func counted<Item: Hashable>(
    _ noun: String, _ old: [Item], _ new: [Item]
  ) -> [String] {
    guard old != new else { return [] }
    let plural = noun == "alias" ? "aliases" : noun + "s"
    let added = Set(new).subtracting(old).count
    let removed = Set(old).subtracting(new).count
    if added == 0, removed == 0 { return ["\(plural) in another order"] }
    return [(added, "added"), (removed, "removed")].filter { $0.0 > 0 }.map {
      "\($0) \($0 == 1 ? noun : plural) \($1)"
    }
  }
}
