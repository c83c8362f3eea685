import Foundation
import SimCore

/// What the figures depend on besides the code.
enum Machine {
  /// The CPU's name as the system gives it.
  static var processorName: String {
    let lines = read("/proc/cpuinfo").split(separator: "\n")
    for key in ["model name", "CPU part"] {
      if let line = lines.first(where: { $0.hasPrefix(key) }), let colon = line.firstIndex(of: ":")
      {
        return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      }
    }
    return "unknown"
  }

  /// Processors that this process may use.
  static var processorCount: Int { WorkerPool.availableProcessorCount }

  /// The core type that OpenBLAS chose its kernels for.
  static var blasCoreName: String { LinearAlgebra.blasCoreName }

  /// Now, in UTC.
  static var date: String { Date().formatted(.iso8601) }

  /// The largest resident set of this process so far, in MiB.
  static var peakMebibytes: Double { mebibytes(of: "VmHWM:") }

  /// The resident set of this process, in MiB.
  static var residentMebibytes: Double { mebibytes(of: "VmRSS:") }

  private static func mebibytes(of field: String) -> Double {
    let line = read("/proc/self/status").split(separator: "\n").first { $0.hasPrefix(field) }
    let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
    return (kibibytes.flatMap { Double($0) } ?? 0) / 1024
  }

  private static func read(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
