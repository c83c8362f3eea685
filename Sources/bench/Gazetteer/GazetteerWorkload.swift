import Foundation
import SimCore

/// Names compiled for one text.
struct GazetteerWorkload {
  let names: [String]
  let text: [UInt8]
  private let gazetteer: Gazetteer

  init(names: [String], text: [UInt8]) {
    self.names = names
    self.text = text
    gazetteer = Self.compile(names)
  }

  private static func compile(_ names: [String]) -> Gazetteer {
    Gazetteer(names.enumerated().map { Gazetteer.Entry(id: $0, text: $1) })
  }

  /// Times compiling, mapping back and matching. The mapped gazetteer must find what the compiled
  /// one does.
  func report(seconds: Double) throws -> Report {
    let found = gazetteer.matches(in: text)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-\(UUID().uuidString).gazetteer").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mapped: Gazetteer
    let fileSize: Int
    do {
      try gazetteer.save(to: path, identifier: "bench")
      mapped = try Gazetteer(mapping: path, identifier: "bench")
      fileSize = try Data(contentsOf: URL(fileURLWithPath: path)).count
    } catch {
      throw BenchError.fault("the compiled names cannot be saved and opened: \(error)")
    }
    guard mapped.matches(in: text) == found else {
      throw BenchError.fault("the mapped gazetteer finds other names than the compiled one")
    }
    let build = Measurement(budget: seconds / 4, warmUps: 1, minimumRuns: 3) { _ in
      _ = Self.compile(names)
    }
    let open = try Measurement(budget: seconds / 8) { _ in
      _ = try Gazetteer(mapping: path, identifier: "bench")
    }
    let match = Measurement(budget: seconds, minimumRuns: 5) { _ in
      _ = mapped.matches(in: text)
    }
    var report = Report()
    report.add("benchmark", .text("gazetteer"))
    report.add("names", .integer(names.count))
    report.add("text_mb", .number(Double(text.count) / 1e6, decimals: 2))
    report.add("matches", .integer(found.count))
    report.add("mb_per_s", .number(Double(text.count) / 1e6 / match.median, decimals: 1))
    report.add("median_ms", .number(match.median * 1e3, decimals: 3))
    report.add("build_ms", .number(build.median * 1e3, decimals: 2))
    report.add("open_ms", .number(open.median * 1e3, decimals: 3))
    report.add("file_mib", .number(Double(fileSize) / 1_048_576, decimals: 2))
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.addMachine()
    return report
  }

  /// Writes what is found.
  func write(matchesTo path: String) throws {
    let lines = gazetteer.matches(in: text).map { "\($0.start) \($0.end) \($0.id)\n" }.joined()
    guard FileManager.default.createFile(atPath: path, contents: Data(lines.utf8)) else {
      throw BenchError.unwritable(path)
    }
  }
}
