/// Whose fault an error is; drivers turn it into an exit code or an HTTP status.
public enum Fault: Int32, Sendable {
  /// The call is wrong (`EX_USAGE`).
  case usage = 64
  /// The input's contents are wrong (`EX_DATAERR`).
  case badData = 65
  /// The input is not there (`EX_NOINPUT`).
  case missingInput = 66
  /// Ours (`EX_SOFTWARE`).
  case ours = 70
  /// The disk or the system (`EX_IOERR`).
  case inputOutput = 74
}

/// An error that a person reads: its description is one line that says what is wrong and what to
/// do.
public protocol FaultError: Error, CustomStringConvertible {
  var fault: Fault { get }
}
