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
      #expect(trained.output.contains("8 rows of --input in --train, too"))
      let kept = try await CommandLineTool.succeed(command + ["--db", "learned.db"], in: folder)
      #expect(kept.output.contains("as the store has learned"))
    }

    /// A store keeps the roles that it was made with.
    @Test func aStoreOfMoreRolesIsNotLimited() async throws {
      let folder = try WorkFolder()
      try write(folder)
      let ofAllRoles = Array(command.dropLast()) + ["--db", "all.db"]
      _ = try await CommandLineTool.succeed(ofAllRoles, in: folder)
      try await expectRefusal(
        of: command + ["--db", "all.db"], in: folder, exitCode: 65,
        saying: "leave --roles-in-labels-only out, or name a new store")
    }

    @Test(
      "A label file says what is wrong with it",
      arguments: [
        (#"{"roles": {}}"#, "labels.json holds no labels: $.roles is empty"),
        (#"{"DevOps": "devops-engineer"}"#, "labels.json holds no labels: the document lacks"),
        (#"{"roles": {"DevOps": null}}"#, "labels.json holds no labels: $.roles.DevOps is n"),
        (#"{"roles": {"DevOps": "d","#, "labels.json holds no labels: the document: it is no"),
      ])
    func badLabels(labels: String, message: String) async throws {
      let folder = try WorkFolder()
      try write(folder)
      try folder.write(labels, to: "labels.json")
      try await expectRefusal(of: command, in: folder, exitCode: 65, saying: message)
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

    @Test func aTitleOfSeveralRolesIsRightByAnyOfThem() async throws {
      let folder = try WorkFolder()
      try write(folder)
      let titles = ["evaluate", "--labels", "labels.json", "--input", "titles.jsonl"]
      try folder.write(
        #"{"id": "1", "label": ["Flutter Developer", "DevOps"], "text": "DevOps Engineer"}"#,
        to: "titles.jsonl")
      let report = try await CommandLineTool.succeed(
        titles + ["--kind", "title", "--embedder", "hashing", "--json", "--predictions", "p"],
        in: folder
      ).json()
      #expect(report.at("top1") == .number(1))
      let predictions = String(decoding: try folder.bytes(of: "p"), as: UTF8.self)
      #expect(predictions.contains(#""expected":["flutter-developer","devops-engineer"]"#))
      try await expectRefusal(
        of: titles + ["--embedder", "hashing"], in: folder, exitCode: 65,
        saying: "titles.jsonl: row 1 has labels of several roles")
    }

    @Test(arguments: [
      (["--folds", "1"], 64, "2 to 100"), (["--ablation"], 64, "--folds"),
      (["--folds", "2", "--train", "rows.jsonl"], 64, "not both"),
      (["--kind", "poem"], 64, "jd, title or sentence"),
      (["--kind", "title", "--evidence", "e"], 64, "leave --evidence out"),
      (
        ["--train", "rows.jsonl", "--db", "new.db", "--figure", "absent/f.svg"], 74, "absent/f.svg"
      ),
      (["--train", "rows.jsonl", "--db", "new.db", "--predictions", "."], 74, "cannot write ."),
      (["--db", "."], 74, "it is a folder"),
      (["--train", "absent.jsonl"], 66, "absent.jsonl"),
    ])
    func badUseIsRefused(options: [String], code: Int, message: String) async throws {
      let folder = try WorkFolder()
      try write(folder)
      try await expectRefusal(
        of: command + options, in: folder, exitCode: Int32(code), saying: message)
    }

    @Test(
      "A row that cannot be used is named with its file",
      arguments: [
        ("no JSON", "train.jsonl, line 2: it is no row"),
        (
          #"{"id": "2", "label": "DevOps", "text": " "}"#, "train.jsonl, line 2: the input is empty"
        ),
        (#"{"id": "2", "text": "Bakes."}"#, "train.jsonl: row 2 has no label"),
        (
          #"{"id": "2", "label": "Baker", "text": "Bakes."}"#,
          "train.jsonl: row 2 has the label Baker, which"
        ),
        (
          #"{"id": "1", "label": "DevOps", "text": "Bakes."}"#,
          "train.jsonl: two rows have the id 1"
        ),
      ])
    func badRow(row: String, message: String) async throws {
      let folder = try WorkFolder()
      try write(folder)
      try folder.write(
        #"{"id": "1", "label": "DevOps", "text": "DevOps Engineer"}"# + "\n\(row)\n",
        to: "train.jsonl")
      try await expectRefusal(
        of: command + ["--train", "train.jsonl"], in: folder, exitCode: 65, saying: message)
    }

    @Test func aRowThatIsALabelAloneIsNamedBeforeAStoreIsMade() async throws {
      let folder = try WorkFolder()
      try write(folder)
      try folder.write(
        #"{"id": "1", "label": "DevOps", "text": "DevOps"}"# + "\n", to: "train.jsonl")
      try await expectRefusal(
        of: command + ["--train", "train.jsonl", "--db", "new.db", "--mask-titles"], in: folder,
        exitCode: 65, saying: "train.jsonl, line 1: without the labels, the input is empty")
    }

    /// A process that was killed while it made the store leaves one without a catalog.
    @Test func anEmptyStoreGetsItsCatalog() async throws {
      let folder = try WorkFolder()
      try write(folder)
      try folder.write("", to: "new.db")
      let report = try await CommandLineTool.succeed(
        command + ["--train", "rows.jsonl", "--db", "new.db"], in: folder)
      #expect(report.output.contains("after learning 8 rows"))
    }

    @Test func anAnswerThatNobodyGetsIsAFailure() async throws {
      let folder = try WorkFolder()
      try write(folder)
      let outcome = try await CommandLineTool.run(command, in: folder, output: "/dev/full")
      #expect(outcome.exitCode == 74)
      #expect(outcome.errors.contains("cannot write standard output"))
    }
  }
}
