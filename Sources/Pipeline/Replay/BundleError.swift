/// Why a file is no usable run bundle.
public enum BundleError: FaultError, Equatable {
  case malformed(path: String, reason: String)
  case unsupportedFormat(path: String, found: String)
  case badVector(String, reason: String)
  case missingAnswer(String, skill: String?)
  case badAnswer(String, reason: String)
  case unknownQueue(String)
  case impossibleID(Int, queue: String)
  case badCentroid(roleID: Int, dimension: Int)
  case repeated(String, String)
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
