import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// `rolewise catalog import --from`.
  @Suite struct ReleaseCommandTests {
    private static let files = [
      "Read Me.txt": "O*NET 1.2 Database\n",
      "Occupation Data.txt": """
      O*NET-SOC Code\tTitle\tDescription
      15-1252.00\tSoftware Developers\tDevelop software.
      35-1011.00\tChefs\tCook and lead.

      """,
      "Task Statements.txt": """
      O*NET-SOC Code\tTask ID\tTask
      15-1252.00\t1\tWrite mobile apps.
      35-1011.00\t2\tCook meals.

      """,
      "Alternate Titles.txt": """
      O*NET-SOC Code\tAlternate Title
      15-1252.00\tFlutter Developer

      """,
      "Technology Skills.txt": """
      O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title
      15-1252.00\tDart\t43232405\tDevelopment software

      """,
    ]

    private func release(_ folder: WorkFolder, without task: String = "") throws {
      try? folder.makeFolder("onet")
      for (name, text) in Self.files {
        try folder.write(
          text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { task.isEmpty || !$0.contains(task) }.joined(separator: "\n"),
          to: "onet/\(name)")
      }
    }

    private let command = ["catalog", "import", "--from", "onet", "--embedder", "hashing", "onet"]

    @Test func aReleaseIsShownImportedAndUsed() async throws {
      let folder = try WorkFolder()
      try release(folder)
      let planned = try await CommandLineTool.succeed(command + ["--dry-run"], in: folder)
      #expect(planned.output.contains("roles: 2 added, 0 changed, 0 retired"))
      #expect(!FileManager.default.fileExists(atPath: folder.store))
      _ = try await CommandLineTool.succeed(command, in: folder)
      let stats = try await CommandLineTool.succeed(["catalog", "stats"], in: folder)
      #expect(stats.output.hasPrefix("O*NET 1.2, CC BY 4.0"), "\(stats)")
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      let run = try await CommandLineTool.succeed(
        ["classify", "--json", "--embedder", "hashing", "jd.txt"], in: folder)
      #expect(
        try run.json().at("extract_from_jd.stage4_decision.chosen_role.slug")
          == .string("software-developers"))
    }

    @Test func aNewerReleaseIsADifference() async throws {
      let folder = try WorkFolder()
      try release(folder)
      _ = try await CommandLineTool.succeed(command, in: folder)
      try release(folder, without: "35-1011.00")
      let before = try folder.contents(.storeRows)
      let planned = try await CommandLineTool.succeed(
        command + ["--dry-run", "--json"], in: folder)
      #expect(try planned.json().at("roles.retired").map { "\($0)" }?.contains("chefs") == true)
      #expect(try folder.contents(.storeRows) == before)
      let imported = try await CommandLineTool.succeed(command, in: folder)
      #expect(imported.output.contains("roles: 0 added, 0 changed, 1 retired\n  - chefs"))
    }

    @Test func badFilesChangeNothing() async throws {
      let folder = try WorkFolder()
      try release(folder)
      try folder.write("O*NET-SOC Code\tTask\n15-1252.00\n", to: "onet/Task Statements.txt")
      try await expectRefusal(
        of: command, in: folder, exitCode: 65,
        saying: "Task Statements.txt, line 2: the row has 1 cells, the header 2")
      try await expectRefusal(
        of: ["catalog", "import", "--from", "esco", "--embedder", "hashing", "onet"], in: folder,
        exitCode: 66, saying: "occupations_en.csv")
      try await expectRefusal(
        of: ["catalog", "import", "--from", "onet", "--embedder", "hashing", "none"], in: folder,
        exitCode: 66, saying: "there is no folder none; name the folder of the release")
      try await expectRefusal(
        of: ["catalog", "import", "--from", "onet", "--embedder", "hashing", "."], in: folder,
        exitCode: 66, saying: "./onet has it: name that folder")
      try await expectRefusal(
        of: ["catalog", "import", "--dry-run", "onet"], in: folder, exitCode: 64,
        saying: "need --from")
    }
  }
}
