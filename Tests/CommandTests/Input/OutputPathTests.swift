import Foundation
import Testing

extension CommandSuite {
  /// Files that are written are none that is read, none of the store, and each another: such a call
  /// is refused before anything is opened, and every file stays as it was.
  @Suite struct OutputPathTests {
    private static let hashing = ["--embedder", "hashing"]

    private func folder() async throws -> (WorkFolder, run: String) {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.write(#"{"id": "1", "text": "Flutter Developer"}"# + "\n", to: "ads.jsonl")
      try folder.write(
        #"{"id": "1", "label": "flutter", "text": "Flutter Developer"}"# + "\n", to: "rows.jsonl")
      try folder.write(#"{"roles": {"flutter": "flutter-developer"}}"#, to: "labels.json")
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("link.jsonl"), withDestinationPath: "ads.jsonl")
      let list = try await CommandLineTool.succeed(["export", "all.jsonl"], in: folder)
      #expect(list.exitCode == 0)
      let runs = try StoreRows.text(of: folder.store)
      let run = try #require(runs.firstMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/))
      return (folder, String(run.output.0))
    }

    @Test func noOutputTakesThePlaceOfWhatIsReadOrKept() async throws {
      let (folder, run) = try await folder()
      let rescore = ["rescore", "--input", "ads.jsonl", "--db", "rolewise.db"] + Self.hashing
      let evaluate =
        ["evaluate", "--labels", "labels.json", "--input", "rows.jsonl", "--db", "rolewise.db"]
        + Self.hashing
      for (arguments, words) in [
        (["export-run", run, "-o", "rolewise.db"] + Self.hashing, "belongs to the store"),
        (["export", "--force", "rolewise.db"], "belongs to the store"),
        (["export", "--force", "rolewise.db.kra-index"], "belongs to the store"),
        (rescore + ["--output", "o", "--vectors", "rolewise.db"], "belongs to the store"),
        (rescore + ["--output", "o", "--vectors", "ads.jsonl"], "is read by this command"),
        (rescore + ["--output", "o", "--vectors", "link.jsonl"], "is read by this command"),
        (rescore + ["--output", "o", "--vectors", "./o"], "would be written twice"),
        (
          rescore + ["--output", "o", "--diff", "all.jsonl", "--flips", "all.jsonl"],
          "is read by this command"
        ),
        (evaluate + ["--predictions", "rolewise.db"], "belongs to the store"),
        (evaluate + ["--predictions", "rows.jsonl"], "is read by this command"),
        (evaluate + ["--predictions", "p", "--figure", "p"], "would be written twice"),
        (["encode", "--output", "ads.jsonl", "ads.jsonl"], "is read by this command"),
      ] {
        try await expectRefusal(of: arguments, in: folder, exitCode: 64, saying: words)
      }
    }

    /// Devices hold nothing that could be lost.
    @Test func aDeviceMayTakeAll() async throws {
      let (folder, run) = try await folder()
      _ = try await CommandLineTool.succeed(
        ["export-run", run, "-o", "/dev/null"] + Self.hashing, in: folder)
      _ = try await CommandLineTool.succeed(
        ["evaluate", "--labels", "labels.json", "--input", "rows.jsonl"] + Self.hashing
          + ["--predictions", "/dev/null", "--figure", "/dev/null"], in: folder)
    }
  }
}
