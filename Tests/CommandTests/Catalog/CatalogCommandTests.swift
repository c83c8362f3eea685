import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// `rolewise catalog` on good catalogs.
  @Suite struct CatalogCommandTests {
    @Test func whatIsExportedReadsBack() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      _ = try await CommandLineTool.succeed(["catalog", "export", "first"], in: folder)
      let verified = try await CommandLineTool.succeed(["catalog", "verify", "first"], in: folder)
      #expect(verified.output.contains("no breach"))
      let given = try await CommandLineTool.succeed(
        ["catalog", "stats", "--json", PackagePaths.catalog], in: folder)
      for place in [["first"], []] {
        let stats = try await CommandLineTool.succeed(
          ["catalog", "stats", "--json"] + place, in: folder)
        #expect(try stats.json() == given.json())
      }
      _ = try await CommandLineTool.succeed(
        ["catalog", "import", "first", "--db", "second.db"], in: folder)
      _ = try await CommandLineTool.succeed(
        ["catalog", "export", "second", "--db", "second.db"], in: folder)
      let first = try WorkFolder.contents(of: folder.file("first"))
      let second = try WorkFolder.contents(of: folder.file("second"))
      #expect(first.count > 10)
      #expect(first == second)
    }

    /// Importing the catalog again raises its version and keeps what was learned.
    @Test func anImportKeepsTheRuns() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      let imported = try await CommandLineTool.succeed(
        ["catalog", "import", PackagePaths.catalog], in: folder)
      #expect(imported.output.contains("catalog version 2"), "\(imported)")
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      let run = try await CommandLineTool.succeed(
        ["classify", "--json", "--embedder", "hashing", "jd.txt"], in: folder)
      #expect(try run.json().at("extract_from_jd.stage5_updates.centroid_n_after") == .number(2))
    }

    @Test func anIDOfSomethingElse() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.copy(PackagePaths.catalog, to: "catalog")
      let roles = "catalog/roles/mobile-development.json"
      let text = String(decoding: try folder.bytes(of: roles), as: UTF8.self)
      try folder.write(
        text.replacingOccurrences(of: "Flutter Developer", with: "Flower Arranger")
          .replacingOccurrences(of: "flutter-developer", with: "flower-arranger"), to: roles)
      try await expectRefusal(
        of: ["catalog", "import", "catalog"], in: folder, exitCode: 65,
        saying: "to flower-arranger, and this store has it as flutter-developer")
    }

    @Test func anExportOverwritesNothing() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.makeFolder("taken")
      try await expectRefusal(
        of: ["catalog", "export", "taken"], in: folder, exitCode: 64, saying: "exists already",
        comparing: .storeRows)
    }

    @Test func aStoreMadeFromAnotherCatalog() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.copy(PackagePaths.catalog, to: "catalog")
      let roles = "catalog/roles/mobile-development.json"
      let text = String(decoding: try folder.bytes(of: roles), as: UTF8.self)
      try folder.write(
        text.replacingOccurrences(of: "Flutter Developer", with: "Flutter Crafter"), to: roles)
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      try await expectRefusal(
        of: ["classify", "--embedder", "hashing", "--catalog", "catalog", "jd.txt"], in: folder,
        exitCode: 64, saying: "was made from another catalog", comparing: .storeRows)
    }

    @Test(arguments: [["catalog", "stats"], ["catalog", "verify"], ["catalog", "export", "out"]])
    func withoutAStore(arguments: [String]) async throws {
      let folder = try WorkFolder()
      try await expectRefusal(
        of: arguments, in: folder, exitCode: 66, saying: "there is no store at rolewise.db")
    }
  }
}
