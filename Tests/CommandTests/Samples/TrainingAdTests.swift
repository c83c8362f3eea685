import Foundation
import Testing

extension CommandSuite {
  /// A hundred real ads in one process.
  @Suite struct TrainingAdTests {
    @Test(
      .enabled(if: PackagePaths.exists(PackagePaths.trainingAds), "../shared is absent"),
      arguments: [WorkFolder.Embedder.hashing, .encoder])
    func everyAdEndsDecidedQueuedOrRejected(embedder: WorkFolder.Embedder) async throws {
      let folder = try WorkFolder()
      try await folder.addStore(of: embedder)
      let count = 100
      let ads = try Data(contentsOf: URL(fileURLWithPath: PackagePaths.trainingAds))
        .split(separator: 0x0A).prefix(count)
      #expect(ads.count == count)
      try folder.write(ads.joined(separator: [0x0A]), to: "ads.jsonl")
      let outcome = try await CommandLineTool.run(
        ["classify", "--json", "--jsonl", "--embedder", embedder.rawValue, "ads.jsonl"], in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(outcome.errors.isEmpty)
      let payloads = try outcome.jsonLines()
      #expect(payloads.count == count)
      var counts = ["decided": 0, "queued": 0, "rejected": 0]
      for (row, payload) in payloads.enumerated() {
        switch RunEnd(payload) {
        case .decided?: counts["decided", default: 0] += 1
        case .queued?: counts["queued", default: 0] += 1
        case .rejected?: counts["rejected", default: 0] += 1
        case nil: Issue.record("row \(row + 1) ends in none of the three")
        }
      }
      print(
        "Training ads with \(embedder): \(counts["decided", default: 0]) decided, "
          + "\(counts["queued", default: 0]) queued, \(counts["rejected", default: 0]) rejected")
    }
  }
}
