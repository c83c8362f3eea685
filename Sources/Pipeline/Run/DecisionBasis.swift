import SimCore

/// What decides a JD beside its text and the policy: the library, and what was learned.
struct DecisionBasis: Sendable {
  /// What decided runs say of JDs; nil where nothing was learned.
  enum Learned: Sendable {
    case fitted(LearnedRoles?)
    /// Of one JD, as a run bundle recorded it.
    case recorded(LearnedScores?)

    /// Whether the features of a JD are read.
    var readsFeatures: Bool {
      if case .fitted(.some) = self { true } else { false }
    }
  }

  let library: RoleLibrary
  let profiles: RoleProfiles
  /// By role id.
  let centroids: [Int: Centroid]
  let learned: Learned
}
