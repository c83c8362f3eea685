import Foundation
import SimCore

/// What the library says of its roles beyond the signals: names, words, and how special each is.
///
/// How special something is, the roles that cannot be chosen tell too. Compiled once a catalog
/// version.
struct RoleProfiles: Sendable {
  /// The display names, one row a role that can be chosen.
  let names: KRAIndex
  /// All roles, whether they can be chosen or not.
  let roleCount: Int
  /// The words of each role's archetype, KRAs and aliases; by role, in the catalog's order.
  let terms: TermSpace
  let words: TermIndex
  /// The mean cosine of a role's name with the names of the other roles: a name that is near to
  /// many ("Software Engineer") says less.
  let generality: [Double]
  /// The positions of a skill's roles among all, ascending: those that can be chosen come first.
  /// Skills of no role are absent.
  let rolesOfSkill: [Int: [Int]]

  /// - Parameter nameVectors: a row a role, in the order of `allRoles`.
  init(_ lookup: CatalogLookup, nameVectors: EmbeddingMatrix, modelIdentifier: String) throws {
    let roles = lookup.catalog.allRoles
    let candidateCount = lookup.catalog.roles.count
    roleCount = roles.count
    names = try KRAIndex(
      roles: lookup.catalog.roles.map { ($0.id, 1) },
      vectors: nameVectors.rows(Array(0..<candidateCount)), modelIdentifier: modelIdentifier,
      catalogVersion: "")
    let counts = roles.map {
      Terms.counts(in: ([$0.archetype] + $0.kras + $0.aliases).joined(separator: "\n"))
    }
    let space = TermSpace(counts)
    terms = space
    words = TermIndex(counts.prefix(candidateCount).map(space.vector))
    generality = Array(Self.meanCosines(nameVectors).prefix(candidateCount))
    var rolesOfDimension: [Int: [Int]] = [:]
    for (position, role) in roles.enumerated() {
      for id in role.dimensionIDs { rolesOfDimension[id, default: []].append(position) }
    }
    var owners: [Int: [Int]] = [:]
    for skill in lookup.catalog.skills {
      let positions = Set(skill.dimensionIDs.flatMap { rolesOfDimension[$0] ?? [] })
      if !positions.isEmpty { owners[skill.id] = positions.sorted() }
    }
    rolesOfSkill = owners
  }

  /// The mean cosine of each row with the other rows: with the sum of all unit vectors, less its
  /// own with itself. O(rows · dimension).
  private static func meanCosines(_ vectors: EmbeddingMatrix) -> [Double] {
    let units = (0..<vectors.count).map { row in
      let values = vectors[row].map(Double.init)
      let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? values.map { $0 / length } : values
    }
    guard units.count > 1 else { return units.map { _ in 0 } }
    var sum = [Double](repeating: 0, count: vectors.dimension)
    for unit in units { for (column, value) in unit.enumerated() { sum[column] += value } }
    return units.map { unit in
      let others = zip(unit, sum).reduce(0) { $0 + $1.0 * ($1.1 - $1.0) }
      return others / Double(units.count - 1)
    }
  }
}
