import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// `export-run`, and `replay` of what it wrote.
  @Suite struct ExportRunTests {
    /// A folder whose store has decided some of the samples, and their run ids.
    private static func folder() async throws -> (WorkFolder, [String]) {
      let folder = try WorkFolder()
      let files = ["mobile-collision", "pastry-chef", "not-a-jd"].map {
        PackagePaths.root + "/data/samples/\($0).txt"
      }
      let outcome = try await CommandLineTool.succeed(
        ["classify", "--json", "--embedder", "hashing"] + files, in: folder)
      return (
        folder, try outcome.jsonLines().compactMap { $0.string("extract_from_jd.run_id") }
      )
    }

    @Test func whatIsExportedReplaysTheSame() async throws {
      let (folder, ids) = try await Self.folder()
      try #require(ids.count == 3)
      for id in ids {
        let outcome = try await CommandLineTool.succeed(
          ["export-run", id, "--embedder", "hashing", "--output", "\(id).json"], in: folder)
        #expect(outcome.output.contains("replays the same") && outcome.errors.isEmpty)
      }
      let outcome = try await CommandLineTool.succeed(
        ["replay"] + ids.map { "\($0).json" }, in: folder)
      #expect(outcome.outputLines.allSatisfy { $0.hasSuffix(": same") })
      #expect(outcome.outputLines.count == ids.count)
      let piped = try await CommandLineTool.succeed(
        ["replay", "-"], in: folder, input: Array(try folder.bytes(of: "\(ids[0]).json")))
      #expect(piped.output == "-: same\n")
    }

    /// A bundle that is there and cannot be read is another fault than one that is not there.
    @Test func whatIsNoBundleIsSaid() async throws {
      let folder = try WorkFolder()
      try folder.makeFolder("runs")
      try folder.write("", to: "empty.json")
      for (name, exitCode, words) in [
        ("runs", 74, "cannot read runs: it is a folder"),
        ("nowhere.json", 66, "there is no file nowhere.json"),
        ("empty.json", 65, "empty.json is no run bundle"),
      ] as [(String, Int32, String)] {
        try await expectRefusal(
          of: ["replay", name], in: folder, exitCode: exitCode, saying: words)
      }
    }

    /// Each bundle that cannot be replayed is named, and the first of them gives the exit code.
    @Test func badBundlesDoNotStopTheOthers() async throws {
      let (folder, ids) = try await Self.folder()
      let id = try #require(ids.first)
      let bundle = try await CommandLineTool.succeed(
        ["export-run", id, "--embedder", "hashing"], in: folder)
      try folder.write(bundle.output, to: "run.json")
      try folder.write("{", to: "broken.json")
      let other = bundle.output.replacing("run-bundle", with: "other-bundle")
      try folder.write(other, to: "other.json")
      let outcome = try await CommandLineTool.run(
        ["replay", "broken.json", "run.json", "nowhere.json", "other.json", "run.json"], in: folder)
      #expect(outcome.exitCode == 65, "\(outcome)")
      #expect(outcome.output == "run.json: same\nrun.json: same\n")
      let lines = outcome.errors.split(separator: "\n")
      try #require(lines.count == 3, "\(outcome)")
      for (line, name) in zip(lines, ["broken.json", "nowhere.json", "other.json"]) {
        #expect(line.contains(name))
      }
    }

    @Test func anotherPolicyIsADifferenceAndExit1() async throws {
      let (folder, ids) = try await Self.folder()
      let id = try #require(ids.first)
      let bundle = try await CommandLineTool.succeed(
        ["export-run", id, "--embedder", "hashing"], in: folder)
      try folder.write(bundle.output, to: "run.json")
      try folder.write(#"{"shortlist_size": 2}"#, to: "policy.json")
      let outcome = try await CommandLineTool.run(
        ["replay", "run.json", "--policy", "policy.json"], in: folder)
      #expect(outcome.exitCode == 1, "\(outcome)")
      #expect(outcome.output.contains("stage3_signals.kra_match_roles[2]"))
    }

    @Test func whatCannotBeExportedIsSaid() async throws {
      let (folder, ids) = try await Self.folder()
      let id = try #require(ids.first)
      try await expectRefusal(
        of: ["export-run", "no-such-run", "--embedder", "hashing"], in: folder, exitCode: 66,
        saying: "no-such-run", comparing: .storeRows)
      try await expectRefusal(
        of: ["export-run", id, "--embedder", "hashing", "-o", "none/run.json"], in: folder,
        exitCode: 74, saying: "none/run.json", comparing: .storeRows)
      try await expectRefusal(
        of: ["export-run", id, "--db", "other.db", "--embedder", "hashing"], in: folder,
        exitCode: 66, saying: "other.db")
    }
  }
}
