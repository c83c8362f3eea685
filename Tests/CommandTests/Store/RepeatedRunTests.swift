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
