import Foundation
import SimCore

/// What the library says of its roles beyond the signals: names, words, and how special each is.
///
/// Compiled once a catalog version.
struct RoleProfiles: Sendable {
  /// The display names, one row a role.
  let names: KRAIndex
  /// The words of each role's archetype, KRAs and aliases; by role, in the catalog's order.
  let terms: TermSpace
  let termVectors: [TermVector]
  /// The mean cosine of a role's name with the names of the other roles: a name that is near to
  /// many ("Software Engineer") says less.
  let generality: [Double]
  /// The positions of a skill's roles, ascending; skills of no role are absent.
  let rolesOfSkill: [Int: [Int]]

  /// - Parameter nameVectors: a row a role, in the catalog's order.
  init(_ lookup: CatalogLookup, nameVectors: EmbeddingMatrix, modelIdentifier: String) throws {
    let roles = lookup.catalog.roles
    names = try KRAIndex(
      roles: roles.map { ($0.id, 1) }, vectors: nameVectors, modelIdentifier: modelIdentifier,
      catalogVersion: "")
    let counts = roles.map {
      Terms.counts(in: ([$0.archetype] + $0.kras + $0.aliases).joined(separator: "\n"))
    }
    let space = TermSpace(counts)
    terms = space
    termVectors = counts.map(space.vector)
    generality = roles.indices.map { own in
      guard roles.count > 1 else { return 0 }
      let sum = roles.indices.reduce(0.0) { sum, other in
        other == own ? sum : sum + Similarity.cosine(nameVectors[own], nameVectors[other])
      }
      return sum / Double(roles.count - 1)
    }
    let positions = Dictionary(
      uniqueKeysWithValues: roles.enumerated().map { ($1.id, $0) })
    var owners: [Int: [Int]] = [:]
    for skill in lookup.catalog.skills {
      let ids = Set(skill.dimensionIDs.flatMap { lookup.roles(ofDimension: $0).map(\.id) })
      if !ids.isEmpty { owners[skill.id] = ids.compactMap { positions[$0] }.sorted() }
    }
    rolesOfSkill = owners
  }
}
