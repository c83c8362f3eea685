public import Pipeline

/// Why rescoring cannot begin or go on.
public enum RescoreError: FaultError, Equatable {
  /// A file cannot be written.
  case unwritable(path: String, reason: String)
  /// The output has rows, and the run is not to be resumed.
  case outputExists(path: String)
  /// The manifest is no JSON of its shape.
  case damagedManifest(path: String)
  /// The output has rows and no manifest beside it.
  case noManifest(path: String)
  /// The manifest names another model, library, policy or the like than this run has.
  case otherRun(path: String, what: String)
  /// A row of the output is not that of the input's row.
  case otherInput(path: String, row: Int)
  /// A line is no row of an output.
  case notRescored(path: String, line: Int)
  /// A line is no row of a vectors file.
  case badVector(path: String, line: Int)
  /// Two outputs are of different inputs from this row on.
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
