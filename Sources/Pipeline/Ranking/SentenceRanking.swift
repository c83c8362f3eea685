import Foundation
import SimCore

/// Ranks roles for a bare task sentence.
///
/// A linear discriminant over the vectors of the KRAs, with the roles' names and archetypes as
/// further members; beside it the words of the roles' texts, the nearest KRAs of each role, and a
/// KRA that says nearly the same in nearly the same words. The weights were chosen on tasks of
/// O*NET 27.0 held back or reworded (docs/ranking-bare-texts.md).
struct SentenceRanking: Sendable {
  static let wordWeight = 0.5
  static let nearestWeight = 0.3
  /// KRAs of a role whose similarities are averaged.
  static let nearestCount = 3
  /// A sentence that is a KRA of a role, word for word or reworded: weight · closeness^power, of
  /// the role's closest KRA. Closeness is the mean of two cosines, of meaning and of words, the
  /// words with this share.
  static let sameWeight = 20.0
  static let samePower = 6.0
  static let sameWordShare = 0.7

  private let roles: [Role]
  private let discriminant: ClassDiscriminant
  private let space: TermSpace
  private let words: TermIndex
  private let kraSpace: TermSpace
  private let kraWords: TermIndex
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
    let kraCounts = roles.flatMap(\.kras).map(Self.words)
    let kraSpace = TermSpace(kraCounts)
    self.kraSpace = kraSpace
    kraWords = TermIndex(kraCounts.map(kraSpace.vector))
  }

  /// All roles for a sentence with its vector, best first.
  /// O((KRAs + roles) · dimension + words of all roles).
  func rank(_ sentence: String, vector: [Float]) -> [RankedRole] {
    let meaning = RankingScale.standardized(discriminant.scores(of: vector))
    let counts = Self.words(in: sentence)
    let word = RankingScale.standardized(words.cosines(of: space.vector(of: counts)))
    let near = nearest(vector, words: kraWords.cosines(of: kraSpace.vector(of: counts)))
    let nearest = RankingScale.standardized(near.map(\.meaning))
    let scores = roles.indices.map { role in
      meaning[role] + Self.wordWeight * word[role] + Self.nearestWeight * nearest[role]
        + Self.sameWeight * pow(near[role].closeness, Self.samePower)
    }
    return RankedRole.ranking(roles, scores: scores)
  }

  private static func words(in text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in Terms.words(in: text) { counts[word, default: 0] += 1 }
    return counts
  }

  /// For each role the mean of its KRAs' largest similarities with `vector`, and how close the
  /// closest of its KRAs is, 0...1; 0 for a role without KRAs.
  ///
  /// - Parameter words: the similarity of each KRA's words.
  private func nearest(
    _ vector: [Float], words: [Double]
  ) -> [(meaning: Double, closeness: Double)] {
    var best = [SIMD4<Float>](repeating: SIMD4(repeating: 0), count: roles.count)
    var closest = [Double](repeating: 0, count: roles.count)
    for (row, product) in DotProduct.products(of: vector, withRowsOf: kras.components).enumerated()
    {
      let owner = owners[row]
      // The three largest in the first lanes, descending.
      var three = best[owner]
      if product > three[0] {
        three = SIMD4(product, three[0], three[1], 0)
      } else if product > three[1] {
        three = SIMD4(three[0], product, three[1], 0)
      } else if product > three[2] {
        three[2] = product
      }
      best[owner] = three
      let closeness =
        (1 - Self.sameWordShare) * Double(product) + Self.sameWordShare * words[row]
      closest[owner] = max(closest[owner], min(1, closeness))
    }
    return zip(best, closest).map { (Double($0.sum()) / Double(Self.nearestCount), $1) }
  }
}
