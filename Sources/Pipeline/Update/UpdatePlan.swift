import SimCore

/// What a run changes in the store, as a value: planned here, applied in one transaction.
struct UpdatePlan: Sendable, Equatable {
  struct CentroidContribution: Sendable, Equatable {
    var roleID: Int
    /// The JD's vector; nil where its mean is zero (the count alone rises).
    var vector: [Double]?
  }

  struct QueuedKRA: Sendable, Equatable {
    var roleID: Int
    var text: String
    /// The role's largest sentence–KRA similarity.
    var bestSimilarity: Double
  }

  var centroid: CentroidContribution?
  /// The roles that shared the alias, with the one that was chosen.
  var collisionRoleIDs: [Int] = []
  var chosenRoleID: Int?
  var newSkills: [FinalSkill] = []
  var newKRA: QueuedKRA?
  var proposedRole: RoleProposal?
}

/// The ids and counts that the store gave to an applied plan.
struct AppliedUpdates: Sendable, Equatable {
  var centroidCountAfter: Int?
  var collisionLogID: Int64?
  var skillQueueIDs: [Int64] = []
  var kraQueueID: Int64?
  var roleQueueID: Int64?
}

extension UpdatePlan {
  /// Unicode scalars of the R&R that a queue row previews.
  static let previewLength = 200

  /// What the decided JD changes.
  ///
  /// - Parameters:
  ///   - proposal: the role that case E proposes; nil in every other case.
  ///   - unknownSkills: the JD's skills that the library does not know, in order.
  ///   - sentenceVectors: the vectors of the JD's distinct sentences.
  ///   - bestSimilarity: the chosen role's largest sentence–KRA similarity, under the policy's
  ///     reading of novelty.
  init(
    outcome: DecisionRules.Outcome, proposal: RoleProposal?, responsibilityText: String,
    unknownSkills: [FinalSkill], sentenceVectors: EmbeddingMatrix, bestSimilarity: Double,
    policy: Policy
  ) {
    newSkills = unknownSkills
    collisionRoleIDs = outcome.collisionRoleIDs
    chosenRoleID = outcome.roleID
    proposedRole = proposal
    guard let role = outcome.roleID else { return }
    if sentenceVectors.count > 0 {
      centroid = CentroidContribution(
        roleID: role, vector: Centroid.documentVector(of: sentenceVectors))
      if bestSimilarity < policy.kraNoveltyThreshold {
        newKRA = QueuedKRA(
          roleID: role, text: responsibilityText, bestSimilarity: bestSimilarity)
      }
    }
  }

  /// The updates as the payload shows them, once the store has given ids.
  ///
  /// The v3 pipeline, which drafts new roles, works inside the run: its run id is the run's own.
  func payload(_ applied: AppliedUpdates, runID: String, library: CatalogLookup) -> Updates {
    let role = chosenRoleID.flatMap(library.role)
    return Updates(
      centroidCountAfter: applied.centroidCountAfter, centroidUpdated: centroid != nil,
      collisionLogID: applied.collisionLogID,
      newKRAAttached: newKRA.flatMap { kra in
        guard let id = applied.kraQueueID, let role else { return nil }
        return AttachedKRA(
          bestKRASimilarity: kra.bestSimilarity.fourDecimals, queueID: id,
          responsibilityPreview: Self.preview(of: kra.text), roleDisplayName: role.displayName,
          roleSlug: role.slug, status: "pending")
      },
      newSkillsAttached: zip(newSkills, applied.skillQueueIDs).map { skill, id in
        AttachedSkill(
          isPrimary: skill.isPrimary, queueID: id, roleDisplayName: role?.displayName,
          roleSlug: role?.slug, skillName: skill.skillName, status: "pending")
      },
      queueEntryID: applied.roleQueueID, v3PipelineTriggered: proposedRole != nil,
      v3RoleSlug: proposedRole?.slug, v3RunID: proposedRole.map { _ in runID })
  }

  static func preview(of text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(previewLength)))
  }
}
