import Foundation
import GRDB
import Pipeline
import Testing

extension CommandSuite {
  @Suite struct RepeatedRunTests {
    @Test func theSameTextTwiceGivesTwoRuns() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      let outcome = try await CommandLineTool.succeed(
        ["classify", "--json", "--embedder", "hashing", "jd.txt", "jd.txt"], in: folder)
      let payloads = try outcome.jsonLines()
      let identifiers = payloads.compactMap { $0.string("extract_from_jd.run_id") }
      #expect(Set(identifiers).count == 2)
      #expect(identifiers.allSatisfy { UUID(uuidString: $0) != nil })
      // The store had one run of this text already.
      let counts = payloads.map { $0.at("extract_from_jd.stage5_updates.centroid_n_after") }
      #expect(counts == [.number(2), .number(3)])
      let queue = try DatabaseQueue(path: folder.store)
      let stored = try await queue.read { database in
        try String.fetchAll(database, sql: "SELECT id FROM runs WHERE status = 'completed'")
      }
      try queue.close()
      #expect(stored.count == 3)
      #expect(Set(stored).isSuperset(of: identifiers))
    }

    /// The id of a stored run is for its text alone: another text would get its answer.
    @Test func anotherTextUnderAStoredIDIsRefused() async throws {
      let folder = try WorkFolder()
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      try folder.write(WorkFolder.seedText + "Also writes tests.\n", to: "other.txt")
      let id = UUID().uuidString.lowercased()
      let classify = ["classify", "--embedder", "hashing"]
      let command = classify + ["--run-id", id]
      let first = try await CommandLineTool.succeed(command + ["--json", "jd.txt"], in: folder)
      let again = try await CommandLineTool.succeed(command + ["--json", "jd.txt"], in: folder)
      #expect(again.output == first.output)
      try await CommandTests.expectRefusal(
        of: command + ["other.txt"], in: folder, exitCode: 65,
        saying: "run \(id) is stored with another text", comparing: .storeRows)
      let rows = [("a", "Flutter Developer"), ("a", "Java Developer"), ("b", "iOS Developer")].map {
        #"{"id": "\#($0)", "text": "\#($1)\n\nYou will build and test what people use."}"#
      }
      try folder.write(rows.joined(separator: "\n"), to: "rows.jsonl")
      let outcome = try await CommandLineTool.run(
        classify + ["--jsonl", "--once", "rows.jsonl"], in: folder)
      #expect(outcome.exitCode == 65)
      #expect(outcome.outputLines.count == 2, "the rows before and after are decided")
      #expect(outcome.errors.contains("line 2: the id a is stored with another text"))
      let forgotten = RunIdentifier.named("row:a")
      _ = try await CommandLineTool.succeed(["forget", forgotten], in: folder)
      let rest = try await CommandLineTool.run(
        classify + ["--jsonl", "--once", "rows.jsonl"], in: folder)
      #expect(rest.exitCode == 65 && rest.outputLines.count == 1, "\(rest)")
      #expect(rest.errors.contains("line 1: the row a was forgotten at"))
    }

    @Test func theStoreIsWholeAfterEveryCommand() async throws {
      let folder = try WorkFolder()
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      _ = try await CommandLineTool.succeed(
        ["classify", "--embedder", "hashing", "jd.txt"], in: folder)
      // Nothing is left in a write-ahead log: the file can be copied by itself.
      #expect(
        try folder.contents().keys.sorted() == [
          "jd.txt", "rolewise.db", "rolewise.db.gazetteer", "rolewise.db.kra-index",
        ])
    }
  }
}
