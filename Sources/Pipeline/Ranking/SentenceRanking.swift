import Foundation
import SimCore

/// Ranks roles for a bare task sentence.
///
/// A linear discriminant over the vectors of the KRAs, with the roles' names and archetypes as
/// further members; beside it the words of the roles' texts and the nearest KRAs of each role. The
/// weights were chosen on tasks held back from O*NET 27.0 (docs/ranking-bare-texts.md).
struct SentenceRanking: Sendable {
  static let wordWeight = 0.5
  static let nearestWeight = 0.3
  /// KRAs of a role whose similarities are averaged.
  static let nearestCount = 3
  /// A sentence that is a KRA of a role, word for word or nearly so: weight · cosine^power.
  static let sameWeight = 5.0
  static let samePower = 16.0

  private let roles: [Role]
  private let discriminant: ClassDiscriminant
  private let space: TermSpace
  private let words: TermIndex
  private let kras: EmbeddingMatrix
  /// The position of the role of each KRA.
  private let owners: [Int]

  /// - Parameters:
  ///   - kras: the vectors of all KRAs, in the order of the roles.
  ///   - names, archetypes: a row a role.
  /// - Complexity: O((KRAs + roles + dimension) · dimension²).
  init(
    roles: [Role], kras: EmbeddingMatrix, names: EmbeddingMatrix, archetypes: EmbeddingMatrix
  ) {
    self.roles = roles
    self.kras = kras
    owners = roles.enumerated().flatMap { position, role in role.kras.map { _ in position } }
    let positions = Array(roles.indices)
    discriminant = ClassDiscriminant(
      classCount: roles.count, members: kras, classes: owners,
      further: [(names, positions), (archetypes, positions)])
    let counts = roles.map { role in
      Self.words(
        in: ([role.displayName, role.archetype] + role.kras + role.aliases)
          .joined(separator: "\n"))
    }
    let space = TermSpace(counts)
    self.space = space
    words = TermIndex(counts.map(space.vector))
  }

  /// All roles for a sentence with its vector, best first.
  /// O((KRAs + roles) · dimension + words of all roles).
  func rank(_ sentence: String, vector: [Float]) -> [RankedRole] {
    let meaning = RankingScale.standardized(discriminant.scores(of: vector))
    let own = space.vector(of: Self.words(in: sentence))
    let word = RankingScale.standardized(words.cosines(of: own))
    let near = nearest(vector)
    let nearest = RankingScale.standardized(near.map(\.mean))
    let scores = roles.indices.map { role in
      meaning[role] + Self.wordWeight * word[role] + Self.nearestWeight * nearest[role]
        + Self.sameWeight * pow(min(1, max(0, near[role].largest)), Self.samePower)
    }
    return RankedRole.ranking(roles, scores: scores)
  }

  private static func words(in text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in Terms.words(in: text) { counts[word, default: 0] += 1 }
    return counts
  }

  /// The mean of the largest similarities with the KRAs of each role, and the largest; 0 for a role
  /// without KRAs.
  private func nearest(_ vector: [Float]) -> [(mean: Double, largest: Double)] {
    var best = [SIMD4<Float>](repeating: SIMD4(repeating: 0), count: roles.count)
    for (row, product) in DotProduct.products(of: vector, withRowsOf: kras.components).enumerated()
    {
      // The three largest in the first lanes, descending.
      var three = best[owners[row]]
      if product > three[0] {
        three = SIMD4(product, three[0], three[1], 0)
      } else if product > three[1] {
        three = SIMD4(three[0], product, three[1], 0)
      } else if product > three[2] {
        three[2] = product
      }
      best[owners[row]] = three
    }
    return best.map { (Double($0.sum()) / Double(Self.nearestCount), Double($0[0])) }
  }
}
