/// Why a file is no usable run bundle.
public enum BundleError: FaultError, Equatable {
  /// The file is no JSON of a bundle's shape.
  case malformed(path: String, reason: String)
  /// `format` names another format.
  case unsupportedFormat(path: String, found: String)
  /// The vector of a text is no base64 of as many f32 as its model has components.
  case badVector(String, reason: String)
  /// A stage asked for what the bundle has no answer for.
  case missingAnswer(String, skill: String?)
  /// The answer for a purpose has another shape than the stage reads.
  case badAnswer(String, reason: String)
  /// `next_ids` names no queue.
  case unknownQueue(String)
  /// `next_ids` gives an id that is not 1 to 2⁵³.
  case impossibleID(Int, queue: String)
  /// A centroid has an impossible n, or a sum of another dimension.
  case badCentroid(roleID: Int, dimension: Int)
  /// Two entries of the catalog share an id or a slug.
  case repeated(String, String)
  /// The bundle cannot be written.
  case unwritable(path: String, reason: String)

  public var fault: Fault {
    if case .unwritable = self { .inputOutput } else { .badData }
  }

  public var description: String {
    switch self {
    case .malformed(let path, let reason): "\(path) is no run bundle: \(reason)"
    case .unsupportedFormat(let path, let found):
      "\(path) has the format \(found), this build reads \(RunBundle.format)"
    case .badVector(let text, let reason):
      "the bundle's vector of \"\(text.prefix(60))\" cannot be read: \(reason)"
    case .missingAnswer(let purpose, let skill):
      "the bundle has no answer for \(purpose)" + (skill.map { " of \($0)" } ?? "")
    case .badAnswer(let purpose, let reason):
      "the bundle's answer for \(purpose) cannot be read: \(reason)"
    case .badCentroid(let id, let dimension):
      "the bundle's centroid of role \(id) needs n of 0 to 2⁵³ and a sum of \(dimension) numbers"
    case .repeated(let what, let value): "the bundle's catalog has the \(what) \(value) twice"
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    case .impossibleID(let id, let queue):
      "the bundle's next_ids give \(queue) the id \(id); ids go from 1 to 2⁵³"
    case .unknownQueue(let name):
      "the bundle's next_ids name \(name), known are kra_queue, skill_queue, role_queue, "
        + "collision_log and alias_queue"
    }
  }
}
