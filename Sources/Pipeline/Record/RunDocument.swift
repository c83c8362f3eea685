/// A stored run as one JSON object: what the store knows of it.
public struct RunDocument: Encodable, Sendable {
  public let runID: String
  public let status: String
  public let createdAt: String
  public let updatedAt: String
  public let text: String
  public let extractFromJD: ExtractFromJD
  @Nullable public var extractDetails: ExtractDetails?
  @Nullable public var finalRoleOutput: FinalRoleOutput?
  public let record: RunRecord
  @Nullable public var clientOutput: ClientOutput?
  public let modelCalls: [ModelCall]

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
