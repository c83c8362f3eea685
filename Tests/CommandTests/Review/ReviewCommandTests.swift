import Testing

extension CommandSuite {
  /// `rolewise review` on a store that the sample job descriptions filled.
  @Suite struct ReviewCommandTests {
    private func folderWithRuns() async throws -> WorkFolder {
      let folder = try WorkFolder()
      for sample in ["pastry-chef", "mobile-collision"] {
        let result = try await CommandLineTool.run(
          ["classify", "--embedder", "hashing", "\(PackagePaths.samples)/\(sample).txt"], in: folder
        )
        #expect(result.exitCode == 0, "\(result.errors)")
      }
      return folder
    }

    @Test func listApproveUndo() async throws {
      let folder = try await folderWithRuns()
      let list = try await CommandLineTool.run(["review", "list", "roles"], in: folder)
      #expect(list.output.hasPrefix("roles: 1 pending\n  1  Pastry Chef"))
      let preview = try await CommandLineTool.run(
        ["review", "approve", "roles", "1", "--domain", "Kitchen", "--preview"], in: folder)
      #expect(preview.output.contains("role pastry-chef: Pastry Chef"))
      #expect(preview.output.hasSuffix("this was a preview\n"))
      let approval = try await CommandLineTool.run(
        ["review", "approve", "roles", "1", "--domain", "Kitchen", "--by", "ann"], in: folder)
      #expect(approval.output.contains("batch 1, catalog version 2"))
      let again = try await CommandLineTool.run(
        ["classify", "--embedder", "hashing", "\(PackagePaths.samples)/pastry-chef.txt"], in: folder
      )
      #expect(again.output.hasPrefix("Pastry Chef   pastry-chef"))
      try await expectRefusal(
        of: ["review", "undo", "1"], in: folder, exitCode: 65, saying: "is used by run")
      let log = try await CommandLineTool.run(["review", "log", "--json"], in: folder)
      #expect(log.output.contains("\"actor\" : \"ann\""))
    }

    @Test func refusals() async throws {
      let folder = try await folderWithRuns()
      for (arguments, exitCode, words) in [
        (["review", "approve", "roles"], 64, "give the items' ids, or --all"),
        (["review", "approve", "recipes", "1"], 64, "recipes"),
        (["review", "approve", "roles", "7"], 66, "there is no item 7 in the queue roles"),
        (["review", "merge", "collisions", "1", "--into", "chef"], 66, "no role chef"),
        (["review", "send-back", "collisions", "1"], 64, "needs a reason"),
        (["review", "reject", "roles", "1", "--never"], 64, "not possible in the queue roles"),
        (["review", "never", "Cook"], 64, "one of --role, --skill and --any-skill"),
        (["review", "never", " ", "--any-skill"], 64, "the skill text is empty"),
        (
          ["review", "never", "Cook", "--any-skill", "--role", "chef"], 64,
          "one of --role, --skill and --any-skill"
        ),
        (["review", "undo", "5"], 66, "there is no batch 5"),
        (
          ["review", "approve", "roles", "1", "--name", "!!"], 64,
          "item 1 of roles: the slug of \"!!\" is empty"
        ),
        (
          ["review", "reject", "roles", "1", "--search", "Chef"], 64,
          "--search, --target and --run choose among --all"
        ),
        (
          ["review", "approve", "collisions", "1", "--kra", "Bakes."], 64,
          "approving with KRAs is not possible in the queue collisions"
        ),
      ] as [([String], Int32, String)] {
        try await expectRefusal(
          of: arguments, in: folder, exitCode: exitCode, saying: words)
      }
    }

    /// One line on standard error, and a store that holds the same: its bytes differ, because
    /// opening a store for writing writes its log.
    private func expectRefusal(
      of arguments: [String], in folder: WorkFolder, exitCode: Int32, saying words: String,
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      func state() async throws -> String {
        var state = ""
        for command in [["review", "list", "--json"], ["review", "log"], ["catalog", "stats"]] {
          state += try await CommandLineTool.run(command, in: folder).output
        }
        return state
      }
      let before = try await state()
      let result = try await CommandLineTool.run(arguments, in: folder)
      #expect(result.exitCode == exitCode, "\(result)", sourceLocation: sourceLocation)
      #expect(result.errors.contains(words), "\(result)", sourceLocation: sourceLocation)
      #expect(
        result.errors.split(separator: "\n").count == 1, "\(result)",
        sourceLocation: sourceLocation)
      #expect(result.output.isEmpty, "\(result)", sourceLocation: sourceLocation)
      #expect(try await state() == before, sourceLocation: sourceLocation)
    }
  }
}
