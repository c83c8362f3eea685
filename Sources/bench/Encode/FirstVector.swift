import Foundation

/// The time from a new process to its first vector: this program started again to encode one
/// sentence, files in the page cache.
struct FirstVector {
  /// The middle of several starts.
  let milliseconds: Double

  init(folder: String, precision: String) throws {
    let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let times = try (0..<7).map { _ in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = [
        "encode", "--model", folder, "--precision", precision, "--only-first-vector",
      ]
      // The pipe ends with the process; `waitUntilExit` looks every 50 ms only.
      let output = Pipe()
      process.standardOutput = output
      let start = ContinuousClock.now
      try process.run()
      _ = try output.fileHandleForReading.readToEnd()
      let elapsed = ContinuousClock.now - start
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw BenchError.fault("a new process cannot encode; report this as a bug")
      }
      return elapsed / .milliseconds(1)
    }
    milliseconds = times.sorted()[times.count / 2]
  }
}
