/// The payload of step 3, final-role-output. Keys are those of the recorded runs.
public struct FinalRoleOutput: Codable, Hashable, Sendable {
  /// The role of step 2; null in case E.
  @Nullable public var chosenRole: RoleReference?
  /// `in_db` or `queued_new`.
  public var chosenRoleResolution: String
  /// The JD's skills, in order.
  public var finalInputSkills: [TaggedSkill]
  /// US dollars; null unless the policy's `costs_in_payload` asks for costs and they are known, as
  /// the next three.
  @Nullable public var costOfStep1USD: Double?
  /// US dollars of step 2.
  @Nullable public var costOfStep2USD: Double?
  /// US dollars of step 3.
  @Nullable public var costOfStep3USD: Double?
  /// US dollars of the three steps.
  @Nullable public var totalCostUSD: Double?
  /// The links of the run.
  public var persistence: Persistence
  /// Null, as recorded.
  @Nullable public var plannerOutput: JSONValue?
  /// The run's id.
  public var runID: String

  enum CodingKeys: String, CodingKey {
    case chosenRole = "chosen_role"
    case chosenRoleResolution = "chosen_role_resolution"
    case finalInputSkills = "final_input_skills"
    case costOfStep1USD = "llm_cost_api1_usd"
    case costOfStep2USD = "llm_cost_api2_usd"
    case costOfStep3USD = "llm_cost_api3_usd"
    case totalCostUSD = "llm_cost_total_usd"
    case persistence
    case plannerOutput = "planner_output"
    case runID = "run_id"
  }
}

/// A skill of the JD and whether the library knows it: `in_db` or `new`.
public struct TaggedSkill: Codable, Hashable, Sendable {
  /// The skill as the JD names it.
  public var skill: String
  /// `in_db` or `new`.
  public var tag: String
}

/// The links that step 3 saved or skipped. Counters count rows created by this run.
public struct Persistence: Codable, Hashable, Sendable {
  /// One a known skill and dimension of it, in the order of step 2.
  public var items: [PersistenceItem]
  /// 0: new skills are queued, not created.
  public var newSkillsCreated: Int
  /// Links from role to dimension that this run created.
  public var roleDimensionSaved: Int
  /// Links from skill to dimension that this run created.
  public var skillDimensionSaved: Int
  /// Items with a `skipped_reason`.
  public var skipped: Int

  enum CodingKeys: String, CodingKey {
    case items
    case newSkillsCreated = "new_skills_created"
    case roleDimensionSaved = "role_dimension_saved"
    case skillDimensionSaved = "skill_dimension_saved"
    case skipped
  }
}

/// One (known skill, dimension) of the run. Flags say that the link is in place afterwards.
public struct PersistenceItem: Codable, Hashable, Sendable {
  /// The chosen role's id; null in case E.
  @Nullable public var chosenRoleID: Int?
  /// The dimension.
  public var dimension: DimensionReference
  /// The dimension's id.
  public var dimensionID: Int
  /// The skill as the JD names it.
  public var inputSkill: String
  /// Null, as recorded.
  @Nullable public var llmRole: String?
  /// Whether the dimension is under the chosen role.
  public var matchedChosenRole: Bool
  /// What happened, in a line as recorded.
  public var outcomeLine: String
  /// Whether the chosen role is linked to the dimension afterwards.
  public var roleDimensionSaved: Bool
  /// The roles that have the dimension, ascending by id.
  public var rolesFromDB: [RoleReference]
  /// Whether the skill is linked to the dimension afterwards: always.
  public var skillDimensionSaved: Bool
  /// The library skill's id.
  public var skillID: Int
  /// `in_db`.
  public var skillTag: String
  /// Null, as recorded.
  @Nullable public var skippedReason: String?

  enum CodingKeys: String, CodingKey {
    case chosenRoleID = "chosen_role_id"
    case dimension
    case dimensionID = "dimension_id"
    case inputSkill = "input_skill"
    case llmRole = "llm_role"
    case matchedChosenRole = "matched_chosen_role"
    case outcomeLine = "outcome_line"
    case roleDimensionSaved = "role_dimension_saved"
    case rolesFromDB = "roles_from_db"
    case skillDimensionSaved = "skill_dimension_saved"
    case skillID = "skill_id"
    case skillTag = "skill_tag"
    case skippedReason = "skipped_reason"
  }
}
