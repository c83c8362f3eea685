/// A role of the library and how well it fits a bare text.
public struct RankedRole: Codable, Hashable, Sendable {
  /// The role's id.
  public var roleID: Int
  /// The role's slug.
  public var slug: String
  /// The role's name.
  public var displayName: String
  /// Comparable within one ranking only.
  public var score: Double

  enum CodingKeys: String, CodingKey {
    case roleID = "role_id"
    case slug
    case displayName = "display_name"
    case score
  }
}

extension RankedRole {
  /// The roles by their scores, best first, ties by position.
  static func ranking(_ roles: [Role], scores: [Double]) -> [RankedRole] {
    roles.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.map {
      RankedRole(
        roleID: roles[$0].id, slug: roles[$0].slug, displayName: roles[$0].displayName,
        score: scores[$0])
    }
  }
}

/// Scores of the same roles by different evidence, brought to one scale.
enum RankingScale {
  /// Divided by the largest; all 0 where none is positive.
  static func toLargest(_ scores: [Double]) -> [Double] {
    let largest = scores.max() ?? 0
    return largest > 0 ? scores.map { $0 / largest } : scores.map { _ in 0 }
  }

  /// In standard deviations from the mean; all 0 where they are equal.
  static func standardized(_ scores: [Double]) -> [Double] {
    guard !scores.isEmpty else { return [] }
    let count = Double(scores.count)
    let mean = scores.reduce(0, +) / count
    let variance = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    guard variance > 0 else { return scores.map { _ in 0 } }
    let deviation = variance.squareRoot()
    return scores.map { ($0 - mean) / deviation }
  }
}
