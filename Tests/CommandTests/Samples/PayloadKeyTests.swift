import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// Payloads have exactly the keys of the recorded runs.
  @Suite struct PayloadKeyTests {
    static let hasRecordedRuns = PackagePaths.exists(PackagePaths.recordedRuns)

    /// The keys of the recordings where they are there, else the committed list.
    private func keys() throws -> (keys: PayloadKeys, source: String) {
      if Self.hasRecordedRuns {
        return (
          try PayloadKeys(recordedRuns: PackagePaths.recordedRuns), PackagePaths.recordedRuns
        )
      }
      return (try committedKeys(), PackagePaths.payloadKeys)
    }

    private func committedKeys() throws -> PayloadKeys {
      PayloadKeys(list: try String(contentsOfFile: PackagePaths.payloadKeys, encoding: .utf8))
    }

    @Test func theSamplesHaveExactlyTheRecordedKeys() async throws {
      let (keys, source) = try keys()
      print("Payload keys: \(keys.paths.count) key paths from \(source)")
      #expect(keys.paths.count > 250)
      for sample in try await SamplePayloads.all() {
        let breaches = keys.breaches(in: sample.payloads)
        #expect(breaches.isEmpty, "\(sample.name): \(breaches.joined(separator: "\n"))")
      }
    }

    /// A recorded path may be missing only where what holds it is null or empty in all samples.
    @Test func theSamplesReachTheRecordedKeys() async throws {
      let (keys, _) = try keys()
      var reached = PayloadKeys()
      for sample in try await SamplePayloads.all() { reached.add(sample.payloads) }
      let missing = Set(keys.paths.keys).subtracting(reached.paths.keys)
      let unexplained = missing.filter { path in
        // The nearest ancestor that the samples have must be null or empty there.
        var ancestor = path
        while reached.paths[ancestor] == nil, let dot = ancestor.lastIndex(of: ".") {
          ancestor = String(ancestor[..<dot])
          if ancestor.hasSuffix("[]") { ancestor = String(ancestor.dropLast(2)) }
        }
        return reached.paths[ancestor] != false
      }
      print("Payload keys: \(missing.count) paths lie below what is null or empty in all samples")
      #expect(unexplained.isEmpty, "\(unexplained.sorted())")
    }

    @Test(.enabled(if: hasRecordedRuns, "../shared is absent"))
    func theCommittedListIsThatOfTheRecordings() throws {
      let recorded = try PayloadKeys(recordedRuns: PackagePaths.recordedRuns)
      #expect(try committedKeys() == recorded, "run scripts/generate-payload-keys.py")
    }
  }
}
