import Foundation
import GRDB
import Testing

extension CommandSuite {
  /// Files that are no store of ours, or no whole one: refused and left as they are.
  @Suite struct BadStoreTests {
    @Test func aFileThatIsNoDatabase() async throws {
      let folder = try WorkFolder()
      try folder.write(String(repeating: "This is a letter.\n", count: 500), to: "rolewise.db")
      try await expectRefusal(in: folder, exitCode: 65, saying: "is no Rolewise store")
    }

    @Test func aDatabaseOfAnotherApplication() async throws {
      let folder = try WorkFolder()
      try change(folder.store) { database in
        try database.execute(
          sql: "CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('Soup')")
      }
      try await expectRefusal(in: folder, exitCode: 65, saying: "is no Rolewise store")
    }

    @Test func aStoreOfANewerRolewise() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try change(folder.store) { database in
        try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-the-future')")
      }
      try await expectRefusal(in: folder, exitCode: 65, saying: "newer Rolewise")
    }

    /// What only looks does not bring it up to date either; a backup is of the store as it is.
    @Test func aStoreOfAnEarlierRolewise() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try change(folder.store) { database in
        try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '17-%'")
      }
      try folder.write("Flutter Developer", to: "ads.jsonl")
      for arguments in [
        ["show", "nobody"], ["review", "list"],
        ["review", "never", "x", "--any-skill", "--preview"],
        ["rescore", "--db", "rolewise.db", "--input", "ads.jsonl", "--output", "out.jsonl"]
          + ["--embedder", "hashing"],
        ["worker", "--db", "rolewise.db", "--embedder", "hashing"],
        ["migrate-embeddings", "--embedder", "hashing", "--to", "hashing", "--dry-run"],
        ["catalog", "stats"], ["export", "rows.jsonl"],
      ] {
        try await CommandTests.expectRefusal(
          of: arguments, in: folder, exitCode: 65, saying: "was written by an earlier Rolewise")
      }
      let before = try folder.bytes(of: "rolewise.db")
      _ = try await CommandLineTool.succeed(["backup", "copy.db"], in: folder)
      #expect(try folder.bytes(of: "rolewise.db") == before)
      try await CommandTests.expectRefusal(
        of: ["catalog", "stats", "--db", "copy.db"], in: folder, exitCode: 65,
        saying: "was written by an earlier Rolewise")
    }

    @Test func aDamagedStore() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      var bytes = try folder.bytes(of: "rolewise.db")
      for offset in bytes.indices.dropFirst(4096) { bytes[offset] = 0xA5 }
      try folder.write(bytes, to: "rolewise.db")
      try await expectRefusal(in: folder, exitCode: 65, saying: "is damaged")
    }

    @Test func aTruncatedStore() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.write(folder.bytes(of: "rolewise.db").prefix(20_000), to: "rolewise.db")
      try await expectRefusal(in: folder, exitCode: 65, saying: "is damaged")
    }

    @Test func aFolderForAFile() async throws {
      let folder = try WorkFolder()
      try folder.makeFolder("rolewise.db")
      try await expectRefusal(in: folder, exitCode: 74, saying: "rolewise.db")
    }

    @Test func aMissingFolder() async throws {
      let folder = try WorkFolder()
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      try await CommandTests.expectRefusal(
        of: ["classify", "--embedder", "hashing", "--db", "nowhere/rolewise.db", "jd.txt"],
        in: folder, exitCode: 66, saying: "the folder of nowhere/rolewise.db does not exist")
    }

    /// Every command that opens a store refuses it.
    private func expectRefusal(
      in folder: WorkFolder, exitCode: Int32, saying words: String,
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      for arguments in [
        ["classify", "--embedder", "hashing", "jd.txt"],
        ["catalog", "import", PackagePaths.catalog], ["catalog", "export", "out"],
        ["catalog", "stats"], ["catalog", "verify"],
      ] {
        try await CommandTests.expectRefusal(
          of: arguments, in: folder, exitCode: exitCode, saying: words,
          sourceLocation: sourceLocation)
      }
    }

    /// Changes a database file, which is made where missing, and closes it.
    private func change(_ path: String, _ body: (Database) throws -> Void) throws {
      let queue = try DatabaseQueue(path: path)
      try queue.write(body)
      try queue.close()
    }
  }
}
