/// A stored run as one JSON object: what the store knows of it.
public struct RunDocument: Encodable, Sendable {
  /// The run's id.
  public let runID: String
  /// `rejected`, `extracted`, `detailed` or `completed`.
  public let status: String
  /// When step 1 was stored, ISO 8601 in UTC.
  public let createdAt: String
  /// When the last step was stored, ISO 8601 in UTC.
  public let updatedAt: String
  /// The job description as it was given.
  public let text: String
  /// Step 1.
  public let extractFromJD: ExtractFromJD
  /// Step 2; null where it has not been called, as the next.
  @Nullable public var extractDetails: ExtractDetails?
  /// Step 3.
  @Nullable public var finalRoleOutput: FinalRoleOutput?
  /// Everything that the payloads do not say.
  public let record: RunRecord
  /// What clients get of the run; null where there is none yet.
  @Nullable public var clientOutput: ClientOutput?
  /// The calls of models, in the order in which they began.
  public let modelCalls: [ModelCall]

  /// The document of a run, with what the store keeps apart from it.
  public init(_ run: StoredRun, clientOutput: ClientOutput?, modelCalls: [ModelCall]) {
    runID = run.id
    status = run.status.rawValue
    createdAt = run.createdAt
    updatedAt = run.updatedAt
    text = run.text
    extractFromJD = run.extractFromJD
    extractDetails = run.extractDetails
    finalRoleOutput = run.finalRoleOutput
    record = run.record
    self.clientOutput = clientOutput
    self.modelCalls = modelCalls
  }

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case status
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case text
    case extractFromJD = "extract_from_jd"
    case extractDetails = "extract_details"
    case finalRoleOutput = "final_role_output"
    case record
    case clientOutput = "client_output"
    case modelCalls = "model_calls"
  }
}
