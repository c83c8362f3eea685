import Foundation
package import Pipeline

/// Standard error, for people.
package enum Console {
  /// Prints one line and ends the process with the fault's exit code.
  package static func fail(_ message: String, fault: Fault) -> Never {
    complain(message)
    Foundation.exit(fault.rawValue)
  }

  /// Prints one line.
  package static func complain(_ message: String) {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Data("\(programName): \(line)\n".utf8))
  }

  /// Prints one line of what was done.
  package static func say(_ message: String) {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
  }

  /// Writes out what was printed; an answer that nobody gets is a failure.
  package static func flush() {
    guard fflush(nil) != 0 else { return }
    fail("cannot write standard output: \(String(cString: strerror(errno)))", fault: .inputOutput)
  }

  /// A count of rows on a terminal; nothing into a pipe or a file.
  package static func show(rowCount: Int) {
    guard isatty(2) == 1 else { return }
    FileHandle.standardError.write(Data("\rrows \(rowCount)".utf8))
  }

  /// A progress bar on a terminal; nothing into a pipe or a file.
  package static func show(_ progress: BuildProgress) {
    guard isatty(2) == 1 else { return }
    let width = 30
    let filled = progress.total == 0 ? width : width * progress.done / progress.total
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
    let end = progress.done == progress.total ? "\n" : ""
    FileHandle.standardError.write(
      Data("\r\(progress.what) \(bar) \(progress.done)/\(progress.total)\(end)".utf8))
  }

  /// What the process was started as.
  private static let programName =
    CommandLine.arguments.first.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "rolewise"
}
