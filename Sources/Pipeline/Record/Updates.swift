/// What the run changed or queued.
public struct Updates: Codable, Hashable, Sendable {
  /// JDs in the chosen role's centroid, this one included; null where it was not updated.
  @Nullable public var centroidCountAfter: Int?
  /// Whether the JD counts in a centroid: there is a role, and a sentence.
  public var centroidUpdated: Bool
  /// The row of the collision log; null where no title was shared.
  @Nullable public var collisionLogID: Int64?
  /// The R&R in the KRA queue; null where the role has a KRA near to it, and in case E.
  @Nullable public var newKRAAttached: AttachedKRA?
  /// The skills that the library does not know, in order.
  public var newSkillsAttached: [AttachedSkill]
  /// The row of the role queue; null but in case E.
  @Nullable public var queueEntryID: Int64?
  /// Whether a role was drafted (case E).
  public var v3PipelineTriggered: Bool
  /// The drafted role's slug; null else.
  @Nullable public var v3RoleSlug: String?
  /// The run that drafted it, which is this one; null else.
  @Nullable public var v3RunID: String?

  enum CodingKeys: String, CodingKey {
    case centroidCountAfter = "centroid_n_after"
    case centroidUpdated = "centroid_updated"
    case collisionLogID = "collision_log_id"
    case newKRAAttached = "new_kra_attached"
    case newSkillsAttached = "new_skills_attached"
    case queueEntryID = "queue_entry_id"
    case v3PipelineTriggered = "v3_pipeline_triggered"
    case v3RoleSlug = "v3_role_slug"
    case v3RunID = "v3_run_id"
  }
}

/// The R&R in the KRA queue.
public struct AttachedKRA: Codable, Hashable, Sendable {
  /// The role's largest sentence–KRA similarity, four decimals.
  public var bestKRASimilarity: Double
  /// The row's id.
  public var queueID: Int64
  /// The first 200 Unicode scalars of the R&R.
  public var responsibilityPreview: String
  /// The chosen role's name.
  public var roleDisplayName: String
  /// The chosen role's slug.
  public var roleSlug: String
  /// `pending`.
  public var status: String

  enum CodingKeys: String, CodingKey {
    case bestKRASimilarity = "best_kra_similarity"
    case queueID = "queue_id"
    case responsibilityPreview = "r_and_r_preview"
    case roleDisplayName = "role_display_name"
    case roleSlug = "role_slug"
    case status
  }
}

/// A skill that the library does not know, in the skill queue.
public struct AttachedSkill: Codable, Hashable, Sendable {
  /// Whether the JD asks for it first of all.
  public var isPrimary: Bool
  /// The row's id.
  public var queueID: Int64
  /// The chosen role's name; null in case E, as the next.
  @Nullable public var roleDisplayName: String?
  /// The chosen role's slug.
  @Nullable public var roleSlug: String?
  /// The skill as the JD names it.
  public var skillName: String
  /// `pending`.
  public var status: String

  enum CodingKeys: String, CodingKey {
    case isPrimary = "is_primary"
    case queueID = "queue_id"
    case roleDisplayName = "role_display_name"
    case roleSlug = "role_slug"
    case skillName = "skill_name"
    case status
  }
}
