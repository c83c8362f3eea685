import Foundation
import GRDB
import Testing

extension CommandSuite {
  /// Backups, exports, checks and forgetting, as they are called.
  @Suite struct StoreCommandTests {
    private static let runID = "3f0e6a52-7d0c-4f58-9d3f-0a8f6f1f2b11"

    /// Centroids with their bytes.
    private func learned(_ path: String) throws -> [String] {
      let queue = try DatabaseQueue(path: path)
      defer { try? queue.close() }
      return try queue.read { db in
        try Row.fetchAll(
          db,
          sql: "SELECT role_id, model, count, hex(sum) AS sum FROM centroids ORDER BY 1, 2"
        ).map { "\($0)" }
      }
    }

    @Test func backupAndRestore() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let expected = try learned(folder.store)
      _ = try await CommandLineTool.succeed(["backup", "copy.db"], in: folder)
      try await expectRefusal(
        of: ["backup", "copy.db"], in: folder, exitCode: 64, saying: "copy.db exists",
        comparing: .storeRows)
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      _ = try await CommandLineTool.succeed(
        ["classify", "--embedder", "hashing", "jd.txt"], in: folder)
      #expect(try learned(folder.store) != expected)
      try await expectRefusal(
        of: ["restore", "copy.db"], in: folder, exitCode: 64, saying: "rolewise.db exists")
      try await expectRefusal(
        of: ["restore", "none.db"], in: folder, exitCode: 66, saying: "there is no file none.db")
      _ = try await CommandLineTool.succeed(["restore", "copy.db", "--force"], in: folder)
      #expect(try learned(folder.store) == expected)
      try folder.write("no backup", to: "bad.db")
      try await expectRefusal(
        of: ["restore", "bad.db", "--force"], in: folder, exitCode: 65,
        saying: "bad.db is no Rolewise store; name another file\n")
    }

    @Test func exportAndImport() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      _ = try await CommandLineTool.succeed(["export", "store.jsonl"], in: folder)
      _ = try await CommandLineTool.succeed(
        ["import", "store.jsonl", "--db", "other.db"], in: folder)
      _ = try await CommandLineTool.succeed(
        ["export", "again.jsonl", "--db", "other.db"], in: folder)
      #expect(try folder.bytes(of: "again.jsonl") == folder.bytes(of: "store.jsonl"))
      try folder.write(folder.bytes(of: "store.jsonl").dropLast(30), to: "cut.jsonl")
      try await expectRefusal(
        of: ["import", "cut.jsonl", "--db", "new.db"], in: folder, exitCode: 65,
        saying: "cut.jsonl, line")
      try await expectRefusal(
        of: ["import", "store.jsonl", "--db", "other.db"], in: folder, exitCode: 64,
        saying: "other.db exists")
    }

    @Test func verifyAndRepair() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let good = try learned(folder.store)
      _ = try await CommandLineTool.succeed(["catalog", "verify"], in: folder)
      let queue = try DatabaseQueue(path: folder.store)
      try await queue.write { try $0.execute(sql: "UPDATE centroids SET count = count + 1") }
      try queue.close()
      let found = try await CommandLineTool.run(["catalog", "verify"], in: folder)
      #expect(found.exitCode == 65 && found.errors.contains("its runs give 1"), "\(found)")
      let repaired = try await CommandLineTool.succeed(
        ["catalog", "verify", "--repair"], in: folder)
      #expect(repaired.output.contains("repaired: the centroid of role"))
      #expect(try learned(folder.store) == good)
      _ = try await CommandLineTool.succeed(["catalog", "verify"], in: folder)
    }

    @Test func aRunIDGivesTheStoredRunAndForgettingEndsIt() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.write(
        WorkFolder.seedText + "\n- Tune the Quokkatron of the apps.\n", to: "jd.txt")
      let arguments = [
        "classify", "--json", "--embedder", "hashing", "--run-id", Self.runID, "jd.txt",
      ]
      let before = try learned(folder.store)
      let first = try await CommandLineTool.succeed(arguments, in: folder)
      let again = try await CommandLineTool.succeed(arguments, in: folder)
      #expect(first.output == again.output && !first.output.isEmpty)
      #expect(try folder.bytes(of: "rolewise.db").range(of: Data("Quokkatron".utf8)) != nil)
      // A UUID may be written in either case.
      _ = try await CommandLineTool.succeed(["forget", Self.runID.uppercased()], in: folder)
      #expect(try learned(folder.store) == before)
      for (name, bytes) in try folder.contents() where name.hasPrefix("rolewise.db") {
        #expect(bytes.range(of: Data("Quokkatron".utf8)) == nil, "\(name)")
      }
      try await expectRefusal(
        of: arguments, in: folder, exitCode: 66, saying: "was forgotten at",
        comparing: .storeRows)
      try await expectRefusal(
        of: ["forget", "nobody"], in: folder, exitCode: 66, saying: "there is no run nobody",
        comparing: .storeRows)
      for wrong in [["--run-id", "x", "jd.txt"], ["--once", "jd.txt"]] {
        try await expectRefusal(
          of: ["classify"] + wrong, in: folder, exitCode: 64, saying: "--")
      }
    }

    @Test func severalProcessesWriteOneStore() async throws {
      let folder = try WorkFolder()
      let titles = ["Flutter Developer", "Android Engineer", "Data Engineer"]
      var all = ""
      for process in 0..<3 {
        var rows = ""
        for number in 0..<4 {
          let text =
            "\(titles[number % 3])\\nResponsibilities\\n- Build the part \(process)x\(number) of "
            + "the product.\\n- Test it with the team."
          rows += "{\"id\":\"\(process)-\(number)\",\"text\":\"\(text)\"}\n"
        }
        try folder.write(rows, to: "\(process).jsonl")
        all += rows
      }
      try folder.write(all, to: "all.jsonl")
      func arguments(_ rows: String, _ store: String) -> [String] {
        ["classify", "--jsonl", "--once", "--embedder", "hashing", "--db", store, rows]
      }
      // They also make the store at once.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for process in 0..<3 {
          group.addTask {
            _ = try await CommandLineTool.succeed(
              arguments("\(process).jsonl", "shared.db"), in: folder)
          }
        }
        try await group.waitForAll()
      }
      _ = try await CommandLineTool.succeed(arguments("all.jsonl", "alone.db"), in: folder)
      let shared = try learned(folder.file("shared.db"))
      #expect(!shared.isEmpty)
      #expect(try shared == learned(folder.file("alone.db")))
      // Once more: nothing is counted twice.
      _ = try await CommandLineTool.succeed(arguments("all.jsonl", "shared.db"), in: folder)
      #expect(try learned(folder.file("shared.db")) == shared)
      _ = try await CommandLineTool.succeed(["catalog", "verify", "--db", "shared.db"], in: folder)
    }

    /// Of every command; what does not heed it waits ten seconds.
    @Test(
      arguments: [
        (["backup", "held/copy.db"], "held", 74), (["doctor"], "", 1),
      ] as [([String], String, Int32)])
    func theLockTimeoutIsHeeded(arguments: [String], held: String, exitCode: Int32) async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.makeFolder("held")
      let descriptor = open(folder.file(held), O_RDONLY | O_DIRECTORY)
      defer { close(descriptor) }
      #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      let start = ContinuousClock.now
      let outcome = try await CommandLineTool.run(
        arguments + ["--lock-timeout", "0"], in: folder)
      #expect(ContinuousClock.now - start < .seconds(10), "\(outcome)")
      #expect(outcome.exitCode == exitCode, "\(outcome)")
      #expect((outcome.output + outcome.errors).contains("is locked by another process"))
    }

    @Test func whoHoldsTheLockIsTold() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      let queue = try DatabaseQueue(path: folder.store, configuration: configuration)
      try await queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
      let outcome = try await CommandLineTool.run(
        ["classify", "--embedder", "hashing", "--lock-timeout", "0.2", "jd.txt"], in: folder)
      try await queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
      try queue.close()
      #expect(outcome.exitCode == 74, "\(outcome)")
      #expect(
        outcome.errors.contains(
          "is locked by process \(ProcessInfo.processInfo.processIdentifier) ("),
        "\(outcome)")
    }
  }
}
