import Foundation

/// Where the package and what stands beside it are.
enum PackagePaths {
  /// The package's folder.
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    while let last = parts.popLast(), last != "Tests" {}
    return parts.joined(separator: "/")
  }()

  static let catalog = root + "/data/catalog"
  static let samples = root + "/data/samples"
  static let payloadKeys = root + "/Tests/Golden/payload-keys.txt"

  /// The model folder: `$ROLEWISE_MODEL`, else `.cache/model`.
  static let model =
    ProcessInfo.processInfo.environment["ROLEWISE_MODEL"] ?? root + "/.cache/model"

  /// Recordings and evaluation data beside the package, where they are.
  static let shared = URL(fileURLWithPath: root + "/../shared").standardizedFileURL.path
  static let recordedRuns = shared + "/conformance"
  static let trainingAds = shared + "/eval/jds-train.jsonl"

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The sample job descriptions, by name.
  static func sampleNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: samples)
      .filter { $0.hasSuffix(".txt") }.sorted()
  }

  /// A built program: it lies in the folder of the running test bundle.
  static func program(_ name: String) throws -> String {
    let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/\(name)"
    guard exists(path) else { throw NotBuilt(path: path) }
    return path
  }

  struct NotBuilt: Error, CustomStringConvertible {
    let path: String
    var description: String { "there is no \(path); swift build --build-tests makes it" }
  }
}
