import Foundation
import Pipeline
import Testing

extension CommandSuite {
  /// `rolewise evaluate`.
  @Suite struct EvaluateCommandTests {
    private func write(_ folder: WorkFolder) throws {
      try folder.write(
        #"{"roles": {"Flutter Developer": "flutter-developer", "DevOps": "devops-engineer"}}"#,
        to: "labels.json")
      let rows = (0..<8).map { number in
        let isMobile = number.isMultiple(of: 2)
        let text =
          (isMobile ? "Flutter Developer" : "DevOps Engineer")
          + "\\n\\nResponsibilities:\\n• "
          + (isMobile
            ? "Build mobile apps in Dart for release \(number)."
            : "Automate deployments with Terraform for release \(number).")
          + "\\n\\nRequirements:\\n• 3 years of experience"
        let label = isMobile ? "Flutter Developer" : "DevOps"
        return #"{"id": "\#(number)", "label": "\#(label)", "text": "\#(text)"}"#
      }
      try folder.write(rows.joined(separator: "\n"), to: "rows.jsonl")
    }

    private let command = [
      "evaluate", "--labels", "labels.json", "--input", "rows.jsonl", "--embedder", "hashing",
      "--roles-in-labels-only",
    ]

    @Test func theScoresArePrintedAndThePictureIsDrawn() async throws {
      let folder = try WorkFolder()
      try write(folder)
      let cold = try await CommandLineTool.succeed(
        command + ["--json", "--figure", "confusion.svg", "--predictions", "rows.out"],
        in: folder
      ).json()
      #expect(cold.string("state") == "cold")
      for key in ["top1", "top3", "macro_f1", "ece", "cases"] { #expect(cold.at(key) != nil) }
      let picture = String(decoding: try folder.bytes(of: "confusion.svg"), as: UTF8.self)
      #expect(picture.hasPrefix("<svg") && picture.contains("devops-engineer"))
      let rows = String(decoding: try folder.bytes(of: "rows.out"), as: UTF8.self)
      #expect(rows.split(separator: "\n").count == 8)
      // No store of the folder was made or changed.
      #expect(!FileManager.default.fileExists(atPath: folder.file("rolewise.db")))
    }

    @Test func masksFoldsAndTrainingAreNamedInTheReport() async throws {
      let folder = try WorkFolder()
      try write(folder)
      let folds = try await CommandLineTool.succeed(
        command + ["--folds", "2", "--mask-titles"], in: folder)
      #expect(folds.output.contains("cross-validated · labels masked"))
      let trained = try await CommandLineTool.succeed(
        command + ["--train", "rows.jsonl", "--db", "learned.db"], in: folder)
      #expect(trained.output.contains("after learning 8 rows"))
      let kept = try await CommandLineTool.succeed(command + ["--db", "learned.db"], in: folder)
      #expect(kept.output.contains("as the store has learned"))
    }

    @Test func aBareTitleIsRanked() async throws {
      let folder = try WorkFolder()
      try write(folder)
      try folder.write(
        #"{"id": "1", "label": "DevOps", "text": "Senior DevOps Engineer"}"#, to: "titles.jsonl")
      let report = try await CommandLineTool.succeed(
        [
          "evaluate", "--labels", "labels.json", "--input", "titles.jsonl", "--kind", "title",
          "--embedder", "hashing", "--json",
        ], in: folder
      ).json()
      #expect(report.at("top1") == .number(1) && report.at("ece") == nil)
    }

    @Test(arguments: [
      (["--folds", "1"], 64, "2 to 100"), (["--ablation"], 64, "--folds"),
      (["--folds", "2", "--train", "rows.jsonl"], 64, "not both"),
      (["--kind", "poem"], 64, "jd, title or sentence"),
      (["--train", "absent.jsonl"], 66, "absent.jsonl"),
    ])
    func badUseIsRefused(options: [String], code: Int, message: String) async throws {
      let folder = try WorkFolder()
      try write(folder)
      try await expectRefusal(
        of: command + options, in: folder, exitCode: Int32(code), saying: message)
    }
  }
}
