public import Pipeline

/// Why rescoring cannot begin or go on.
public enum RescoreError: FaultError, Equatable {
  case unwritable(path: String, reason: String)
  case outputExists(path: String)
  case damagedManifest(path: String)
  case noManifest(path: String)
  case otherRun(path: String, what: String)
  case otherInput(path: String, row: Int)
  case notRescored(path: String, line: Int)
  case badVector(path: String, line: Int)
  case differentInputs(row: Int)

  public var fault: Fault {
    switch self {
    case .unwritable: .inputOutput
    case .outputExists, .noManifest, .otherRun, .otherInput: .usage
    case .damagedManifest, .notRescored, .badVector, .differentInputs: .badData
    }
  }

  public var description: String {
    switch self {
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .outputExists(let path):
      "\(path) has rows already; go on with it by --resume, or name another file"
    case .damagedManifest(let path):
      "\(path) is damaged; remove it and its output, and rescore again"
    case .noManifest(let path):
      "\(path) has rows and no manifest beside it: it cannot be resumed; name another file"
    case .otherRun(let path, let what):
      "\(path) was made with another \(what); resume with that one, or name another file"
    case .otherInput(let path, let row):
      "row \(row) of \(path) is of another input; resume with that one, or name another file"
    case .notRescored(let path, let line):
      "line \(line) of \(path) is no row of rolewise rescore"
    case .badVector(let path, let line):
      "line \(line) of \(path) is no row of rolewise rescore --vectors"
    case .differentInputs(let row):
      "row \(row) is of different JDs in the two files; rescore the same input for a comparison"
    }
  }
}
