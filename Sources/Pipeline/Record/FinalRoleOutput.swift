/// The payload of step 3, final-role-output. Keys are those of the recorded runs.
public struct FinalRoleOutput: Codable, Hashable, Sendable {
  @Nullable public var chosenRole: RoleReference?
  /// `in_db` or `queued_new`.
  public var chosenRoleResolution: String
  public var finalInputSkills: [TaggedSkill]
  @Nullable public var costOfStep1USD: Double?
  @Nullable public var costOfStep2USD: Double?
  @Nullable public var costOfStep3USD: Double?
  @Nullable public var totalCostUSD: Double?
  public var persistence: Persistence
  @Nullable public var plannerOutput: JSONValue?
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
  public var skill: String
  public var tag: String
}

/// The links that step 3 saved or skipped. Counters count rows created by this run.
public struct Persistence: Codable, Hashable, Sendable {
  public var items: [PersistenceItem]
  public var newSkillsCreated: Int
  public var roleDimensionSaved: Int
  public var skillDimensionSaved: Int
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
  @Nullable public var chosenRoleID: Int?
  public var dimension: DimensionReference
  public var dimensionID: Int
  public var inputSkill: String
  @Nullable public var llmRole: String?
  public var matchedChosenRole: Bool
  public var outcomeLine: String
  public var roleDimensionSaved: Bool
  public var rolesFromDB: [RoleReference]
  public var skillDimensionSaved: Bool
  public var skillID: Int
  public var skillTag: String
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
