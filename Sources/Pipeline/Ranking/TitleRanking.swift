import Foundation
import SimCore

/// Ranks roles for a bare job title.
///
/// The titles nearest to it vote for their roles: the nearest by shared words and letter triples,
/// and among these the nearest in meaning. The words of the roles' profiles and the meaning of the
/// roles' names count beside them, and a role that has the very title comes first. How many titles
/// vote, and the weights, were chosen on titles held back from O*NET 27.0
/// (docs/ranking-bare-texts.md).
struct TitleRanking: Sendable {
  /// How many neighbours vote, and the power of a similarity that is a vote.
  struct Votes: Sendable {
    var count: Int
    var power: Double
  }

  static let textVotes = Votes(count: 100, power: 4)
  static let meaningVotes = Votes(count: 50, power: 8)
  static let profileWeight = 0.5
  static let nameWeight = 0.5
  static let meaningWeight = 1.0
  /// More than all other evidence together.
  static let sameTitle = 4.0

  let roles: [Role]
  let index: TitleIndex
  let profiles: RoleProfiles

  /// The titles that vote for a title by their text; the first `textVotes.count` do, and all are
  /// looked at for their meaning.
  func neighbors(of title: String) -> [TitleIndex.Neighbor] {
    index.nearest(to: title, limit: LibraryCache.nearestTitles)
  }

  /// The scores of the roles, by position, from the text alone.
  func textScores(of title: String, neighbors: [TitleIndex.Neighbor]) -> [Double] {
    let votes = RankingScale.toLargest(
      votes(neighbors.map { ($0.title, $0.similarity) }, Self.textVotes))
    let words = profiles.terms.vector(of: Terms.counts(in: title))
    let profile = RankingScale.toLargest(profiles.words.cosines(of: words))
    var scores = zip(votes, profile).map { $0 + Self.profileWeight * $1 }
    for role in Set(index.same(as: title).flatMap { index.roles[$0] }) {
      scores[role] += Self.sameTitle
    }
    return scores
  }

  /// What meaning adds to the scores.
  ///
  /// - Parameters:
  ///   - similarities: the cosines of the title with its neighbours.
  ///   - names: the cosines of the title with the names of the roles, by position.
  func meaningScores(
    neighbors: [TitleIndex.Neighbor], similarities: [Double], names: [Double]
  ) -> [Double] {
    let votes = RankingScale.toLargest(
      votes(zip(neighbors, similarities).map { ($0.title, $1) }, Self.meaningVotes))
    return zip(votes, names).map { Self.meaningWeight * $0 + Self.nameWeight * $1 }
  }

  /// The sum of similarity^power over the nearest titles of each role, by position.
  private func votes(_ near: [(title: Int, similarity: Double)], _ rule: Votes) -> [Double] {
    var votes = [Double](repeating: 0, count: roles.count)
    let nearest = near.sorted {
      $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.title < $1.title
    }
    for (title, similarity) in nearest.prefix(rule.count) where similarity > 0 {
      for role in index.roles[title] { votes[role] += pow(similarity, rule.power) }
    }
    return votes
  }
}
