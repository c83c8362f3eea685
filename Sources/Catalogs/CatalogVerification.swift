public import Pipeline
import SimCore

/// Looks at what the rules of `CatalogCheck` leave open: whether roles can be told apart.
public enum CatalogVerification {
  /// Two roles may share less than this part of the smaller one's word trigrams.
  public static let largestOverlap = 0.5

  /// What a catalog breaks, a line each; none where it is good.
  ///
  /// Word trigrams of all KRAs of a role are compared with those of every other role:
  /// |A ∩ B| / min(|A|, |B|). O(trigrams + pairs of roles that share one, for each they share).
  public static func breaches(of catalog: Catalog) -> [String] {
    var breaches: [String] = []
    for role in catalog.roles where role.kras.isEmpty {
      breaches.append("role \(role.slug) has no KRA: the KRA signal never finds it")
    }
    for role in catalog.roles where role.aliases.isEmpty {
      breaches.append("role \(role.slug) has no title alias: no title finds it")
    }
    for overlap in overlaps(of: catalog) where overlap.share >= largestOverlap {
      breaches.append(
        "roles \(overlap.left) and \(overlap.right) share \(overlap.share.decimals(2)) of their "
          + "KRA word trigrams, the limit is \(largestOverlap)")
    }
    return breaches
  }

  /// Two roles and the share of trigrams they have in common.
  struct Overlap: Sendable {
    let left: String
    let right: String
    let share: Double
  }

  /// The pairs of roles that share any trigram, largest share first.
  static func overlaps(of catalog: Catalog) -> [Overlap] {
    let trigrams = catalog.roles.map { Self.trigrams(of: $0) }
    var owners: [[Substring]: [Int]] = [:]
    for (role, set) in trigrams.enumerated() {
      for trigram in set { owners[trigram, default: []].append(role) }
    }
    var shared: [[Int]] = trigrams.map { _ in [] }
    for roles in owners.values {
      for (index, right) in roles.enumerated() {
        for left in roles[..<index] { shared[left].append(right) }
      }
    }
    var overlaps: [Overlap] = []
    for (left, others) in shared.enumerated() {
      var counts: [Int: Int] = [:]
      for right in others { counts[right, default: 0] += 1 }
      for (right, common) in counts.sorted(by: { $0.key < $1.key }) {
        let smaller = min(trigrams[left].count, trigrams[right].count)
        overlaps.append(
          Overlap(
            left: catalog.roles[left].slug, right: catalog.roles[right].slug,
            share: Double(common) / Double(smaller)))
      }
    }
    return overlaps.sorted { $0.share > $1.share }
  }

  private static func trigrams(of role: Role) -> Set<[Substring]> {
    var trigrams: Set<[Substring]> = []
    for kra in role.kras {
      let words = TextKey(kra).text.split { !($0.isLetter || $0.isNumber) }
      for start in words.indices.dropLast(2) { trigrams.insert(Array(words[start..<start + 3])) }
    }
    return trigrams
  }
}

/// Counts of a catalog.
public struct CatalogStatistics: Codable, Sendable {
  /// The catalog's name.
  public let name: String
  /// The source's own version or date.
  public let release: String
  /// The licence of its contents.
  public let licence: String
  /// What it was made from.
  @Nullable public var source: String?
  /// Roles that can be chosen.
  public let roles: Int
  /// Their domains.
  public let domains: Int
  /// Their KRAs.
  public let kras: Int
  /// Their title aliases.
  public let titleAliases: Int
  /// Titles that mean more than one role.
  public let titleCollisions: Int
  /// Canonical skills.
  public let skills: Int
  /// Texts that mean a skill.
  public let skillAliases: Int
  /// Dimensions.
  public let dimensions: Int

  /// Counts a catalog. O(catalog).
  public init(_ catalog: Catalog) {
    name = catalog.information.name
    release = catalog.information.release
    licence = catalog.information.licence
    source = catalog.information.source
    roles = catalog.roles.count
    domains = Set(catalog.roles.map(\.domain)).count
    kras = catalog.roles.reduce(0) { $0 + $1.kras.count }
    let titles = AliasTable(
      catalog.roles.flatMap { role in role.aliases.map { (text: $0, roleID: role.id) } })
    titleAliases = catalog.roles.reduce(0) { $0 + $1.aliases.count }
    titleCollisions = titles.collisions.count
    skills = catalog.skills.count
    skillAliases = catalog.skills.reduce(0) { $0 + $1.aliases.count }
    dimensions = catalog.dimensions.count
  }

  enum CodingKeys: String, CodingKey {
    case name, release, licence, source, roles, domains, kras
    case titleAliases = "title_aliases"
    case titleCollisions = "title_collisions"
    case skills
    case skillAliases = "skill_aliases"
    case dimensions
  }

  /// The counts, a line each.
  public var text: String {
    """
    \(name) \(release), \(licence)\(source.map { "; \($0)" } ?? "")
    \(roles) roles in \(domains) domains, \(kras) KRAs
    \(titleAliases) title aliases, \(titleCollisions) titles mean more than one role
    \(skills) skills, \(skillAliases) skill aliases
    \(dimensions) dimensions
    """
  }
}
