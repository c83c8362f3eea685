/// What the decided runs say of one JD, as a run keeps it: enough to compute the decision again.
public struct LearnedScores: Codable, Hashable, Sendable {
  /// A role's score: about 1 where the JD is like the role's decided runs, about 0 where it is like
  /// none of them.
  public struct Score: Codable, Hashable, Sendable {
    /// The role's id.
    public var roleID: Int
    /// The score, to six decimals.
    public var score: Double

    enum CodingKeys: String, CodingKey {
      case roleID = "role_id"
      case score
    }
  }

  /// Decided runs in the fit.
  public var runCount: Int
  /// Log-odds a unit of score, on the scale of the catalog's evidence.
  public var factor: Double
  /// What the summed log-odds of a role are multiplied by before the softmax over roles.
  public var sharpness: Double
  /// Log-odds of "none fits" that the shares of decided runs and of case E give.
  public var noneLogOdds: Double
  /// Of each role with decided runs, ascending by role id; to six decimals.
  public var scores: [Score]

  enum CodingKeys: String, CodingKey {
    case runCount = "runs"
    case factor, sharpness
    case noneLogOdds = "none_log_odds"
    case scores
  }
}
