import GRDB
import Pipeline
import Testing

extension CommandSuite {
  @Suite struct ShowCommandTests {
    /// What `classify` showed, `show` shows again, from the store alone.
    @Test func aStoredRunIsShownAgain() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      let first = try await CommandLineTool.succeed(
        ["classify", "--embedder", "hashing", "jd.txt"], in: folder
      ).output
      for words in ["What the job is like", "  nature of work: ", "  AI index: ", " / 5"] {
        #expect(first.contains(words), "lacks \(words)")
      }
      let id = try #require(
        first.split(separator: "\n").last { $0.hasPrefix("run ") }?.split(separator: " ")[1])
      let again = try await CommandLineTool.succeed(["show", String(id)], in: folder).output
      #expect(again == first)
      let capitals = try await CommandLineTool.succeed(["show", id.uppercased()], in: folder).output
      #expect(capitals == first)
      let json = try await CommandLineTool.succeed(["show", "--json", String(id)], in: folder)
      let run = try RecordCoding.record(JSONValue.self, from: json.output)
      #expect(run.string("run_id") == String(id) && run.string("status") == "completed")
      #expect(run.string("client_output.provider") == "rules")
      #expect(run.at("model_calls") == .array([]))
      #expect(run.string("extract_from_jd.run_id") == String(id))
    }

    /// What no client has read yet is shown as well, and stays for the first client to be built.
    @Test func theStoreStaysAsItIs() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let queue = try DatabaseQueue(path: folder.store)
      let id = try await queue.write { database in
        try database.execute(sql: "UPDATE runs SET client_output = NULL")
        return try String.fetchOne(database, sql: "SELECT id FROM runs")
      }
      try queue.close()
      let before = try folder.contents()
      let shown = try await CommandLineTool.succeed(["show", try #require(id)], in: folder)
      #expect(shown.output.contains("  nature of work: "), "\(shown)")
      _ = try await CommandLineTool.succeed(
        ["review", "never", "Cook", "--any-skill", "--preview"], in: folder)
      try folder.write(#"{"id": "1", "text": "Flutter Developer"}"#, to: "ads.jsonl")
      _ = try await CommandLineTool.succeed(
        ["rescore", "--db", "rolewise.db", "--input", "ads.jsonl", "--output", "out.jsonl"]
          + ["--embedder", "hashing"], in: folder)
      let after = try folder.contents()
      #expect(before.allSatisfy { after[$0.key] == $0.value })
      #expect(
        Set(after.keys).subtracting(before.keys).sorted()
          == ["ads.jsonl", "out.jsonl", "out.jsonl.manifest"])
    }

    @Test func aRunThatIsNotThereIsNamed() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try await expectRefusal(
        of: ["show", "nobody"], in: folder, exitCode: 66, saying: "nobody")
    }
  }
}
