import Pipeline
import Testing

extension CommandSuite {
  /// The main job on `data/samples`, with the model.
  @Suite struct SampleTests {
    @Test func everySampleEndsDecidedQueuedOrRejected() async throws {
      let samples = try await SamplePayloads.all()
      #expect(samples.count >= 12)
      for sample in samples {
        #expect(RunEnd(sample.payloads) != nil, "\(sample.name)")
      }
    }

    @Test(arguments: [
      ("flutter-developer.txt", RunEnd.decided(slug: "flutter-developer", by: "A")),
      ("mobile-collision.txt", .decided(slug: "native-mobile-developer", by: "D")),
      ("html-paste.txt", .decided(slug: "wordpress-developer", by: "A")),
      ("machine-learning.txt", .decided(slug: "ml-engineer", by: "A")),
    ])
    func theRoleOfASample(name: String, expected: RunEnd) async throws {
      let sample = try #require(try await SamplePayloads.all().first { $0.name == name })
      #expect(RunEnd(sample.payloads) == expected)
    }

    @Test func aLetterIsRejected() async throws {
      let sample = try #require(
        try await SamplePayloads.all().first { $0.name == "not-a-jd.txt" })
      guard case .rejected? = RunEnd(sample.payloads) else {
        Issue.record("\(sample.payloads)")
        return
      }
      #expect(sample.payloads.at("extract_from_jd.final_skills") == .array([]))
    }

    /// What people read: role, case, confidence, evidence, skills, and what was learned.
    @Test func theHumanView() async throws {
      let folder = try WorkFolder()
      try await folder.addStore(of: .encoder)
      let outcome = try await CommandLineTool.succeed(
        [
          "classify", PackagePaths.samples + "/flutter-developer.txt",
          PackagePaths.samples + "/not-a-jd.txt",
        ], in: folder)
      for words in [
        "Flutter Developer   flutter-developer, id 74", "case A · confidence 1.00",
        "does not contradict", "Evidence: ", "↔ ", "Skills: ", "Flutter → Flutter (alias)",
        "the role's centroid now holds 2 JDs", "stored in rolewise.db", "Not classified: ",
      ] {
        #expect(outcome.output.contains(words), "lacks \(words)")
      }
      #expect(outcome.errors.isEmpty)
    }
  }
}
