import SimCore

/// The rules that every catalog obeys before it is stored.
public enum CatalogCheck {
  /// The first breach of a rule, in a line that names it.
  ///
  /// Checked: ids are 1 to 2⁵³, ids and slugs are unique and not empty; links name dimensions that
  /// exist; every text has content; an alias is not given twice to one role; no skill alias means
  /// two skills.
  ///
  /// - Throws: `CatalogError`: `.duplicateID`, `.impossibleID`, `.duplicateSlug`,
  ///   `.unknownDimension`, `.repeatedDimension`, `.emptyText`, `.zeroCharacter`,
  ///   `.repeatedRoleAlias`, `.ambiguousSkillAlias`.
  /// - Complexity: O(catalog).
  public static func validate(_ catalog: Catalog) throws(CatalogError) {
    try checkRange(of: catalog.categories.map(\.id), kind: "category")
    try checkRange(of: catalog.categories.flatMap(\.subCategories).map(\.id), kind: "sub-category")
    try unique(catalog.allRoles.map { ("role", $0.id, $0.slug) })
    try unique(catalog.skills.map { ("skill", $0.id, $0.slug) })
    try unique(catalog.dimensions.map { ("dimension", $0.id, $0.slug) })
    let dimensionIDs = Set(catalog.dimensions.map(\.id))
    for role in catalog.allRoles {
      try validate(role, dimensionIDs: dimensionIDs)
    }
    var owners: [TextKey: (slug: String, text: String)] = [:]
    var aliasIDs: Set<Int> = []
    for skill in catalog.skills {
      try linksExist(skill.dimensionIDs, of: "skill \(skill.slug)", dimensionIDs)
      try content(skill.displayName, "the display name of skill \(skill.slug)")
      try checkRange(of: skill.aliases.map(\.id), kind: "skill alias")
      for alias in skill.aliases {
        try content(alias.text, "an alias of skill \(skill.slug)")
        guard aliasIDs.insert(alias.id).inserted else {
          throw .duplicateID(kind: "skill alias", id: alias.id)
        }
        let key = TextKey(alias.text)
        if let owner = owners[key], owner.slug != skill.slug || owner.text == alias.text {
          throw .ambiguousSkillAlias(text: alias.text, slugs: [owner.slug, skill.slug])
        }
        owners[key] = (skill.slug, alias.text)
      }
    }
  }

  private static func validate(_ role: Role, dimensionIDs: Set<Int>) throws(CatalogError) {
    try linksExist(role.dimensionIDs, of: "role \(role.slug)", dimensionIDs)
    try content(role.displayName, "the display name of role \(role.slug)")
    try content(role.domain, "the domain of role \(role.slug)")
    for kra in role.kras { try content(kra, "a KRA of role \(role.slug)") }
    var keys: Set<TextKey> = []
    for alias in role.aliases {
      try content(alias, "an alias of role \(role.slug)")
      guard keys.insert(TextKey(alias)).inserted else {
        throw .repeatedRoleAlias(text: alias, slug: role.slug)
      }
    }
  }

  private static func unique(
    _ entries: [(kind: String, id: Int, slug: String)]
  ) throws(CatalogError) {
    var ids: Set<Int> = []
    var slugs: Set<String> = []
    try checkRange(of: entries.map(\.id), kind: entries.first?.kind ?? "")
    for entry in entries {
      guard ids.insert(entry.id).inserted else {
        throw .duplicateID(kind: entry.kind, id: entry.id)
      }
      guard !entry.slug.isEmpty, slugs.insert(entry.slug).inserted else {
        throw .duplicateSlug(kind: entry.kind, slug: entry.slug)
      }
    }
  }

  /// The largest id: one that every reader of JSON holds exactly, with room for those that follow.
  public static let largestID = 1 << 53

  /// Refuses ids after which no other could be given.
  package static func checkRange(of ids: [Int], kind: String) throws(CatalogError) {
    for id in ids where !(1...largestID).contains(id) {
      throw .impossibleID(kind: kind, id: id)
    }
  }

  private static func linksExist(
    _ ids: [Int], of owner: String, _ known: Set<Int>
  ) throws(CatalogError) {
    for id in ids where !known.contains(id) {
      throw .unknownDimension("\(id)", owner: owner)
    }
    guard Set(ids).count == ids.count else { throw .repeatedDimension(owner: owner) }
  }

  private static func content(_ text: String, _ what: String) throws(CatalogError) {
    guard !TextKey(text).text.isEmpty else { throw .emptyText(what: what) }
    // A store's text functions would end at it.
    guard !text.utf8.contains(0) else { throw .zeroCharacter(what: what) }
  }
}

/// Why a catalog cannot be used.
public enum CatalogError: FaultError, Equatable {
  /// There is no file or folder at the path.
  case missing(path: String)
  /// A release lacks a file that it must have; `folderWithIt` is the one below that has it.
  case missingFile(path: String, folderWithIt: String? = nil)
  /// A file or folder cannot be read.
  case unreadable(path: String, reason: String)
  /// A folder or file cannot be made.
  case unwritable(path: String, reason: String)
  /// The folder to be made is there already.
  case exists(path: String)
  /// A document does not say what it must; the reason names the place.
  case malformed(path: String, reason: String)
  /// Two entries of a kind share an id.
  case duplicateID(kind: String, id: Int)
  /// An id is not 1 to 2⁵³.
  case impossibleID(kind: String, id: Int)
  /// Two entries of a kind share a slug, or one has none.
  case duplicateSlug(kind: String, slug: String)
  /// A role or skill names a dimension that the catalog lacks.
  case unknownDimension(String, owner: String)
  /// A role or skill names a dimension twice.
  case repeatedDimension(owner: String)
  /// A text has no content.
  case emptyText(what: String)
  /// A text holds U+0000, which a store cannot keep.
  case zeroCharacter(what: String)
  /// A role has one alias twice.
  case repeatedRoleAlias(text: String, slug: String)
  /// A text is an alias of two skills, or twice one of one skill.
  case ambiguousSkillAlias(text: String, slugs: [String])
  /// The id is that of another entry, `owner`, in the store; what was learned would go over to
  /// `slug`.
  case idTaken(kind: String, id: Int, slug: String, owner: String)
  /// The folder has no `catalog.json`.
  case noCatalogFile(folder: String)
  /// There is no folder of a release at the path.
  case missingRelease(path: String)

  public var fault: Fault {
    switch self {
    case .missing, .missingFile, .noCatalogFile, .missingRelease: .missingInput
    case .unreadable, .unwritable: .inputOutput
    case .exists: .usage
    default: .badData
    }
  }

  public var description: String {
    switch self {
    case .missing(let path):
      "there is no catalog at \(path); name a folder that holds one"
    case .noCatalogFile(let folder):
      "\(folder) holds no catalog.json; a public release is imported with --from onet or esco"
    case .missingRelease(let path): "there is no folder \(path); name the folder of the release"
    case .idTaken(let kind, let id, let slug, let owner):
      "the catalog gives the \(kind) id \(id) to \(slug), and this store has it as \(owner); give it "
        + "an id of its own, or import the catalog into a new store"
    case .missingFile(let path, let folder):
      "there is no file \(path), which the release must have"
        + (folder.map { "; \($0) has it: name that folder" } ?? "")
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .exists(let path): "\(path) exists already; name a folder that does not"
    case .malformed(let path, let reason): "\(path): \(reason)"
    case .duplicateID(let kind, let id):
      "the catalog has two \(kind) entries with id \(id); give each its own"
    case .impossibleID(let kind, let id):
      "the catalog has a \(kind) with id \(id); ids go from 1 to \(CatalogCheck.largestID)"
    case .duplicateSlug(let kind, let slug):
      slug.isEmpty
        ? "the catalog has a \(kind) without a slug"
        : "the catalog has two \(kind) entries with slug \(slug); give each its own"
    case .unknownDimension(let name, let owner):
      "\(owner) names the dimension \(name), which the catalog does not have"
    case .repeatedDimension(let owner): "\(owner) names a dimension twice"
    case .emptyText(let what): "\(what) is empty"
    case .zeroCharacter(let what): "\(what) holds a zero character; leave it out"
    case .repeatedRoleAlias(let text, let slug):
      "role \(slug) has the alias \"\(text)\" twice after normalising"
    case .ambiguousSkillAlias(let text, let slugs):
      "the skill alias \"\(text)\" stands twice (\(slugs.joined(separator: ", "))); one must go"
    }
  }
}
