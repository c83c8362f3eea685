import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// `rolewise rescore`, `worker` and `migrate-embeddings`.
  @Suite struct RescoreCommandTests {
    private let options = ["--embedder", "hashing", "--db", "library.db"]

    /// A folder with a store and rows, the second of which is none.
    private func folder() async throws -> WorkFolder {
      let folder = try WorkFolder()
      let rows = ["Flutter Developer", nil, "DevOps Engineer"].enumerated().map { number, title in
        guard let title else { return "no JSON" }
        let text = "\(title)\\n\\nResponsibilities:\\n• Build and run what \(title)s build and run."
        return #"{"id": "\#(number)", "text": "\#(text)"}"#
      }
      try folder.write(rows.joined(separator: "\n") + "\n", to: "ads.jsonl")
      _ = try await CommandLineTool.run(
        ["classify", "--jsonl", "ads.jsonl"] + options, in: folder)
      return folder
    }

    @Test func rescoresResumesAndCompares() async throws {
      let folder = try await folder()
      let store = try StoreRows.text(of: folder.file("library.db"))
      let command = ["rescore", "--input", "ads.jsonl"] + options
      _ = try await CommandLineTool.succeed(command + ["--output", "old.jsonl"], in: folder)
      let old = try folder.bytes(of: "old.jsonl")
      let rows = try old.split(separator: 0x0A).map {
        try JSONDecoder().decode(JSONValue.self, from: Data($0))
      }
      #expect(rows.count == 3)
      #expect(rows[0].string("slug") == "flutter-developer")
      #expect(rows[1].at("error") != nil && rows[0].at("error") == nil)
      #expect(try StoreRows.text(of: folder.file("library.db")) == store)
      let again = try await CommandLineTool.run(command + ["--output", "old.jsonl"], in: folder)
      #expect(again.exitCode == 64 && again.errors.contains("--resume"))
      try folder.write(old.prefix(old.count / 2), to: "old.jsonl")
      _ = try await CommandLineTool.succeed(
        command + ["--output", "old.jsonl", "--resume"], in: folder)
      #expect(try folder.bytes(of: "old.jsonl") == old)
      try folder.write(#"{"arbiter_floor": 1, "kra_floor": 1}"#, to: "policy.json")
      let diff = try await CommandLineTool.succeed(
        command + [
          "--output", "new.jsonl", "--policy", "policy.json", "--diff", "old.jsonl", "--json",
          "--figure", "flips.svg", "--vectors", "new.vectors", "--centroids", "new.centroids",
        ], in: folder
      ).json()
      #expect(diff.at("flips") != nil && diff.at("pairs") != nil)
      #expect(String(decoding: try folder.bytes(of: "flips.svg"), as: UTF8.self).hasPrefix("<svg"))
      let other = try await CommandLineTool.run(
        command + ["--output", "new.jsonl", "--resume"], in: folder)
      #expect(other.exitCode == 64 && other.errors.contains("another policy"))
    }

    @Test func theWorkerAnswersEachLine() async throws {
      let folder = try await folder()
      _ = try await CommandLineTool.succeed(
        ["rescore", "--input", "ads.jsonl", "--output", "out.jsonl"] + options, in: folder)
      let outcome = try await CommandLineTool.run(
        ["worker"] + options, in: folder, input: try [UInt8](folder.bytes(of: "ads.jsonl")))
      #expect(outcome.exitCode == 0)
      let handshake = try #require(try outcome.jsonLines().first)
      #expect(handshake.string("format") == "rolewise-worker/1")
      let rows = outcome.outputLines.dropFirst().map { $0 + "\n" }.joined()
      #expect(Array(rows.utf8) == (try [UInt8](folder.bytes(of: "out.jsonl"))))
    }

    @Test func faultsAreOneLine() async throws {
      let folder = try await folder()
      let faults: [([String], Int32)] = [
        (["rescore", "--output", "x"] + options, 64),
        (["rescore", "--input", "none.jsonl", "--output", "x"] + options, 66),
        (["rescore", "--input", "ads.jsonl", "--output", "x", "--json"] + options, 64),
        (["rescore", "--input", "ads.jsonl", "--output", "no/where"] + options, 74),
        (["rescore", "--input", "ads.jsonl", "--output", "x", "--db", "none.db"], 66),
        (["migrate-embeddings", "--to", "hashing"] + options, 64),
      ]
      for (arguments, code) in faults {
        let outcome = try await CommandLineTool.run(arguments, in: folder)
        #expect(outcome.exitCode == code, "\(arguments): \(outcome)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome)")
      }
    }
  }
}
