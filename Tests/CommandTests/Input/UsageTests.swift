import Testing

extension CommandSuite {
  /// Wrong calls, and the options that name files.
  @Suite struct UsageTests {
    @Test(arguments: [
      (["classify", "--colour", "jd.txt"], "--colour"),
      (["classify"], "Missing expected argument"),
      (["classify", "--embedder", "guessing", "jd.txt"], "guessing"),
      (["classify", "--threads", "0", "jd.txt"], "--threads"),
      (["classify", "--db"], "--db"),
      (["classify", "--run-id", "7", "jd.txt"], "no UUID; see rolewise classify --help"),
      (["review", "approve", "skills"], "--all; see rolewise review approve --help"),
      (["review", "--limit", "x"], "see rolewise review list --help"),
      (["encode", "--format", "csv", "jd.txt"], "'npy'; see rolewise encode --help"),
      (["clasify", "jd.txt"], "'jd.txt'; see rolewise --help"),
      (["catalog", "import"], "Missing expected argument"),
      (["catalog", "export", ""], "the folder to create has no name"),
      (["doctor", "jd.txt"], "jd.txt"),
      (["classify", "--embedder", "hashing", "--model", "m", "jd.txt"], "--embedder encoder"),
      (["worker", "--cache", "9223372036854775807"], "--cache must be 1 to"),
      (["catalog", "stats", "folder", "--db", "x.db"], "leave --db and --catalog out"),
      (["catalog", "stats", "folder", "--catalog", "other"], "leave --db and --catalog out"),
      (["catalog", "verify", "folder", "--db", "x.db"], "leave --db and --catalog out"),
    ])
    func wrongCalls(arguments: [String], words: String) async throws {
      let folder = try WorkFolder()
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      try await expectRefusal(of: arguments, in: folder, exitCode: 64, saying: words)
    }

    /// An empty variable says as little as none.
    @Test func emptyVariables() async throws {
      let folder = try WorkFolder()
      try folder.write("Operate Kubernetes clusters.\n", to: "lines.txt")
      let outcome = try await CommandLineTool.run(
        ["encode", "lines.txt"], in: folder, environment: ["ROLEWISE_MODEL": ""])
      #expect(outcome.exitCode == 66 && outcome.errors.contains(".cache/model"), "\(outcome)")
      let review = try await CommandLineTool.run(
        ["review", "list"], in: folder, environment: ["ROLEWISE_DB": ""])
      #expect(
        review.exitCode == 66 && review.errors.contains("no store at rolewise.db"), "\(review)")
    }

    /// A kernel set that is asked for and not there is not exchanged for another in silence.
    @Test func aKernelSetThatIsNotThere() async throws {
      let folder = try WorkFolder()
      try folder.write("Operate Kubernetes clusters.\n", to: "lines.txt")
      let outcome = try await CommandLineTool.run(
        ["encode", "lines.txt"], in: folder, environment: ["ROLEWISE_KERNEL": "abacus"])
      #expect(outcome.exitCode == 64 && outcome.errors.contains("ROLEWISE_KERNEL=abacus"))
    }

    /// The server's options are known wherever it is asked.
    @Test func aModelServerMakesTheVectorsOfEveryCommand() async throws {
      let folder = try WorkFolder()
      try await folder.addStore()
      try folder.write(
        #"{"id": "1", "label": "flutter", "text": "Flutter Developer"}"# + "\n", to: "rows.jsonl")
      try folder.write(#"{"roles": {"flutter": "flutter-developer"}}"#, to: "labels.json")
      let server = ["--embedder", "openai", "--base-url", "http://127.0.0.1:9/v1"]
      for arguments in [
        ["evaluate", "--labels", "labels.json", "--input", "rows.jsonl"],
        ["migrate-embeddings", "--to", "hashing"],
      ] {
        let outcome = try await CommandLineTool.run(arguments + server, in: folder)
        #expect([64, 74].contains(outcome.exitCode), "\(outcome)")
        #expect(
          outcome.errors.hasPrefix("rolewise: ")
            && outcome.errors.contains("the model server cannot be reached"))
      }
    }

    @Test(arguments: [
      (#"{"kra_flor": 0.4}"#, 65, "kra_flor"),
      (#"{"kra_floor": 7}"#, 65, "kra_floor"),
      (#"{"kra_floor": "high"}"#, 65, "kra_floor"),
      (#"[0.4]"#, 65, "no policy"),
      (#"{"kra_floor": "#, 65, "no policy"),
    ])
    func badPolicies(policy: String, exitCode: Int32, words: String) async throws {
      let folder = try WorkFolder()
      try folder.write(WorkFolder.seedText, to: "jd.txt")
      try folder.write(policy, to: "policy.json")
      let arguments = [
        "classify", "--embedder", "hashing", "--policy", "policy.json", "jd.txt",
      ]
      try await expectRefusal(of: arguments, in: folder, exitCode: exitCode, saying: words)
      try await folder.addStore()
      try await expectRefusal(of: arguments, in: folder, exitCode: exitCode, saying: words)
    }

    @Test func aMissingPolicy() async throws {
      let folder = try WorkFolder()
      let text = #"{"id":"1","text":"Flutter Developer"}"#
      try folder.write(text, to: "jd.txt")
      for options in [[], ["--jsonl"]] {
        try await expectRefusal(
          of: ["classify", "--embedder", "hashing", "--policy", "none.json"] + options + ["jd.txt"],
          in: folder, exitCode: 66, saying: "there is no file none.json")
      }
    }

    @Test func versionAndHelp() async throws {
      let folder = try WorkFolder()
      let version = try await CommandLineTool.succeed(["--version"], in: folder)
      #expect(version.output.hasPrefix("rolewise 0."))
      #expect(version.outputLines.count == 1 && version.errors.isEmpty)
      let help = try await CommandLineTool.succeed(["classify", "--help"], in: folder)
      #expect(help.output.contains("--embedder") && help.errors.isEmpty)
      #expect(try folder.contents().isEmpty)
    }

    @Test func doctor() async throws {
      let folder = try WorkFolder()
      let good = try await CommandLineTool.succeed(["doctor"], in: folder)
      for subject in ["rolewise", "kernel", "OpenBLAS", "LAPACKE", "model", "catalog", "store"] {
        #expect(good.output.contains("ok    \(subject): "), "\(good)")
      }
      #expect(good.errors.isEmpty)
      let bad = try await CommandLineTool.run(["doctor", "--model", "nowhere"], in: folder)
      #expect(bad.exitCode == 1)
      #expect(bad.output.contains("FAIL  model: "), "\(bad)")
      #expect(try folder.contents().isEmpty)
    }
  }
}
