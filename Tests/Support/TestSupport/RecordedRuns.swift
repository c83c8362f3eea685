import Foundation

/// The recorded runs beside the project, where they are present.
package enum RecordedRuns {
  private static let folder =
    URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/shared/conformance"

  /// The files, sorted; none where the folder is absent.
  package static let paths: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".json") }.sorted().map { folder + "/" + $0 }
}
