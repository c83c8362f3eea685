import Foundation
import Pipeline

/// The body of step 1 and of `/classify`.
struct JDRequest: Decodable, Sendable {
  var text: String
  /// The id that the run gets, a UUID in lower case; nil for a new one.
  var runID: String?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case text = "jd_text"
    case runID = "run_id"
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(notIn: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    text = try values.decode(String.self, forKey: .text)
    runID =
      values.contains(.runID)
      ? try RunRequest.identifier(values.decode(String.self, forKey: .runID)) : nil
  }
}

/// The body of steps 2 and 3.
struct RunRequest: Decodable, Sendable {
  var runID: String

  enum CodingKeys: String, CodingKey, CaseIterable {
    case runID = "run_id"
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(notIn: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    runID = try Self.identifier(values.decode(String.self, forKey: .runID))
  }

  /// A run's id as the store writes it.
  static func identifier(_ text: String) throws -> String {
    guard text.utf8.count == 36, let identifier = UUID(uuidString: text) else {
      throw Problem.badRequest("run_id is no UUID")
    }
    return identifier.uuidString.lowercased()
  }
}

/// The answer of `/classify`.
struct ClassifiedRun: Encodable, Sendable {
  var runID: String
  var status: StoredRun.Status
  @Nullable var calibratedConfidence: Double?
  var extractFromJD: ExtractFromJD
  @Nullable var extractDetails: ExtractDetails?
  @Nullable var finalRoleOutput: FinalRoleOutput?

  init(_ run: StoredRun) {
    runID = run.id
    status = run.status
    calibratedConfidence = run.record.calibratedConfidence
    extractFromJD = run.extractFromJD
    extractDetails = run.extractDetails
    finalRoleOutput = run.finalRoleOutput
  }

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case status
    case calibratedConfidence = "calibrated_confidence"
    case extractFromJD = "extract_from_jd"
    case extractDetails = "extract_details"
    case finalRoleOutput = "final_role_output"
  }
}
